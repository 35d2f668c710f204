//! The final catalog as PostgreSQL DDL: one [`DdlObject`] per Oracle object, whatever becomes of it.
//!
//! Expressions and queries inside DDL are Oracle texts; who parses, resolves and lowers them is behind
//! [`DdlExpressions`]. Objects come in load order: by [`Phase`], then in the order of the catalog; `depends_on` says
//! what must exist before, for views, types and generated columns that use each other.
//!
//! Decisions that other parts rely on: object types become composite types, collection types become domains over
//! arrays (VARRAY limits are their CHECK); identity columns become `bigint`; a table whose keys do not contain the
//! partition key is not partitioned, since uniqueness matters and placement does not; text columns get `COLLATE "C"`.

mod column;
mod comment;
mod constraint;
mod expressions;
mod grant;
mod index;
mod materialized_view;
mod names;
mod order;
mod other;
mod partition;
mod sequence;
mod stand_in;
mod synonym;
mod table;
mod temporary_table;
#[cfg(test)]
mod tests;
mod trigger;
mod type_definition;
mod types;
mod view;

pub use expressions::{DdlExpressions, Executables, Lowered, LoweredQuery, QueryColumn};
pub use partition::partitioning_refused;
pub use types::postgres_type_name;

use names::Namespace;
use plconv_catalog::{Catalog, Hierarchy, ObjectName, Origin};
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_hir::expr::Span;
use plconv_hir::sink::Sink;
use plconv_pg::{QualifiedName, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When an object is loaded; the phases are in load order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// CREATE ROLE
    Roles,
    /// CREATE SCHEMA
    Schemas,
    /// Composite types and domains.
    Types,
    /// Sequences, before the defaults that use them.
    Sequences,
    /// Tables with their keys, checks, partitions and comments.
    Tables,
    /// Views and materialized views; routines they call come before.
    Views,
    /// Indexes; routines they call come before.
    Indexes,
    /// Foreign keys, and constraints that old rows need not satisfy.
    Constraints,
    /// Triggers that carry DEFAULT ON NULL, computed columns and READ ONLY.
    Triggers,
    /// Privileges, after all code.
    Grants,
}

/// What an object was in Oracle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ObjectKind {
    /// A schema that owns objects.
    Schema,
    /// A user or role.
    Role,
    /// An object or collection type.
    Type,
    /// A sequence.
    Sequence,
    /// A table.
    Table,
    /// An index.
    Index,
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A synonym.
    Synonym,
    /// A foreign key, or another constraint added after the tables.
    Constraint,
    /// What a table needs triggers for.
    TableTriggers,
    /// What keeps a table read-only from some statement on.
    ReadOnlyTrigger,
    /// A grant.
    Grant,
    /// Everything else, by its kind's name in the object's name.
    Other,
}

/// One Oracle object and what became of it.
#[derive(Clone, PartialEq, Debug)]
pub struct DdlObject {
    /// What it was.
    pub kind: ObjectKind,
    /// Name in Oracle.
    pub name: String,
    /// Name in PostgreSQL.
    pub pg_name: QualifiedName,
    /// When it is loaded.
    pub phase: Phase,
    /// The statements; empty when nothing is carried over, with a diagnostic that says so.
    pub statements: Vec<Statement>,
    /// What takes its place when PostgreSQL refuses it: a view that raises when it is read.
    pub stand_in: Option<Box<Statement>>,
    /// What must exist before it: relations, types, sequences, routines.
    pub depends_on: Vec<ObjectName>,
    /// Runtime functions the statements call.
    pub runtime: BTreeSet<&'static str>,
    /// Where it was written.
    pub origin: Origin,
    /// What could not be carried over, or only under an assumption.
    pub diagnostics: Vec<Diagnostic>,
}

/// Lowers the whole catalog. The result is in load order.
pub fn lower_catalog(
    catalog: &Catalog,
    policy: &Policy,
    expressions: &mut dyn DdlExpressions,
) -> Vec<DdlObject> {
    let mut ddl = Ddl {
        catalog,
        policy,
        expressions,
        names: Namespace::default(),
        integer_columns: column::integer_columns(catalog, policy),
        byte_lengths_reported: false,
        raw_lengths_reported: false,
        collation_reported: false,
        blanks_reported: false,
        objects: Vec::new(),
        current: None,
        index_names: BTreeMap::new(),
        partitioned: BTreeSet::new(),
        hierarchies: BTreeMap::new(),
    };
    for hierarchy in catalog.hierarchies().into_iter().map(Arc::new) {
        for name in &hierarchy.types {
            ddl.hierarchies.insert(name.clone(), Arc::clone(&hierarchy));
        }
    }
    ddl.reserve_names();
    ddl.roles();
    ddl.schemas();
    ddl.types();
    ddl.sequences();
    ddl.tables();
    ddl.views();
    ddl.materialized_views();
    ddl.indexes();
    ddl.synonyms();
    ddl.others();
    ddl.grants();
    let mut objects = ddl.objects;
    objects.sort_by_key(|object| object.phase);
    order::by_dependency(objects)
}

