//! CREATE TABLE. SQL Language Reference, "CREATE TABLE".

use super::Replay;
use super::source::{has_phrase, if_not_exists, object_name, one_line, words};
use plconv_catalog::{OtherObject, Table, TemporaryRows};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode, SyntaxNode};

impl Replay {
    pub(super) fn create_table(&mut self, create: ast::CreateTable<'_>) {
        let head = create
            .create()
            .map(|head| words(head.syntax()))
            .unwrap_or_default();
        let name = self.defined_name(create.name());
        let origin = self.origin(create.syntax());
        if head.iter().any(|word| word == "PRIVATE") {
            // Lives in one session only; a script that creates it leaves nothing behind.
            self.catalog.others.push(OtherObject {
                kind: "PRIVATE TEMPORARY TABLE".to_owned(),
                name: name.to_string(),
                text: create.syntax().text().to_owned(),
                origin,
            });
            return;
        }
        if let Some(earlier) = self.catalog.tables.get(&name).map(|table| table.origin) {
            if !if_not_exists(create.syntax(), create.name()) {
                self.report_duplicate("table", &name, earlier, origin, false);
            }
            return;
        }
        // Tables and views share their names. A script of its own that creates the table is an alternative.
        if let Some(earlier) = self.catalog.views.get(&name).map(|view| view.origin) {
            let is_alternative = self
                .session_starts
                .last()
                .is_some_and(|start| earlier.unit < *start);
            self.report_duplicate("table", &name, earlier, origin, is_alternative);
            if !is_alternative {
                return;
            }
            self.catalog.views.shift_remove(&name);
        }
        self.sink.set_object(Some(name.to_string()));
        let mut table = Table {
            name: name.clone(),
            of_type: create.of_type().map(object_name),
            as_query: create.query().map(|query| self.source_text(query.syntax())),
            origin,
            ..Table::default()
        };
        if has_phrase(&head, "GLOBAL TEMPORARY") {
            table.temporary = Some(TemporaryRows::Delete);
        }
        for word in head.iter().filter(|word| {
            matches!(
                word.as_str(),
                "BLOCKCHAIN" | "IMMUTABLE" | "SHARDED" | "DUPLICATED"
            )
        }) {
            self.sink.report(
                Code::UNSUPPORTED_CLAUSE,
                super::span(origin),
                format!("{word} has no counterpart; {name} became an ordinary table"),
            );
        }
        for property in create.properties().iter() {
            self.table_property(&mut table, property);
        }
        for element in create.elements().iter() {
            self.table_element(&mut table, element);
        }
        self.catalog.tables.insert(name, table);
        self.sink.set_object(None);
    }

    pub(super) fn table_element(&mut self, table: &mut Table, element: ast::TableElement<'_>) {
        match element {
            ast::TableElement::ColumnDef(definition) => self.add_column(table, definition),
            ast::TableElement::TableConstraint(constraint) => {
                self.add_constraint(
                    table,
                    constraint.name(),
                    constraint.body(),
                    constraint.states(),
                    None,
                );
            }
            ast::TableElement::OpaqueElement(element) => {
                let text = one_line(element.syntax());
                if element.kind().is_some_and(|kind| kind.is("PERIOD")) {
                    let place = self.origin(element.syntax());
                    self.sink.report(
                        Code::UNSUPPORTED_CLAUSE,
                        super::span(place),
                        format!("temporal validity ({text}) has no counterpart"),
                    );
                } else {
                    table.physical.push(text);
                }
            }
        }
    }

    pub(super) fn table_property(&mut self, table: &mut Table, property: ast::TableProperty<'_>) {
        match property {
            ast::TableProperty::PhysicalAttribute(attribute) => {
                let text = self.storage_text(attribute.syntax());
                table.physical.push(text);
            }
            ast::TableProperty::PartitionBy(partition_by) => {
                table.partitioning = Some(self.partitioning(partition_by));
            }
            ast::TableProperty::LobStorage(storage) => table.physical.push(one_line(storage.syntax())),
            ast::TableProperty::NestedTableStorage(storage) => nested_table(table, storage),
            ast::TableProperty::OnCommit(on_commit) => {
                let preserve = words(on_commit.syntax()).iter().any(|word| word == "PRESERVE");
                table.temporary = Some(if preserve {
                    TemporaryRows::Preserve
                } else {
                    TemporaryRows::Delete
                });
            }
            ast::TableProperty::Organization(organization) => organization_of(table, organization),
            ast::TableProperty::OpaqueProperty(property) => self.opaque_property(table, property),
        }
    }

