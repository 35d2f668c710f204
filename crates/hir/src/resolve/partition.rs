//! `PARTITION (name)` behind a table: the condition that the rows of the partition meet. It holds whether or not
//! PostgreSQL divides the table in the same way, and where it does, it reads that partition only.
//! SQL Language Reference, "partition_extension_clause"; VLDB and Partitioning Guide.

use super::Resolver;
use crate::expr::{BinaryOp, Expr, ExprKind};
use crate::program::Program;
use crate::query::{TableRef, TableSource, TableSourceKind};
use crate::sink::Sink;
use crate::ty::{Nullability, Type};
use plconv_catalog::{ObjectName, Partition, PartitionKind, Partitioning, SourceText};
use plconv_diagnostics::Code;
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::{ParseOptions, parse_expression};

/// The condition in Oracle's words that the rows of a partition or subpartition meet, its columns unqualified; `None` when
/// the table has no such partition, or its rows are not told from others by their values.
pub fn partition_condition(program: &Program, table: &ObjectName, partition: &str) -> Option<String> {
    let partitioning = program.catalog.tables.get(table)?.partitioning.as_ref()?;
    let place = |level: &Partitioning, list: &[Partition], name: &str| {
        let index = list.iter().position(|one| one.name.as_deref() == Some(name))?;
        rows_of(level, list, index)
    };
    if let Some(found) = place(partitioning, &partitioning.partitions, partition) {
        return Some(found);
    }
    let sub = partitioning.subpartitioning.as_deref()?;
    for (index, outer) in partitioning.partitions.iter().enumerate() {
        let (list, name) = if outer.subpartitions.is_empty() {
            // A template's subpartitions are called by both names.
            let prefix = format!("{}_", outer.name.as_deref()?);
            let Some(name) = partition.strip_prefix(&prefix) else {
                continue;
            };
            (&sub.partitions, name)
        } else {
            (&outer.subpartitions, partition)
        };
        if let Some(found) = place(sub, list, name) {
            let around = rows_of(partitioning, &partitioning.partitions, index)?;
            return Some(format!("{around} AND {found}"));
        }
    }
    None
}

/// What the rows of one partition of a level have in common.
fn rows_of(level: &Partitioning, list: &[Partition], index: usize) -> Option<String> {
    let [key] = level.columns.as_slice() else {
        return None;
    };
    let key = &key.text;
    let own = list.get(index)?;
    match level.kind {
        PartitionKind::Range => {
            let low = match index.checked_sub(1) {
                Some(before) => Some(bound(list.get(before)?)?),
                None => None,
            };
            let high = bound(own)?;
            // NULL is behind every bound but MAXVALUE.
            let has_null = is_word(high, "MAXVALUE");
            Some(match (low, has_null) {
                (None, true) => "1 = 1".to_owned(),
                (None, false) => format!("{key} < {}", high.text),
                (Some(low), true) => format!("({key} >= {} OR {key} IS NULL)", low.text),
                (Some(low), false) => format!("{key} >= {} AND {key} < {}", low.text, high.text),
            })
        }
        PartitionKind::List => {
            let is_rest = |one: &Partition| one.values.iter().any(|value| is_word(value, "DEFAULT"));
            let listed: Vec<&SourceText> = if is_rest(own) {
                let others = list.iter().filter(|one| !is_rest(one));
                others.flat_map(|one| &one.values).collect()
            } else {
                own.values.iter().collect()
            };
            let has_null = listed.iter().any(|value| is_word(value, "NULL"));
            let values: Vec<&str> = listed
                .iter()
                .filter(|value| !is_word(value, "NULL"))
                .map(|value| value.text.as_str())
                .collect();
            let values = values.join(", ");
            Some(match (is_rest(own), has_null, values.is_empty()) {
                (false, false, false) => format!("{key} IN ({values})"),
                (false, true, false) => format!("({key} IN ({values}) OR {key} IS NULL)"),
                (false, _, true) => format!("{key} IS NULL"),
                (true, false, false) => format!("({key} NOT IN ({values}) OR {key} IS NULL)"),
                (true, true, false) => format!("{key} NOT IN ({values})"),
                (true, true, true) => format!("{key} IS NOT NULL"),
                (true, false, true) => "1 = 1".to_owned(),
            })
        }
        PartitionKind::Hash | PartitionKind::Reference | PartitionKind::System => None,
    }
}

fn bound(partition: &Partition) -> Option<&SourceText> {
    match partition.values.as_slice() {
        [value] => Some(value),
        _ => None,
    }
}

fn is_word(value: &SourceText, word: &str) -> bool {
    value.text.trim().eq_ignore_ascii_case(word)
}

impl Resolver<'_> {
    /// `PARTITION (name)` or `SUBPARTITION (name)` behind a table, in Oracle's words; `None` when it is not carried over.
    pub(super) fn named_partition(
        &self,
        suffix: ast::PartitionSuffix<'_>,
        source: &TableSource,
    ) -> Option<String> {
        let items: Vec<_> = suffix.items().iter().collect();
        let ([ast::Expr::NameRef(name)], None) = (items.as_slice(), suffix.by()) else {
            return None;
        };
        match &source.kind {
            TableSourceKind::Object {
                name: table,
                dblink: None,
            } => partition_condition(self.program, table, &name.name()?.folded()),
            _ => None,
        }
    }

    /// The condition of a partition on the columns of a source.
    pub(super) fn condition_on(&self, source: &TableSource, condition: &str) -> Option<Expr> {
        let TableSourceKind::Object { name, .. } = &source.kind else {
            return None;
        };
        let parsed = parse_expression(condition, &ParseOptions::default());
        let syntax = ast::Expr::cast(parsed.tree.root())?;
        // Its places are not those of the statement.
        let mut resolver = Resolver::new(self.program, Sink::default());
        let alias = Some(source.relation.as_str());
        Some(resolver.with_target(name, alias, &source.columns, |resolver| {
            resolver.resolve_condition(Some(syntax))
        }))
    }

    /// MERGE into a partition inserts what has no match there, though it may match elsewhere.
    pub(super) fn partition_of_merge(&mut self, target: &TableRef) -> Option<String> {
        let TableRef::Source(source) = target else {
            return None;
        };
        source.partition.as_ref()?;
        self.sink.report(
            Code::UNSUPPORTED_STATEMENT,
            source.span,
            "MERGE into a named partition is not carried over",
        );
        Some("MERGE INTO PARTITION".to_owned())
    }
}

/// The condition of a statement on one table together with that of the partition it names, which the table has no more.
pub(super) fn with_partition(from: &mut TableRef, condition: Option<Expr>) -> Option<Expr> {
    let partition = match from {
        TableRef::Source(source) => source.partition.take(),
        TableRef::Join { .. } => None,
    };
    match (partition, condition) {
        (Some(partition), Some(condition)) => Some(and(*partition, condition)),
        (Some(partition), None) => Some(*partition),
        (None, condition) => condition,
    }
}

fn and(left: Expr, right: Expr) -> Expr {
    Expr {
        span: right.span,
        ty: Type::BOOLEAN,
        nullability: Nullability::Nullable,
        kind: ExprKind::Binary {
            op: BinaryOp::And,
            left: Box::new(left),
            right: Box::new(right),
        },
    }
}

/// Why a statement that changes the table cannot be carried over: what stands behind the table was refused, and without
/// it the statement would change other rows.
pub(super) fn refused_target(target: &TableRef) -> Option<String> {
    match target {
        TableRef::Source(source) => source.refused.clone(),
        TableRef::Join { .. } => None,
    }
}
