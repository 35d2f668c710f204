//! Replay of DDL: syntax trees in load order become the catalog in its final state.
//!
//! [`Replay::apply`] takes one unit after another, as SQL*Plus would run them; [`Replay::finish`] gives the catalog and
//! what could not be applied. The history is not kept: a column added by `ALTER TABLE` is a column like any other.
//! Units that define nothing (queries, DML, blocks) leave the catalog as it is.

mod alter_table;
mod alter_type;
mod code;
mod column;
mod comment;
mod constraint;
mod data_type;
mod drop;
mod grant;
mod index;
mod late;
mod materialized_view;
mod other;
mod partition;
mod partition_change;
mod rename;
mod rows;
mod sequence;
mod session;
mod source;
mod supplied_type;
mod synonym;
mod table;
#[cfg(test)]
mod tests;
mod type_definition;
mod type_reference;
mod view;

pub use data_type::data_type;
pub use source::{object_name, string_value, words};

use crate::expr::Span;
use crate::sink::{Sink, UnitLocation};
use plconv_catalog::{Catalog, ConstraintKind, NlsFormats, ObjectName, Origin, Table};
use plconv_diagnostics::{Code, Diagnostic};
use plconv_syntax::ast::{self, AstNode};
use std::collections::{BTreeMap, BTreeSet};

/// What ALTER SESSION set for the statements that follow in a script.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Session {
    /// CURRENT_SCHEMA
    pub schema: Option<String>,
    /// Formats of dates.
    pub nls: NlsFormats,
}

/// The catalog while the tree's DDL is replayed.
#[derive(Debug, Default)]
pub struct Replay {
    catalog: Catalog,
    sink: Sink,
    diagnostics: Vec<Diagnostic>,
    /// Places of the units seen, to point at earlier definitions.
    locations: BTreeMap<u32, UnitLocation>,
    /// What the statements before set for those that follow.
    session: Session,
    /// Objects that were created and dropped, by kind and name: where they were created and dropped.
    dropped: BTreeMap<(String, String), (Origin, Origin)>,
    /// Units that name an object which is not there yet.
    waiting: BTreeMap<u32, late::WaitingUnit>,
    /// The first unit of each session.
    session_starts: Vec<u32>,
    /// The next unit is the first one of its session.
    starts_session: bool,
    /// Tables whose rows the scripts have changed so far.
    with_rows: BTreeSet<ObjectName>,
    /// Whether a statement of the scripts has asked a sequence for a number so far.
    takes_numbers: bool,
    /// Position of the unit being replayed.
    unit: u32,
}

impl Replay {
    /// An empty catalog.
    pub fn new() -> Self {
        Replay::default()
    }

    /// What follows comes after `catalog`.
    pub fn on(catalog: Catalog) -> Self {
        Replay {
            catalog,
            ..Replay::default()
        }
    }

    /// What ALTER SESSION chose for the units that follow.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Another SQL*Plus session runs what follows: the current schema is that of a user the scripts do not name.
    pub fn start_session(&mut self) {
        self.session = Session::default();
        self.starts_session = true;
    }

    /// Applies one unit. `location` says where the unit stands; its `unit` number becomes [`Origin::unit`].
    pub fn apply(&mut self, unit: ast::Unit<'_>, location: &UnitLocation) {
        self.sink = Sink::new(location.clone(), None);
        self.unit = location.unit;
        self.locations.insert(location.unit, location.clone());
        if std::mem::take(&mut self.starts_session) {
            self.session_starts.push(location.unit);
        }
        self.dispatch(unit);
        let found = self.sink.take();
        self.keep(found);
    }

    fn dispatch(&mut self, unit: ast::Unit<'_>) {
        match unit {
            ast::Unit::CreateTable(create) => self.create_table(create),
            ast::Unit::CreateIndex(create) => self.create_index(create),
            ast::Unit::CreateView(create) => self.create_view(create),
            ast::Unit::CreateMaterializedView(create) => self.create_materialized_view(create),
            ast::Unit::CreateMaterializedViewLog(create) => self.create_materialized_view_log(create),
            ast::Unit::CreateSequence(create) => self.create_sequence(create),
            ast::Unit::CreateSynonym(create) => self.create_synonym(create),
            ast::Unit::CreateType(create) => self.create_type(create),
            ast::Unit::CreateTypeBody(create) => self.create_type_body(create),
            ast::Unit::CreateProcedure(create) => self.create_procedure(create),
            ast::Unit::CreateFunction(create) => self.create_function(create),
            ast::Unit::CreatePackage(create) => self.create_package(create),
            ast::Unit::CreatePackageBody(create) => self.create_package_body(create),
            ast::Unit::CreateTrigger(create) => self.create_trigger(create),
            ast::Unit::CreateDatabaseLink(create) => self.create_database_link(create),
            ast::Unit::CreateDirectory(create) => self.create_directory(create),
            ast::Unit::CreateUser(create) => self.create_user(create),
            ast::Unit::CreateRole(create) => self.create_role(create),
            ast::Unit::CreateContext(create) => self.create_context(create),
            ast::Unit::CreateOpaque(create) => self.create_opaque(create),
            ast::Unit::AlterTable(alter) => self.alter_table(alter),
            ast::Unit::AlterIndex(alter) => self.alter_index(alter),
            ast::Unit::AlterSequence(alter) => self.alter_sequence(alter),
            ast::Unit::AlterTrigger(alter) => self.alter_trigger(alter),
            ast::Unit::AlterType(alter) => self.alter_type(alter),
            ast::Unit::AlterCompile(alter) => self.alter_compile(alter),
            ast::Unit::AlterOpaque(alter) => self.alter_opaque(alter.syntax()),
            ast::Unit::OpaqueStmt(statement) => self.alter_opaque(statement.syntax()),
            ast::Unit::DropStmt(drop) => self.drop(drop),
            ast::Unit::GrantStmt(grant) => self.grant(grant),
            ast::Unit::RevokeStmt(revoke) => self.revoke(revoke),
            ast::Unit::CommentStmt(comment) => self.comment(comment),
            ast::Unit::RenameStmt(rename) => self.rename(rename),
            ast::Unit::InsertStmt(_)
            | ast::Unit::MultiInsertStmt(_)
            | ast::Unit::UpdateStmt(_)
            | ast::Unit::DeleteStmt(_)
            | ast::Unit::MergeStmt(_)
            | ast::Unit::Block(_) => self.note_rows(unit.syntax()),
            // TRUNCATE is about rows; the others define nothing.
            ast::Unit::TruncateStmt(_)
            | ast::Unit::SelectStmt(_)
            | ast::Unit::CommitStmt(_)
            | ast::Unit::RollbackStmt(_)
            | ast::Unit::SavepointStmt(_)
            | ast::Unit::SetTransactionStmt(_)
            | ast::Unit::LockTableStmt(_)
            | ast::Unit::CallStmt(_)
            | ast::Unit::ExplainPlanStmt(_) => {}
        }
    }

