//! Tables.

use super::names::idents;
use super::{Ddl, LoweredQuery, ObjectKind, Phase};
use crate::naming::identifier;
use plconv_catalog::{Column, ObjectName, Table};
use plconv_diagnostics::Code;
use plconv_pg::{CreateTable, Ident, Insert, QualifiedName, Query, Statement, TableConstraint};
use std::borrow::Cow;
use std::collections::BTreeMap;

impl Ddl<'_> {
    pub(super) fn tables(&mut self) {
        let catalog = self.catalog;
        let mut tables: Vec<Cow<'_, Table>> = catalog
            .tables
            .values()
            .map(|table| self.with_columns(table))
            .collect();
        tables.retain(|table| {
            let pg_name = self.pg_name(&table.name);
            self.begin(
                ObjectKind::Table,
                &table.name.to_string(),
                pg_name,
                Phase::Tables,
                table.origin,
            );
            if self.columns_clash(table) {
                self.end();
                return false;
            }
            self.report_table_clauses(table);
            if table.temporary.is_some() {
                self.temporary_table(table);
            } else if table.columns.is_empty() || is_untyped(table) {
                self.table_as_query(table);
            } else {
                self.table(table);
            }
            self.table_comments(table);
            self.end();
            true
        });
        for table in &tables {
            self.later_constraints(table);
        }
        for table in &tables {
            self.table_triggers(table);
        }
    }

    /// An object table has the attributes of its type as columns.
    fn with_columns<'t>(&self, table: &'t Table) -> Cow<'t, Table> {
        let Some(of_type) = &table.of_type else {
            return Cow::Borrowed(table);
        };
        let mut expanded = table.clone();
        let mut written = std::mem::take(&mut expanded.columns);
        for (name, data_type) in self.all_attributes(of_type) {
            // What is written of an attribute are its constraints and default.
            let own = written.iter().position(|column| column.name == name);
            let column = match own.map(|index| written.remove(index)) {
                Some(column) => Column { data_type, ..column },
                None => attribute_column(name, data_type, table),
            };
            expanded.columns.push(column);
        }
        expanded.columns.append(&mut written);
        Cow::Owned(expanded)
    }

    /// Says which columns got another name; whether two of them would get the same one.
    fn columns_clash(&mut self, table: &Table) -> bool {
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        for column in &table.columns {
            let name = identifier(&column.name);
            if name.len() < column.name.len() {
                self.report(
                    Code::NAME_CHANGED,
                    table.origin,
                    format!(
                        "column {} of {} is longer than 63 bytes and became {name}",
                        column.name, table.name
                    ),
                );
            }
            if name.len() > column.name.len() {
                self.report(
                    Code::NAME_CHANGED,
                    table.origin,
                    format!(
                        "column {} of {} has the name of a system column of PostgreSQL and became {name}",
                        column.name, table.name
                    ),
                );
            }
            if let Some(other) = taken.insert(name.clone(), &column.name) {
                self.report(
                    Code::NAME_CLASH,
                    table.origin,
                    format!(
                        "columns {other} and {} of {} both become {name} in PostgreSQL; the table is left out",
                        column.name, table.name
                    ),
                );
                return true;
            }
        }
        false
    }

    fn report_table_clauses(&mut self, table: &Table) {
        self.report_physical(&table.physical, table.origin);
        let name = &table.name;
        if let Some(of_type) = &table.of_type {
            self.report(
                Code::OBJECT_TYPE_FEATURE,
                table.origin,
                format!("object table {name} became a table with the attributes of {of_type}; REFs to its rows are lost"),
            );
        }
        if table.index_organized {
            self.report(
                Code::ORGANIZATION_DROPPED,
                table.origin,
                format!("index-organized table {name} became a heap table with a primary key"),
            );
        }
        if table.external.is_some() {
            self.report(
                Code::EXTERNAL_TABLE,
                table.origin,
                format!(
                    "external table {name} became an empty table; load the file with COPY or use file_fdw"
                ),
            );
        }
        for (column, storage) in &table.nested_tables {
            self.report(
                Code::STORAGE_CLAUSE_DROPPED,
                table.origin,
                format!("nested table {column} of {name} is an array in the row; {storage} is not created"),
            );
        }
        if table.read_only {
            self.report(
                Code::READ_ONLY_TABLE,
                table.origin,
                format!("a trigger keeps table {name} read-only"),
            );
        }
    }

    fn table(&mut self, table: &Table) {
        let plan = self.partition_plan(table);
        if plan.is_some() {
            self.partitioned.insert(table.name.clone());
        }
        let columns = self.columns(table);
        let (constraints, after) = self.key_and_check_constraints(table, &self.pg_name(&table.name), &[]);
        let mut suffix = Vec::new();
        let mut partitions = Vec::new();
        if let Some(plan) = plan {
            suffix.push(plan.clause);
            partitions = plan.statements;
        }
        self.emit(create_table(
            self.pg_name(&table.name),
            "",
            columns,
            constraints,
            suffix,
        ));
        for statement in partitions.into_iter().chain(after) {
            self.emit(statement);
        }
    }

    /// Columns in order, invisible ones last: `INSERT` without a column list leaves them out.
    pub(super) fn columns(&mut self, table: &Table) -> Vec<plconv_pg::Column> {
        let (visible, invisible): (Vec<&Column>, Vec<&Column>) =
            table.columns.iter().partition(|column| !column.invisible);
        visible
            .into_iter()
            .chain(invisible)
            .map(|column| self.column(table, column))
            .collect()
    }

    /// `CREATE TABLE ... AS`: a table of the query's columns, filled by the query.
    fn table_as_query(&mut self, table: &Table) {
        let Some(source) = &table.as_query else {
            if table.of_type.is_none() {
                self.report(
                    Code::UNKNOWN_TYPE,
                    table.origin,
                    format!("the columns of table {} are not known", table.name),
                );
            }
            self.table(table);
            return;
        };
        let aliases = table.query_aliases();
        let LoweredQuery {
            query,
            columns,
            functions,
        } = self.expressions.lower_query(source, &table.name, &aliases);
        for function in functions {
            self.emit(function);
        }
        self.report(
            Code::UNSUPPORTED_CLAUSE,
            source.origin,
            format!("CREATE TABLE {} AS: the table is filled from what its sources hold when the output is loaded", table.name),
        );
        let query = self.absorb(query);
        let typed = !columns.is_empty() && columns.iter().all(|column| column.data_type.is_some());
        if typed {
            let mut definite = table.clone();
            definite.columns = columns
                .iter()
                .enumerate()
                .map(|(index, column)| {
                    let name = aliases.get(index).unwrap_or(&column.name).clone();
                    let data_type = column
                        .data_type
                        .clone()
                        .unwrap_or(plconv_catalog::DataType::VARCHAR2);
                    let written = table.column(&name);
                    Column {
                        not_null: column.not_null || written.is_some_and(|written| written.not_null),
                        default: written.and_then(|written| written.default.clone()),
                        comment: written.and_then(|written| written.comment.clone()),
                        ..attribute_column(name, data_type, table)
                    }
                })
                .collect();
            let filled: Vec<String> = definite
                .columns
                .iter()
                .map(|column| column.name.clone())
                .collect();
            definite.columns.extend(table.added_columns().cloned());
            self.table(&definite);
            if let Some(query) = query {
                self.emit(fill(self.pg_name(&table.name), &filled, query));
            }
            return;
        }
        for added in table.added_columns() {
            self.report(
                Code::UNKNOWN_TYPE,
                added.origin,
                format!(
                    "column {} of {} is left out: the types of the columns of its query are not known",
                    added.name, table.name
                ),
            );
        }
        match query {
            Some(query) => self.emit(Statement::CreateTable(Box::new(CreateTable {
                name: Some(self.pg_name(&table.name)),
                columns: Vec::new(),
                query: Some(query),
                ..CreateTable::default()
            }))),
            None => self.report(
                Code::OBJECT_STUBBED,
                table.origin,
                format!(
                    "table {} was not created, since its query was refused",
                    table.name
                ),
            ),
        }
        let (constraints, after) = self.key_and_check_constraints(table, &self.pg_name(&table.name), &[]);
        for constraint in constraints {
            self.emit(Statement::AddConstraint {
                table: self.pg_name(&table.name),
                constraint,
            });
        }
        after.into_iter().for_each(|statement| self.emit(statement));
    }

    fn table_comments(&mut self, table: &Table) {
        let kind = if table.temporary.is_some() && self.temporary_is_view() {
            "VIEW"
        } else {
            "TABLE"
        };
        if table.temporary.is_some() && !self.temporary_is_view() {
            return;
        }
        self.comment_on(kind, &table.name, table.comment.as_ref());
        for column in &table.columns {
            if let Some(comment) = &column.comment {
                self.comment_on_column(&table.name, &column.name, comment);
            }
        }
    }
}

