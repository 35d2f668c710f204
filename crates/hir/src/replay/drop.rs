//! DROP. An object that the tree does not create before is left alone: scripts drop what an earlier run left behind.

use super::Replay;
use super::code::kind_name;
use super::other::kind_and_name;
use super::source::{object_name, words};
use plconv_catalog::{CodeKind, ObjectName, Origin};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn drop(&mut self, drop: ast::DropStmt<'_>) {
        let place = self.origin(drop.syntax());
        let words = words(drop.syntax());
        let kind: Vec<&str> = words.iter().skip(1).take(3).map(String::as_str).collect();
        let mut name = drop.name().map(object_name).unwrap_or_default();
        match kind.as_slice() {
            ["TABLE", ..] => self.drop_table(&name, place),
            ["INDEX", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.indexes.keys()) {
                    let index = self.catalog.indexes.shift_remove(&key);
                    self.note_dropped("INDEX", &key, index.map(|index| index.origin), place);
                }
            }
            ["VIEW", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.views.keys()) {
                    let view = self.catalog.views.shift_remove(&key);
                    self.note_dropped("VIEW", &key, view.map(|view| view.origin), place);
                    self.drop_triggers_of(&key);
                    self.drop_grants_on(&key);
                }
            }
            ["MATERIALIZED", "VIEW", "LOG"] => self.drop_other("MATERIALIZED VIEW LOG", &name.to_string()),
            ["MATERIALIZED", "VIEW", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.materialized_views.keys()) {
                    let view = self.catalog.materialized_views.shift_remove(&key);
                    self.note_dropped("MATERIALIZED VIEW", &key, view.map(|view| view.origin), place);
                    self.catalog.indexes.retain(|_, index| index.table != key);
                    self.drop_grants_on(&key);
                }
            }
            ["SEQUENCE", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.sequences.keys()) {
                    let sequence = self.catalog.sequences.shift_remove(&key);
                    self.note_dropped("SEQUENCE", &key, sequence.map(|sequence| sequence.origin), place);
                    self.drop_grants_on(&key);
                }
            }
            ["PUBLIC", "SYNONYM", ..] => {
                name.schema = Some("PUBLIC".to_owned());
                self.catalog.synonyms.shift_remove(&name);
            }
            ["SYNONYM", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.synonyms.keys()) {
                    self.catalog.synonyms.shift_remove(&key);
                }
            }
            ["TYPE", "BODY", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.types.keys())
                    && let Some(definition) = self.catalog.types.get_mut(&key)
                {
                    definition.body = None;
                }
            }
            ["TYPE", ..] => {
                if let Some(key) = self.existing(&name, self.catalog.types.keys()) {
                    let definition = self.catalog.types.shift_remove(&key);
                    self.note_dropped(
                        "TYPE",
                        &key,
                        definition.map(|definition| definition.origin),
                        place,
                    );
                }
            }
            ["PACKAGE", "BODY", ..] => self.drop_code(CodeKind::PackageBody, &name, place),
            ["PACKAGE", ..] => {
                self.drop_code(CodeKind::PackageBody, &name, place);
                self.drop_code(CodeKind::Package, &name, place);
            }
            ["PROCEDURE", ..] => self.drop_code(CodeKind::Procedure, &name, place),
            ["FUNCTION", ..] => self.drop_code(CodeKind::Function, &name, place),
            ["TRIGGER", ..] => self.drop_code(CodeKind::Trigger, &name, place),
            ["PUBLIC", "DATABASE", ..] => self.drop_other("PUBLIC DATABASE LINK", &name.to_string()),
            ["DATABASE", "LINK", ..] => self.drop_other("DATABASE LINK", &name.to_string()),
            ["USER", ..] => self.drop_user(&name.name, place),
            ["ROLE" | "DIRECTORY" | "CONTEXT", ..] => {
                self.drop_other(kind.first().copied().unwrap_or_default(), &name.to_string());
            }
            [_, ..] => {
                let (kind, name) = kind_and_name(words.get(1..).unwrap_or_default());
                self.drop_other(&kind, &name);
            }
            [] => {}
        }
    }

    fn note_dropped(&mut self, kind: &str, name: &ObjectName, created: Option<Origin>, dropped: Origin) {
        if let Some(created) = created {
            self.dropped
                .insert((kind.to_owned(), name.to_string()), (created, dropped));
        }
    }

    fn drop_table(&mut self, name: &ObjectName, place: Origin) {
        let Some(key) = self.existing_table(name) else {
            return;
        };
        let table = self.catalog.tables.shift_remove(&key);
        self.note_dropped("TABLE", &key, table.map(|table| table.origin), place);
        self.catalog.indexes.retain(|_, index| index.table != key);
        self.drop_triggers_of(&key);
        self.drop_grants_on(&key);
    }

    fn drop_triggers_of(&mut self, table: &ObjectName) {
        self.catalog
            .code
            .retain(|(kind, _), code| *kind != CodeKind::Trigger || code.table.as_ref() != Some(table));
    }

    fn drop_grants_on(&mut self, object: &ObjectName) {
        self.catalog
            .grants
            .retain(|grant| grant.object.as_ref() != Some(object));
    }

    fn drop_code(&mut self, kind: CodeKind, name: &ObjectName, place: Origin) {
        let keys = self
            .catalog
            .code
            .keys()
            .filter(|(known, _)| *known == kind)
            .map(|(_, name)| name);
        if let Some(found) = self.existing(name, keys) {
            let code = self.catalog.code.shift_remove(&(kind, found.clone()));
            self.note_dropped(
                &kind_name(kind).to_uppercase(),
                &found,
                code.map(|code| code.origin),
                place,
            );
        }
    }

    fn drop_other(&mut self, kind: &str, name: &str) {
        self.catalog
            .others
            .retain(|other| other.kind != kind || other.name != name);
    }

    /// DROP USER takes everything the user owns along.
    fn drop_user(&mut self, user: &str, place: Origin) {
        self.drop_other("USER", user);
        let owned = |name: &ObjectName| name.schema.as_deref() == Some(user);
        let tables: Vec<ObjectName> = self
            .catalog
            .tables
            .keys()
            .filter(|name| owned(name))
            .cloned()
            .collect();
        for table in tables {
            self.drop_table(&table, place);
        }
        let catalog = &mut self.catalog;
        catalog.views.retain(|name, _| !owned(name));
        catalog.materialized_views.retain(|name, _| !owned(name));
        catalog.indexes.retain(|name, _| !owned(name));
        catalog.sequences.retain(|name, _| !owned(name));
        catalog.synonyms.retain(|name, _| !owned(name));
        catalog.types.retain(|name, _| !owned(name));
        catalog.code.retain(|(_, name), _| !owned(name));
    }
}