    /// The catalog and everything that could not be applied.
    pub fn finish(mut self) -> (Catalog, Vec<Diagnostic>) {
        for waiting in std::mem::take(&mut self.waiting).into_values() {
            self.diagnostics.extend(waiting.into_diagnostics());
        }
        for table in self.catalog.tables.values_mut() {
            columns_of_primary_keys_are_not_null(table);
        }
        self.supply_types();
        type_reference::find_types(&mut self.catalog);
        self.catalog.schemas = self.schemas();
        let dropped = std::mem::take(&mut self.dropped);
        for ((kind, name), (created, dropped)) in dropped {
            self.report_dropped(&kind, &name, created, dropped);
        }
        (self.catalog, self.diagnostics)
    }

    fn report_dropped(&mut self, kind: &str, name: &str, created: Origin, dropped: Origin) {
        let Some(location) = self.locations.get(&dropped.unit) else {
            return;
        };
        let range = location.file_range(Span {
            start: dropped.start,
            end: dropped.end,
        });
        let mut diagnostic = Diagnostic::new(
            Code::DROPPED_OBJECT,
            range,
            format!(
                "{} {name} is created in the tree and dropped here, so it is not in the output",
                kind.to_lowercase()
            ),
        )
        .with_object(name.to_owned())
        .with_help("leave the script that drops it out of the conversion if the object is still needed");
        if let Some(location) = self.locations.get(&created.unit) {
            let range = location.file_range(Span {
                start: created.start,
                end: created.end,
            });
            diagnostic = diagnostic.with_label(range, "created here");
        }
        self.diagnostics.push(diagnostic);
    }

    fn schemas(&self) -> Vec<String> {
        let catalog = &self.catalog;
        let mut schemas: Vec<String> = Vec::new();
        let names = (catalog.tables.keys())
            .chain(catalog.views.keys())
            .chain(catalog.materialized_views.keys())
            .chain(catalog.indexes.keys())
            .chain(catalog.sequences.keys())
            .chain(catalog.synonyms.keys())
            .chain(catalog.types.keys())
            .chain(catalog.code.keys().map(|(_, name)| name));
        for schema in names.filter_map(|name| name.schema.as_ref()) {
            if schema != "PUBLIC" && !schemas.contains(schema) {
                schemas.push(schema.clone());
            }
        }
        schemas.sort_unstable();
        schemas
    }

    /// Reports that a definition meets an earlier one of the same name.
    fn report_duplicate(
        &mut self,
        kind: &str,
        name: &ObjectName,
        earlier: Origin,
        here: Origin,
        replaces: bool,
    ) {
        let earlier_range = self.locations.get(&earlier.unit).map(|location| {
            location.file_range(Span {
                start: earlier.start,
                end: earlier.end,
            })
        });
        let outcome = if replaces {
            "this definition replaces the earlier one"
        } else {
            "Oracle raises ORA-00955 here and keeps the earlier definition"
        };
        let diagnostic = self.sink.report(
            Code::DUPLICATE_DEFINITION,
            span(here),
            format!("{kind} {name} is defined twice; {outcome}"),
        );
        diagnostic.object = Some(name.to_string());
        if let Some(range) = earlier_range {
            diagnostic.labels.push(plconv_diagnostics::Label {
                range,
                message: "defined here first".to_owned(),
            });
        }
    }

    /// Reports a statement that changes something the catalog does not have.
    fn not_replayed(&mut self, node: ast::SyntaxNode<'_>, message: impl Into<String>) {
        let here = self.origin(node);
        self.sink.report(Code::ALTER_NOT_REPLAYED, span(here), message);
    }
}

/// Oracle refuses NULL in every column of an enabled primary key. SQL Language Reference, "constraint".
fn columns_of_primary_keys_are_not_null(table: &mut Table) {
    let Table {
        columns, constraints, ..
    } = table;
    for constraint in constraints.iter().filter(|constraint| constraint.enabled) {
        if let ConstraintKind::PrimaryKey { columns: key } = &constraint.kind {
            for column in columns.iter_mut().filter(|column| key.contains(&column.name)) {
                column.not_null = true;
            }
        }
    }
}

/// The place of an origin inside its unit.
pub(crate) fn span(origin: Origin) -> Span {
    Span {
        start: origin.start,
        end: origin.end,
    }
}