fn fill(name: QualifiedName, columns: &[String], query: Query) -> Statement {
    Statement::Insert(Box::new(Insert {
        table: name,
        alias: None,
        columns: idents(columns),
        source: Some(query),
        on_conflict: None,
        overriding: false,
        returning: Vec::new(),
        into: None,
        with: Vec::new(),
    }))
}

pub(super) fn create_table(
    name: QualifiedName,
    persistence: &'static str,
    columns: Vec<plconv_pg::Column>,
    constraints: Vec<TableConstraint>,
    suffix: Vec<String>,
) -> Statement {
    Statement::CreateTable(Box::new(CreateTable {
        name: Some(name),
        persistence,
        columns,
        constraints,
        suffix,
        query: None,
    }))
}

/// CREATE TABLE AS may list names without types.
fn is_untyped(table: &Table) -> bool {
    table.as_query.is_some()
}

fn attribute_column(name: String, data_type: plconv_catalog::DataType, table: &Table) -> Column {
    Column {
        name,
        data_type,
        not_null: false,
        not_null_name: None,
        default: None,
        default_on_null: false,
        identity: None,
        virtual_expression: None,
        invisible: false,
        comment: None,
        origin: table.origin,
    }
}

/// The name of a column in PostgreSQL.
pub(super) fn column_ident(name: &str) -> Ident {
    Ident(identifier(name))
}

/// The table's name as messages of Oracle quote it.
pub(super) fn quoted_owner(name: &ObjectName) -> String {
    match &name.schema {
        Some(schema) => format!("\"{schema}\".\"{}\"", name.name),
        None => format!("\"{}\"", name.name),
    }
}