    fn opaque_property(&mut self, table: &mut Table, property: ast::OpaqueProperty<'_>) {
        let words = words(property.syntax());
        let text = one_line(property.syntax());
        let unsupported = if has_phrase(&words, "FLASHBACK ARCHIVE") {
            Some("the history of rows is not kept")
        } else if has_phrase(&words, "NO DROP") || has_phrase(&words, "NO DELETE") {
            Some("rows can be deleted and the table dropped at any time")
        } else if has_phrase(&words, "HASHING USING") {
            Some("rows are not chained by hashes")
        } else if has_phrase(&words, "DEFAULT COLLATION") && !has_phrase(&words, "COLLATION USING_NLS_COMP") {
            Some("columns have the collation of the database")
        } else if has_phrase(&words, "USAGE QUEUE") {
            Some("it is an ordinary table")
        } else {
            None
        };
        if let Some(effect) = unsupported {
            let place = self.origin(property.syntax());
            self.sink.report(
                Code::UNSUPPORTED_CLAUSE,
                super::span(place),
                format!("{text} has no counterpart; {effect}"),
            );
        } else if has_phrase(&words, "READ ONLY") {
            table.read_only = true;
        } else if has_phrase(&words, "ROW ARCHIVAL") {
            self.row_archival(table, property.syntax());
        } else if let Some(model) = property
            .names()
            .iter()
            .next()
            .filter(|_| has_phrase(&words, "FOR EXCHANGE"))
        {
            self.columns_for_exchange(table, model);
        } else if matches!(words.first().map(String::as_str), Some("ENABLE" | "DISABLE"))
            && words.iter().any(|word| word == "CONSTRAINT")
        {
            let enable = words.first().is_some_and(|word| word == "ENABLE");
            let name = words.last().cloned().unwrap_or_default();
            self.switch_constraint(table, &name, enable, property.syntax());
        } else {
            table.physical.push(text);
        }
    }
}

impl Replay {
    /// The text of a storage clause; says so when it is in a variable and its meaning is not known.
    pub(super) fn storage_text(&mut self, node: SyntaxNode<'_>) -> String {
        let text = one_line(node);
        if text.starts_with('&') {
            let place = self.origin(node);
            self.sink.report(
                Code::UNSUPPORTED_CLAUSE,
                super::span(place),
                format!("the clause in {text} has no value and is left out"),
            );
        }
        text
    }

    /// Archived rows stay in the table and queries do not see them.
    pub(super) fn row_archival(&mut self, table: &Table, node: SyntaxNode<'_>) {
        let place = self.origin(node);
        self.sink.report(
            Code::UNSUPPORTED_CLAUSE,
            super::span(place),
            format!(
                "ROW ARCHIVAL of {}: queries see archived rows, and there is no ORA_ARCHIVE_STATE",
                table.name
            ),
        );
    }

    /// `FOR EXCHANGE WITH TABLE t`: the columns of t, without its constraints other than NOT NULL.
    fn columns_for_exchange(&mut self, table: &mut Table, model: ast::ObjectName<'_>) {
        let name = object_name(model);
        match self
            .existing_table(&name)
            .and_then(|key| self.catalog.tables.get(&key))
        {
            Some(model) => table.columns = model.columns.clone(),
            None => self.not_replayed(
                model.syntax(),
                format!("FOR EXCHANGE WITH TABLE {name}, which is created nowhere before"),
            ),
        }
    }
}

fn nested_table(table: &mut Table, storage: ast::NestedTableStorage<'_>) {
    let stored = storage
        .names()
        .iter()
        .map(|name| object_name(name).name)
        .last()
        .unwrap_or_default();
    match storage.column() {
        Some(column) => table.nested_tables.push((column.folded(), stored)),
        None => table.physical.push(one_line(storage.syntax())),
    }
}

fn organization_of(table: &mut Table, organization: ast::Organization<'_>) {
    let kind = organization.kind().map(|kind| kind.upper()).unwrap_or_default();
    if kind.contains("EXTERNAL") {
        table.external = Some(
            organization
                .text()
                .map(|text| text.text().to_owned())
                .unwrap_or_default(),
        );
    } else if kind.contains("INDEX") {
        table.index_organized = true;
    }
}
