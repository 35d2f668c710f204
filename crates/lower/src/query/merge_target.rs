//! Targets of MERGE that PostgreSQL has no form for: views before version 17, and global temporary tables, which are views.
//! PostgreSQL, MERGE.

use super::dml_target::Target;
use crate::context::Lowering;
use crate::naming::{identifier, shorten};
use plconv_catalog::{ObjectName, TemporaryRows};
use plconv_db::policy::TemporaryTables;
use plconv_diagnostics::Code;
use plconv_hir::dml::{Assignment, Merge};
use plconv_hir::query::{TableRef, TableSourceKind};
use plconv_hir::visit::{walk_query_sources, walk_sources};
use plconv_pg::{self as pg, Ident, QualifiedName};
use std::collections::BTreeSet;

/// The first version whose MERGE takes a view.
const MERGES_INTO_VIEWS: u32 = 17;

/// The table that a MERGE changes.
pub(super) struct MergedTable {
    pub table: QualifiedName,
    pub alias: Option<Ident>,
    /// Which of its rows the target has.
    pub rows: Vec<pg::Expr>,
    /// The view that the statement names.
    through: Option<Target>,
}

impl MergedTable {
    /// The name of a column of the target in the table.
    pub fn column(&self, name: &str) -> Ident {
        let own = self.through.as_ref().and_then(|through| through.column(name));
        Ident(identifier(own.unwrap_or(name)))
    }
}

impl Lowering<'_> {
    pub(super) fn merged_table(&mut self, merge: &Merge) -> Result<MergedTable, String> {
        if let TableRef::Source(source) = &merge.target
            && let TableSourceKind::Object { name, .. } = &source.kind
        {
            if let Some(table) = self.temporary_rows(name, &source.relation) {
                return Ok(table);
            }
            if let Some(view) = self.program.catalog.views.get(name)
                && self.policy.target_version < MERGES_INTO_VIEWS
                && self.instead_of.is_some_and(|views| !views.contains(name))
            {
                if view.read_only {
                    return Err("ORA-42399: cannot perform a DML operation on a read-only view".to_owned());
                }
                return if view.check_option {
                    self.refused_merge(merge, "MERGE into a view with CHECK OPTION is not carried over")
                } else {
                    self.table_of_view(merge)
                };
            }
        }
        let (table, alias) = self.dml_table(&merge.target, merge.span)?;
        Ok(MergedTable {
            table,
            alias,
            rows: Vec::new(),
            through: None,
        })
    }

    /// The table below a global temporary table, with the rows that the session or the transaction sees.
    fn temporary_rows(&self, name: &ObjectName, relation: &str) -> Option<MergedTable> {
        let kind = self.program.catalog.tables.get(name)?.temporary?;
        match self.policy.temporary_tables {
            TemporaryTables::Session => return None,
            TemporaryTables::Unlogged => {}
        }
        let view = self.object_name(name);
        let derived = |suffix: &str| {
            let mut derived = view.clone();
            if let Some(last) = derived.0.last_mut() {
                *last = Ident(shorten(&format!("{}{suffix}", last.0)));
            }
            derived
        };
        let alias = Ident(identifier(relation));
        let (key, current) = match kind {
            TemporaryRows::Preserve => ("session_key", format!("{}()", derived("__session"))),
            TemporaryRows::Delete => ("transaction_key", "pg_current_xact_id_if_assigned()".to_owned()),
        };
        let rows = pg::Expr::qualified(alias.clone(), key).binary("=", pg::Expr::Token(current));
        Some(MergedTable {
            table: derived("__rows"),
            alias: Some(alias),
            rows: vec![rows],
            through: None,
        })
    }

    fn refused_merge(&mut self, merge: &Merge, message: &str) -> Result<MergedTable, String> {
        self.report(Code::MERGE_SHAPE, merge.span, message);
        Err("MERGE into a view".to_owned())
    }

    fn table_of_view(&mut self, merge: &Merge) -> Result<MergedTable, String> {
        let mut assigned = Vec::new();
        if let Some(update) = &merge.update {
            assigned = super::dml::assigned_columns(&update.set);
        } else if let Some(insert) = &merge.insert {
            assigned.clone_from(&insert.columns);
        }
        let inner = inner_relations(merge);
        let through = self.target_of_query(&merge.target, &assigned, &inner, true, merge.span)?;
        let Some(through) = through.filter(|through| through.others.is_empty()) else {
            return self.refused_merge(merge, "MERGE into a view of several tables is not carried over");
        };
        let (table, alias) = self.dml_table(&through.table, merge.span)?;
        self.sql_depth += 1;
        let rows = through
            .conditions
            .iter()
            .map(|rows| self.lower_expr(rows))
            .collect();
        self.sql_depth -= 1;
        Ok(MergedTable {
            table,
            alias,
            rows,
            through: Some(through),
        })
    }
}

/// What the source, and the tables in subqueries of a MERGE, are called.
fn inner_relations(merge: &Merge) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if let TableRef::Source(source) = &merge.source {
        names.insert(source.relation.clone());
    }
    let mut add = |source: &plconv_hir::query::TableSource| {
        names.insert(source.relation.clone());
    };
    walk_sources(&merge.on, &mut add);
    for assignment in merge.update.iter().flat_map(|update| &update.set) {
        match assignment {
            Assignment::Column { value, .. } | Assignment::Attribute { value, .. } => {
                if let plconv_hir::dml::Value::Expr(value) = value {
                    walk_sources(value, &mut add);
                }
            }
            Assignment::Columns { query, .. } => walk_query_sources(query, &mut add),
            Assignment::Row(_) => {}
        }
    }
    names
}
