//! ALTER TABLE. SQL Language Reference, "ALTER TABLE".

use super::Replay;
use super::constraint::modify_states;
use super::source::{has_phrase, names, object_name, one_line, words};
use plconv_catalog::{Code as StoredCode, CodeKind, ConstraintKind, ObjectName, Table};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    pub(super) fn alter_table(&mut self, alter: ast::AlterTable<'_>) {
        let Some(name) = alter.name().map(object_name) else {
            return;
        };
        let Some(key) = self.existing_table(&name) else {
            self.alter_unknown_table(&name, alter);
            return;
        };
        // The table leaves the map while it is changed, so that other tables can be changed with it.
        let Some(mut table) = self.catalog.tables.get(&key).cloned() else {
            return;
        };
        self.sink.set_object(Some(key.to_string()));
        let place = self.origin(alter.syntax());
        table.altered_by.push(place);
        for attribute in alter.physical().iter() {
            table.physical.push(one_line(attribute.syntax()));
        }
        let mut new_name = None;
        for action in alter.actions().iter() {
            if let ast::AlterTableAction::RenameTo(rename) = action {
                new_name = rename.name().map(|name| name.folded());
            } else {
                self.alter_table_action(&mut table, action);
            }
        }
        self.catalog.tables.insert(key.clone(), table);
        if let Some(new_name) = new_name {
            self.rename_object(&key, &new_name, alter.syntax());
        }
        self.sink.set_object(None);
    }

    fn alter_unknown_table(&mut self, name: &ObjectName, alter: ast::AlterTable<'_>) {
        // ALTER TABLE also works on the table behind a materialized view; only storage can be changed there.
        if self
            .existing(name, self.catalog.materialized_views.keys())
            .is_some()
        {
            self.not_replayed(
                alter.syntax(),
                format!("ALTER TABLE of the materialized view {name} was not applied"),
            );
            return;
        }
        self.names_missing(
            alter.syntax(),
            format!("ALTER TABLE names {name}, which is created nowhere before"),
        );
    }

    fn alter_table_action(&mut self, table: &mut Table, action: ast::AlterTableAction<'_>) {
        match action {
            ast::AlterTableAction::AddElements(add) => {
                for element in add.elements().iter() {
                    self.table_element(table, element);
                }
                for property in add.properties().iter() {
                    self.table_property(table, property);
                }
            }
            ast::AlterTableAction::ModifyColumns(modify) => {
                for definition in modify.columns().iter() {
                    self.modify_column(table, definition);
                }
            }
            ast::AlterTableAction::ModifyConstraint(modify) => {
                let place = self.origin(modify.syntax());
                match find_constraint(table, modify.what(), modify.name(), modify.columns()) {
                    Some(index) => {
                        if let Some(constraint) = table.constraints.get_mut(index) {
                            modify_states(constraint, modify.states(), place);
                        }
                        if modify.cascade().is_some() {
                            self.disable_references(table, index);
                        }
                    }
                    None => self.no_such_constraint(table, modify.name(), modify.syntax()),
                }
            }
            ast::AlterTableAction::DropColumns(drop) => self.drop_columns(table, drop),
            ast::AlterTableAction::DropConstraint(drop) => self.drop_constraint(table, drop),
            ast::AlterTableAction::RenameTo(_) => {}
            ast::AlterTableAction::RenameColumn(rename) => {
                if let (Some(old), Some(new)) = (rename.old(), rename.new()) {
                    self.rename_column(table, &old.folded(), &new.folded(), rename.syntax());
                }
            }
            ast::AlterTableAction::RenameConstraint(rename) => self.rename_constraint(table, rename),
            ast::AlterTableAction::EnableDisable(switch) => self.enable_disable(table, switch),
            ast::AlterTableAction::AddPartition(add) => self.add_partition(table, add),
            ast::AlterTableAction::ModifyPartitioning(modify) => {
                if let Some(partition_by) = modify.partitioning() {
                    table.partitioning = Some(self.partitioning(partition_by));
                }
            }
            ast::AlterTableAction::OpaqueAction(action) => self.opaque_action(table, action),
        }
    }

    fn no_such_constraint(&mut self, table: &Table, name: Option<ast::Name<'_>>, node: SyntaxNode<'_>) {
        let name = name.map_or_else(|| "of these columns".to_owned(), |name| name.folded());
        self.constraint_not_found(table, &name, node);
    }

    fn drop_columns(&mut self, table: &mut Table, drop: ast::DropColumns<'_>) {
        for name in names(drop.columns()) {
            let Some(index) = table.columns.iter().position(|column| column.name == name) else {
                self.not_replayed(
                    drop.syntax(),
                    format!(
                        "ALTER TABLE DROP names column {name}, which table {} does not have",
                        table.name
                    ),
                );
                continue;
            };
            table.columns.remove(index);
            let before = table.constraints.clone();
            table
                .constraints
                .retain(|constraint| !constraint_columns(&constraint.kind).contains(&name));
            // A check goes with its only column; one over several columns needs CASCADE CONSTRAINTS.
            table.constraints.retain(|constraint| match &constraint.kind {
                ConstraintKind::Check { condition } => !super::rename::mentions(&condition.text, &name),
                ConstraintKind::PrimaryKey { .. }
                | ConstraintKind::Unique { .. }
                | ConstraintKind::ForeignKey { .. } => true,
            });
            for constraint in before {
                if !table.constraints.contains(&constraint) {
                    self.drop_references(table, &constraint.kind);
                }
            }
            let key = table.name.clone();
            self.catalog.indexes.retain(|_, index| {
                index.table != key
                    || !index
                        .columns
                        .iter()
                        .any(|column| super::rename::mentions(&column.expression.text, &name))
            });
        }
    }

    fn drop_constraint(&mut self, table: &mut Table, drop: ast::DropConstraint<'_>) {
        if let Some(index) = find_constraint(table, drop.what(), drop.name(), drop.columns()) {
            let constraint = table.constraints.remove(index);
            if words(drop.syntax()).iter().any(|word| word == "CASCADE") {
                self.drop_references(table, &constraint.kind);
            }
            return;
        }
        let name = drop.name().map(|name| name.folded());
        let not_null = table
            .columns
            .iter_mut()
            .find(|column| name.is_some() && column.not_null_name == name);
        if let Some(column) = not_null {
            column.not_null = false;
            column.not_null_name = None;
            return;
        }
        self.no_such_constraint(table, drop.name(), drop.syntax());
    }

    /// Drops the foreign keys that refer to a key that is dropped with CASCADE.
    fn drop_references(&mut self, table: &mut Table, kind: &ConstraintKind) {
        let target = table.name.name.clone();
        (table.constraints).retain(|constraint| !refers(&constraint.kind, &target, kind));
        for other in self.catalog.tables.values_mut() {
            (other.constraints).retain(|constraint| !refers(&constraint.kind, &target, kind));
        }
    }

    /// Disables the foreign keys that refer to a key that is disabled with CASCADE.
    fn disable_references(&mut self, table: &mut Table, index: usize) {
        let Some(key) = table.constraints.get(index).filter(|key| !key.enabled) else {
            return;
        };
        let (key, target) = (key.kind.clone(), table.name.name.clone());
        let disable = |table: &mut Table| {
            for constraint in &mut table.constraints {
                if refers(&constraint.kind, &target, &key) {
                    constraint.enabled = false;
                    constraint.validated = false;
                }
            }
        };
        disable(table);
        self.catalog.tables.values_mut().for_each(disable);
    }

    fn rename_constraint(&mut self, table: &mut Table, rename: ast::RenameConstraint<'_>) {
        let (Some(old), Some(new)) = (rename.old(), rename.new()) else {
            return;
        };
        let old = old.folded();
        let not_null = table
            .columns
            .iter_mut()
            .find(|column| column.not_null_name.as_ref() == Some(&old));
        if let Some(column) = not_null {
            column.not_null_name = Some(new.folded());
            return;
        }
        match table
            .constraints
            .iter_mut()
            .find(|constraint| constraint.name.as_ref() == Some(&old))
        {
            Some(constraint) => constraint.name = Some(new.folded()),
            None => self.constraint_not_found(table, &old, rename.syntax()),
        }
    }

    fn enable_disable(&mut self, table: &mut Table, switch: ast::EnableDisable<'_>) {
        let words = words(switch.syntax());
        let enable = words.first().is_none_or(|word| word != "DISABLE");
        if has_phrase(&words, "ALL TRIGGERS") {
            let mut switched = Vec::new();
            for trigger in triggers_of(&mut self.catalog.code, &table.name) {
                if std::mem::replace(&mut trigger.enabled, enable) != enable {
                    switched.push(super::code::switched(&trigger.name, enable));
                }
            }
            let place = self.origin(switch.syntax());
            for what in switched {
                self.note_change_between_rows(&table.name, &what, place);
            }
            return;
        }
        if has_phrase(&words, "ROW MOVEMENT") || has_phrase(&words, "TABLE LOCK") {
            table.physical.push(one_line(switch.syntax()));
            return;
        }
        let Some(index) = find_constraint(table, switch.what(), switch.name(), switch.columns()) else {
            let name = switch.name().map(|name| name.folded());
            let column = table
                .columns
                .iter_mut()
                .find(|column| name.is_some() && column.not_null_name == name);
            match column {
                Some(column) => column.not_null = enable,
                None => self.no_such_constraint(table, switch.name(), switch.syntax()),
            }
            return;
        };
        let place = self.origin(switch.syntax());
        if let Some(constraint) = table.constraints.get_mut(index) {
            // Rows that came while it was disabled are what it is enabled for.
            if enable && !constraint.enabled {
                constraint.origin = place;
            }
            constraint.enabled = enable;
            constraint.validated = if enable {
                !words.iter().any(|word| word == "NOVALIDATE")
            } else {
                words.iter().any(|word| word == "VALIDATE")
            };
        }
        if words.iter().any(|word| word == "CASCADE") {
            self.disable_references(table, index);
        }
    }

    fn opaque_action(&mut self, table: &mut Table, action: ast::OpaqueAction<'_>) {
        let words = words(action.syntax());
        let text = one_line(action.syntax());
        let starts = |phrase: &str| has_phrase(&words[..words.len().min(2)], phrase);
        if starts("READ ONLY") {
            table.read_only = true;
            table.read_only_since = Some(self.origin(action.syntax()));
        } else if starts("READ WRITE") {
            table.read_only = false;
        } else if starts("ROW ARCHIVAL") {
            self.row_archival(table, action.syntax());
        } else if self.partition_action(table, action, &words) {
        } else {
            match words.first().map_or("", String::as_str) {
                // Among the statements on data.
                "TRUNCATE" if action.names().iter().next().is_some() => {}
                // Rows come and go, the definition stays.
                "TRUNCATE" | "EXCHANGE" => {
                    let place = self.origin(action.syntax());
                    self.sink.report(
                        Code::UNSUPPORTED_CLAUSE,
                        super::span(place),
                        format!(
                            "{text}: the rows of table {} that the scripts have written stay where they are",
                            table.name
                        ),
                    );
                }
                // ENABLE and DISABLE LOGICAL REPLICATION; NO FLASHBACK ARCHIVE and NO ROW ARCHIVAL end what was reported.
                "MOVE" | "SHRINK" | "ALLOCATE" | "DEALLOCATE" | "COALESCE" | "ENABLE" | "DISABLE" | "NO" => {
                    table.physical.push(text);
                }
                "MODIFY"
                    if starts("MODIFY LOB")
                        || starts("MODIFY DEFAULT")
                        || starts("MODIFY NESTED")
                        || starts("MODIFY CLUSTERING") =>
                {
                    table.physical.push(text);
                }
                "ADD" if starts("ADD CLUSTERING") || starts("ADD ILM") => table.physical.push(text),
                "SET" if starts("SET STORE") => table.physical.push(text),
                "DROP" if starts("DROP UNUSED") => {}
                "DROP" if starts("DROP SUPPLEMENTAL") || starts("DROP CLUSTERING") => {
                    table.physical.push(text)
                }
                _ => self.not_replayed(
                    action.syntax(),
                    format!("table {}: {text} was not applied", table.name),
                ),
            }
        }
    }
}

