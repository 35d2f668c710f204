//! ALTER TYPE: attributes added, changed and dropped. PL/SQL Language Reference, "ALTER TYPE Statement".

use super::Replay;
use super::source::{names, object_name, one_line, words};
use plconv_catalog::TypeKind;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn alter_type(&mut self, alter: ast::AlterType<'_>) {
        let Some(name) = alter.name().map(object_name) else {
            return;
        };
        let words = words(alter.syntax());
        if words.iter().any(|word| word == "COMPILE") {
            return;
        }
        let Some(key) = self.existing(&name, self.catalog.types.keys()) else {
            self.names_missing(
                alter.syntax(),
                format!("ALTER TYPE names {name}, which is created nowhere before"),
            );
            return;
        };
        let action = alter.action().map(|action| action.upper()).unwrap_or_default();
        let changed: Vec<(String, plconv_catalog::DataType)> = alter
            .attributes()
            .iter()
            .filter_map(|attribute| {
                Some((
                    attribute.name()?.folded(),
                    super::data_type(attribute.datatype()?),
                ))
            })
            .collect();
        let dropped = names(alter.names());
        let applied = match self
            .catalog
            .types
            .get_mut(&key)
            .map(|definition| &mut definition.kind)
        {
            Some(TypeKind::Object { attributes, .. }) if alter.method().is_none() => match action.as_str() {
                "ADD" if !changed.is_empty() => {
                    attributes.extend(changed);
                    true
                }
                "MODIFY" => changed.into_iter().all(|(name, data_type)| {
                    let attribute = attributes.iter_mut().find(|(known, _)| *known == name);
                    attribute.map(|attribute| attribute.1 = data_type).is_some()
                }),
                "DROP" if !dropped.is_empty() => {
                    let before = attributes.len();
                    attributes.retain(|(name, _)| !dropped.contains(name));
                    before - attributes.len() == dropped.len()
                }
                _ => false,
            },
            Some(
                TypeKind::Object { .. }
                | TypeKind::Incomplete
                | TypeKind::NestedTable { .. }
                | TypeKind::Varray { .. },
            )
            | None => false,
        };
        if !applied {
            let text = one_line(alter.syntax());
            self.not_replayed(alter.syntax(), format!("{text} was not applied"));
        }
    }
}
