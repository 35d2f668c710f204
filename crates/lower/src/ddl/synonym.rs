//! Synonyms are resolved where they are used; nothing is created for them.

use super::{Ddl, ObjectKind, Phase};
use plconv_catalog::{CodeKind, ObjectName};
use plconv_diagnostics::Code;

impl Ddl<'_> {
    pub(super) fn synonyms(&mut self) {
        for (name, synonym) in &self.catalog.synonyms {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::Synonym,
                &name.to_string(),
                pg_name,
                Phase::Views,
                synonym.origin,
            );
            let target = &synonym.target;
            let linked = synonym
                .dblink
                .as_ref()
                .and_then(|link| self.catalog.linked(target.schema.as_deref(), &target.name, link));
            if let Some(target) = linked {
                self.report(
                    Code::LINKED_TABLE,
                    synonym.origin,
                    format!("synonym {name} was replaced by {target}, which stands for it"),
                );
            } else if let Some(link) = &synonym.dblink {
                self.report(
                    Code::DATABASE_LINK,
                    synonym.origin,
                    format!("synonym {name} stands for {target} of database link {link}"),
                );
            } else if !self.is_in_tree(target) {
                self.report(
                    Code::OUTSIDE_REFERENCE,
                    synonym.origin,
                    format!("synonym {name} stands for {target}, which is not in the tree"),
                );
            } else if name.schema.as_deref() == Some("PUBLIC") {
                self.report(
                    Code::PUBLIC_SYNONYM,
                    synonym.origin,
                    format!(
                        "public synonym {} was replaced by {target} in the tree",
                        name.name
                    ),
                );
            } else {
                self.report(
                    Code::SYNONYM_RESOLVED,
                    synonym.origin,
                    format!("synonym {name} was replaced by {target}"),
                );
            }
            self.end();
        }
    }

    fn is_in_tree(&self, target: &ObjectName) -> bool {
        let catalog = self.catalog;
        [target.clone(), ObjectName::unqualified(target.name.clone())]
            .iter()
            .any(|name| {
                catalog.tables.contains_key(name)
                    || catalog.views.contains_key(name)
                    || catalog.materialized_views.contains_key(name)
                    || catalog.sequences.contains_key(name)
                    || catalog.types.contains_key(name)
                    || catalog.synonyms.contains_key(name)
                    || [CodeKind::Package, CodeKind::Procedure, CodeKind::Function]
                        .iter()
                        .any(|kind| catalog.code.contains_key(&(*kind, name.clone())))
            })
    }
}
