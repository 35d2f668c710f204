//! Packages, procedures, functions and triggers: only where they stand. Their code is resolved from there.

use super::Replay;
use super::source::{object_name, replaces, words};
use plconv_catalog::{Code as StoredCode, CodeKind, ObjectName, Origin};
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    pub(super) fn create_procedure(&mut self, create: ast::CreateProcedure<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        self.define_code(CodeKind::Procedure, name, origin, replaces(create.create()));
    }

    pub(super) fn create_function(&mut self, create: ast::CreateFunction<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        self.define_code(CodeKind::Function, name, origin, replaces(create.create()));
    }

    pub(super) fn create_package(&mut self, create: ast::CreatePackage<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        self.define_code(CodeKind::Package, name, origin, replaces(create.create()));
    }

    pub(super) fn create_package_body(&mut self, create: ast::CreatePackageBody<'_>) {
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        self.define_code(CodeKind::PackageBody, name, origin, replaces(create.create()));
    }

    pub(super) fn create_trigger(&mut self, create: ast::CreateTrigger<'_>) {
        let mut name = self.defined_name(create.name());
        let table = create
            .target()
            .and_then(|target| target.name())
            .map(object_name)
            .map(|written| {
                let views = self.catalog.views.keys();
                self.existing_table(&written)
                    .or_else(|| self.existing(&written, views))
                    .unwrap_or(written)
            });
        if name.schema.is_none() {
            name.schema = table.as_ref().and_then(|table| table.schema.clone());
        }
        if let Some(known) = table.as_ref().and_then(|table| self.trigger_of(table, &name)) {
            name = known;
        }
        let enabled = !create.options().iter().any(|option| {
            words(option.syntax())
                .first()
                .is_some_and(|word| word == "DISABLE")
        });
        let origin = self.origin(create.syntax());
        let key = (CodeKind::Trigger, name.clone());
        if self.define_code(CodeKind::Trigger, name, origin, replaces(create.create()))
            && let Some(code) = self.catalog.code.get_mut(&key)
        {
            code.enabled = enabled;
            code.table = table;
        }
    }

    /// The trigger of a table that has this name but for a schema that one of the two leaves out: a script without schemas
    /// and one after ALTER SESSION SET CURRENT_SCHEMA mean the same trigger, as they mean the same table.
    fn trigger_of(&self, table: &ObjectName, name: &ObjectName) -> Option<ObjectName> {
        let known = self.catalog.code.iter().find(|((kind, known), code)| {
            *kind == CodeKind::Trigger
                && code.table.as_ref() == Some(table)
                && known.name == name.name
                && known.schema.is_some() != name.schema.is_some()
        });
        known.map(|((_, known), _)| known.clone())
    }

    /// Enters code; false when an earlier definition stays.
    fn define_code(&mut self, kind: CodeKind, name: ObjectName, origin: Origin, replaces: bool) -> bool {
        let key = (kind, name.clone());
        let mut replaced = Vec::new();
        if let Some(earlier) = self.catalog.code.get(&key) {
            let place = earlier.origin;
            replaced.clone_from(&earlier.replaced);
            replaced.push(place);
            self.report_duplicate(kind_name(kind), &name, place, origin, replaces);
            if !replaces {
                return false;
            }
        }
        self.catalog.code.insert(
            key,
            StoredCode {
                name,
                origin,
                replaced,
                enabled: true,
                table: None,
            },
        );
        true
    }

    pub(super) fn alter_trigger(&mut self, alter: ast::AlterTrigger<'_>) {
        let Some(name) = alter.name().map(object_name) else {
            return;
        };
        let triggers = self
            .catalog
            .code
            .keys()
            .filter(|(kind, _)| *kind == CodeKind::Trigger);
        let Some(found) = self.existing(&name, triggers.map(|(_, name)| name)) else {
            self.names_missing(
                alter.syntax(),
                format!("ALTER TRIGGER names {name}, which is created nowhere before"),
            );
            return;
        };
        let key = (CodeKind::Trigger, found);
        match alter
            .action()
            .map(|action| action.upper())
            .unwrap_or_default()
            .as_str()
        {
            "ENABLE" | "DISABLE" => {
                let enable = alter.action().is_some_and(|action| action.is("ENABLE"));
                let Some(code) = self.catalog.code.get_mut(&key) else {
                    return;
                };
                let changed = std::mem::replace(&mut code.enabled, enable) != enable;
                if let (true, Some(table)) = (changed, code.table.clone()) {
                    let place = self.origin(alter.syntax());
                    self.note_change_between_rows(&table, &switched(&name, enable), place);
                }
            }
            "RENAME" => {
                if let (Some(new), Some(mut code)) = (alter.new_name(), self.catalog.code.shift_remove(&key))
                {
                    code.name.name = new.folded();
                    self.catalog
                        .code
                        .insert((CodeKind::Trigger, code.name.clone()), code);
                }
            }
            // COMPILE
            _ => {}
        }
    }

    /// ALTER ... COMPILE changes nothing; constraints of views are never enforced.
    pub(super) fn alter_compile(&mut self, alter: ast::AlterCompile<'_>) {
        let words = words(alter.syntax());
        if words.iter().any(|word| {
            matches!(
                word.as_str(),
                "COMPILE" | "EDITIONABLE" | "NONEDITIONABLE" | "CONSTRAINT"
            )
        }) {
            return;
        }
        self.not_replayed(alter.syntax(), format!("{} was not applied", words.join(" ")));
    }
}

/// What messages call it.
pub(super) fn kind_name(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Package => "package",
        CodeKind::PackageBody => "package body",
        CodeKind::Procedure => "procedure",
        CodeKind::Function => "function",
        CodeKind::Trigger => "trigger",
    }
}

/// What ENABLE or DISABLE does to a trigger, for messages.
pub(super) fn switched(trigger: &ObjectName, enable: bool) -> String {
    format!(
        "trigger {trigger} is {}",
        if enable { "enabled" } else { "disabled" }
    )
}