/// The index of the constraint that `CONSTRAINT name`, `PRIMARY KEY` or `UNIQUE (columns)` means.
fn find_constraint<'t>(
    table: &Table,
    what: Option<ast::SyntaxToken<'t>>,
    name: Option<ast::Name<'t>>,
    columns: ast::List<'t, ast::Name<'t>>,
) -> Option<usize> {
    if let Some(name) = name {
        let name = name.folded();
        return table
            .constraints
            .iter()
            .position(|constraint| constraint.name.as_ref() == Some(&name));
    }
    let what = what.map(|what| what.upper()).unwrap_or_default();
    let columns = names(columns);
    table
        .constraints
        .iter()
        .position(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey { .. } => what.starts_with("PRIMARY"),
            ConstraintKind::Unique { columns: key } => what.starts_with("UNIQUE") && *key == columns,
            ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
        })
}

/// Whether a constraint is a foreign key to this key of the table `target`.
fn refers(constraint: &ConstraintKind, target: &str, key: &ConstraintKind) -> bool {
    let (key, primary) = match key {
        ConstraintKind::PrimaryKey { columns } => (columns, true),
        ConstraintKind::Unique { columns } => (columns, false),
        ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => return false,
    };
    match constraint {
        ConstraintKind::ForeignKey {
            table, referenced, ..
        } => table.name == target && (referenced == key || (referenced.is_empty() && primary)),
        ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } | ConstraintKind::Check { .. } => {
            false
        }
    }
}

/// The columns of the table that a constraint is about; those of a check are in its text.
fn constraint_columns(kind: &ConstraintKind) -> &[String] {
    match kind {
        ConstraintKind::PrimaryKey { columns }
        | ConstraintKind::Unique { columns }
        | ConstraintKind::ForeignKey { columns, .. } => columns,
        ConstraintKind::Check { .. } => &[],
    }
}

fn triggers_of<'c>(
    code: &'c mut plconv_catalog::IndexMap<(CodeKind, ObjectName), StoredCode>,
    table: &ObjectName,
) -> impl Iterator<Item = &'c mut StoredCode> {
    let name = table.name.clone();
    let schema = table.schema.clone();
    code.iter_mut().filter_map(move |((kind, _), code)| {
        let on = code.table.as_ref()?;
        let same_schema = on.schema == schema || on.schema.is_none() || schema.is_none();
        (*kind == CodeKind::Trigger && on.name == name && same_schema).then_some(code)
    })
}
