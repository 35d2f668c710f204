//! Column definitions, of CREATE TABLE and of ALTER TABLE ADD and MODIFY.

use super::Replay;
use super::sequence::apply_sequence_option;
use super::source::{one_line, words};
use plconv_catalog::{Column, DataType, Identity, Origin, SourceText, Table};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};

impl Replay {
    /// Adds a column to the table.
    pub(super) fn add_column(&mut self, table: &mut Table, definition: ast::ColumnDef<'_>) {
        let Some(name) = definition.name().map(|name| name.folded()) else {
            return;
        };
        if table.column(&name).is_some() {
            self.not_replayed(
                definition.syntax(),
                format!("column {name} of table {} exists already (ORA-01430)", table.name),
            );
            return;
        }
        let mut column = new_column(&name, self.origin(definition.syntax()));
        if let Some(datatype) = definition.datatype() {
            column.data_type = super::data_type(datatype);
        }
        self.column_attributes(table, &mut column, definition);
        table.columns.push(column);
    }

    /// `ALTER TABLE ... MODIFY`: what is not written stays.
    pub(super) fn modify_column(&mut self, table: &mut Table, definition: ast::ColumnDef<'_>) {
        let name = definition.name().map(|name| name.folded()).unwrap_or_default();
        let Some(index) = table.columns.iter().position(|column| column.name == name) else {
            self.not_replayed(
                definition.syntax(),
                format!(
                    "ALTER TABLE MODIFY names column {name}, which table {} does not have",
                    table.name
                ),
            );
            return;
        };
        let mut column = table.columns.remove(index);
        if let Some(datatype) = definition.datatype() {
            column.data_type = super::data_type(datatype);
        }
        let default = column.default.clone();
        self.column_attributes(table, &mut column, definition);
        let text = |default: &Option<SourceText>| default.as_ref().map(|default| default.text.clone());
        if text(&default) != text(&column.default) {
            let what = format!("the default of column {} changes", column.name);
            let place = self.origin(definition.syntax());
            self.note_change_between_rows(&table.name, &what, place);
        }
        if words(definition.syntax())
            .windows(2)
            .any(|pair| pair == ["DROP", "IDENTITY"])
        {
            column.identity = None;
        }
        table.columns.insert(index.min(table.columns.len()), column);
    }

    fn column_attributes(&mut self, table: &mut Table, column: &mut Column, definition: ast::ColumnDef<'_>) {
        for attribute in definition.attributes().iter() {
            match attribute {
                ast::ColumnAttribute::ColumnDefault(default) => self.column_default(column, default),
                ast::ColumnAttribute::ColumnIdentity(identity) => column_identity(column, identity),
                ast::ColumnAttribute::ColumnVirtual(generated) => {
                    column.virtual_expression = generated.expr().map(|expr| self.source_text(expr.syntax()));
                }
                ast::ColumnAttribute::ColumnConstraint(constraint) => {
                    self.column_constraint(table, column, constraint);
                }
                ast::ColumnAttribute::ColumnFlag(flag) => self.column_flag(table, column, flag),
            }
        }
    }

    fn column_default(&mut self, column: &mut Column, default: ast::ColumnDefault<'_>) {
        let Some(value) = default.value() else {
            return;
        };
        column.default_on_null = default.on_null().is_some();
        if column.default_on_null {
            // DEFAULT ON NULL implies NOT NULL.
            column.not_null = true;
        }
        if default.update().is_some() {
            let place = self.origin(default.syntax());
            self.sink.report(
                Code::UNSUPPORTED_CLAUSE,
                super::span(place),
                format!(
                    "column {}: the default replaces NULL in INSERT only, an UPDATE to NULL fails",
                    column.name
                ),
            );
        }
        // DEFAULT NULL is how a default is taken away.
        let text = self.source_text(value.syntax());
        column.default = (!text.text.eq_ignore_ascii_case("NULL")).then_some(text);
    }

    fn column_flag(&mut self, table: &mut Table, column: &mut Column, flag: ast::ColumnFlag<'_>) {
        let words = words(flag.syntax());
        match words.first().map_or("", String::as_str) {
            "INVISIBLE" => column.invisible = true,
            "VISIBLE" => column.invisible = false,
            // A stored or computed value makes no difference to queries; a sorted hash cluster key neither.
            "MATERIALIZED" | "VIRTUAL" | "SORT" | "DROP" => {}
            "DECRYPT" => {}
            "ENCRYPT" | "RESERVABLE" | "DOMAIN" => {
                let place = self.origin(flag.syntax());
                self.sink.report(
                    Code::UNSUPPORTED_CLAUSE,
                    super::span(place),
                    format!(
                        "column {}: {} has no counterpart",
                        column.name,
                        one_line(flag.syntax())
                    ),
                );
            }
            _ => table
                .physical
                .push(format!("{} {}", column.name, one_line(flag.syntax()))),
        }
    }

    fn column_constraint(
        &mut self,
        table: &mut Table,
        column: &mut Column,
        constraint: ast::ColumnConstraint<'_>,
    ) {
        match constraint.body() {
            Some(ast::ConstraintBody::NotNullConstraint(_)) => self.not_null(column, constraint),
            Some(ast::ConstraintBody::NullConstraint(_)) => {
                column.not_null = false;
                column.not_null_name = None;
            }
            body => {
                let name = column.name.clone();
                self.add_constraint(table, constraint.name(), body, constraint.states(), Some(&name));
            }
        }
    }

    fn not_null(&mut self, column: &mut Column, constraint: ast::ColumnConstraint<'_>) {
        let states = super::constraint::State::of(constraint.states());
        let place = super::span(self.origin(constraint.syntax()));
        column.not_null_name = constraint.name().map(|name| name.folded());
        column.not_null = states.enabled;
        if !states.enabled {
            self.sink.report(
                Code::DISABLED_CONSTRAINT,
                place,
                format!(
                    "NOT NULL of column {} is disabled in Oracle and left out",
                    column.name
                ),
            );
        } else if states.deferrable {
            self.sink.report(
                Code::DEFERRED_CONSTRAINT,
                place,
                format!(
                    "NOT NULL of column {} is checked at once: PostgreSQL cannot defer it",
                    column.name
                ),
            );
        } else if !states.validated {
            self.sink.report(
                Code::UNSUPPORTED_CLAUSE,
                place,
                format!(
                    "NOVALIDATE: rows of the old table with NULL in {} will be refused",
                    column.name
                ),
            );
        }
    }
}

/// A column of unknown type without any attribute.
pub(super) fn new_column(name: &str, origin: Origin) -> Column {
    Column {
        name: name.to_owned(),
        data_type: DataType::Unknown(String::new()),
        not_null: false,
        not_null_name: None,
        default: None,
        default_on_null: false,
        identity: None,
        virtual_expression: None,
        invisible: false,
        comment: None,
        origin,
    }
}

/// `GENERATED ... AS IDENTITY`: the column is NOT NULL.
fn column_identity(column: &mut Column, identity: ast::ColumnIdentity<'_>) {
    let head = words(identity.syntax());
    let mut result = Identity {
        always: !head.windows(2).any(|pair| pair == ["BY", "DEFAULT"]),
        on_null: identity.on_null().is_some(),
        ..Identity::default()
    };
    for option in identity.options().iter() {
        apply_sequence_option(&mut result.options, option);
    }
    column.identity = Some(result);
    column.not_null = true;
    if matches!(column.data_type, DataType::Unknown(_)) {
        column.data_type = DataType::NUMBER;
    }
}