/// State of lowering the catalog.
struct Ddl<'a> {
    catalog: &'a Catalog,
    policy: &'a Policy,
    expressions: &'a mut dyn DdlExpressions,
    names: Namespace,
    /// Columns that are bigint because they are, or refer to, an identity column.
    integer_columns: BTreeSet<(ObjectName, String)>,
    byte_lengths_reported: bool,
    raw_lengths_reported: bool,
    collation_reported: bool,
    /// Whether it was said that blanks beyond a limit are cut off.
    blanks_reported: bool,
    objects: Vec<DdlObject>,
    current: Option<Current>,
    index_names: BTreeMap<ObjectName, String>,
    /// Tables that are partitioned in PostgreSQL too.
    partitioned: BTreeSet<ObjectName>,
    /// The hierarchies of object types that have subtypes or are one.
    hierarchies: BTreeMap<ObjectName, Arc<Hierarchy>>,
}

/// The object being lowered.
struct Current {
    object: DdlObject,
    sink: Sink,
}

impl Ddl<'_> {
    /// Starts an object; everything until [`Ddl::end`] belongs to it.
    fn begin(&mut self, kind: ObjectKind, name: &str, pg_name: QualifiedName, phase: Phase, origin: Origin) {
        let sink = Sink::new(self.expressions.location(origin.unit), Some(name.to_owned()));
        let object = DdlObject {
            kind,
            name: name.to_owned(),
            pg_name,
            phase,
            statements: Vec::new(),
            stand_in: None,
            depends_on: Vec::new(),
            runtime: BTreeSet::new(),
            origin,
            diagnostics: Vec::new(),
        };
        self.current = Some(Current { object, sink });
    }

    /// Ends the object.
    fn end(&mut self) {
        if let Some(Current { mut object, sink }) = self.current.take() {
            object.diagnostics.extend(sink.into_diagnostics());
            let own = object.name.clone();
            let mut seen = BTreeSet::new();
            object
                .depends_on
                .retain(|name| name.to_string() != own && seen.insert(name.clone()));
            self.objects.push(object);
        }
    }

    fn emit(&mut self, statement: Statement) {
        if let Some(current) = &mut self.current {
            current.object.statements.push(statement);
        }
    }

    fn depend(&mut self, name: ObjectName) {
        if let Some(current) = &mut self.current {
            current.object.depends_on.push(name);
        }
    }

    fn report(&mut self, code: Code, origin: Origin, message: impl Into<String>) {
        self.report_about(code, origin, message, false);
    }

    /// What concerns the whole tree, at its first place.
    fn report_about_tree(&mut self, code: Code, origin: Origin, message: impl Into<String>) {
        self.report_about(code, origin, message, true);
    }

    fn report_about(&mut self, code: Code, origin: Origin, message: impl Into<String>, about_tree: bool) {
        let location = self.expressions.location(origin.unit);
        if let Some(current) = &mut self.current {
            let back = current.sink.relocate(location);
            let span = Span {
                start: origin.start,
                end: origin.end,
            };
            current.sink.report(code, span, message).about_tree = about_tree;
            current.sink.relocate(back);
        }
    }

    /// Takes what a lowered expression brings along and gives its value.
    fn absorb<T>(&mut self, lowered: Lowered<T>) -> Option<T> {
        if let Some(Current { object, .. }) = &mut self.current {
            object.diagnostics.extend(lowered.diagnostics);
            object.runtime.extend(lowered.runtime);
            object.depends_on.extend(lowered.depends_on);
        }
        lowered.value
    }

    /// One note for all physical clauses of an object.
    fn report_physical(&mut self, physical: &[String], origin: Origin) {
        if physical.is_empty() {
            return;
        }
        let mut shown: Vec<&str> = Vec::new();
        for clause in physical {
            if !shown.contains(&clause.as_str()) {
                shown.push(clause);
            }
        }
        let text = shown.join(", ");
        let text = if text.chars().count() > 160 {
            format!("{}...", text.chars().take(157).collect::<String>())
        } else {
            text
        };
        self.report(
            Code::STORAGE_CLAUSE_DROPPED,
            origin,
            format!("storage clauses dropped: {text}"),
        );
    }
}
