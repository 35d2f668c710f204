//! Partitions. What PostgreSQL cannot divide in the same way stays one table, so that results stay the same.

use super::Ddl;
use super::constraint::is_nullable;
use super::names::{idents, schema_of};
use super::trigger::one_line;
use crate::naming::{identifier, shorten};
use plconv_catalog::{
    Catalog, ConstraintKind, DataType, Partition, PartitionKind, Partitioning, SourceText, Table,
};
use plconv_diagnostics::Code;
use plconv_pg::{QualifiedName, Statement};

/// How a table is divided.
pub(super) struct PartitionPlan {
    /// `PARTITION BY ...`
    pub(super) clause: String,
    /// CREATE TABLE ... PARTITION OF.
    pub(super) statements: Vec<Statement>,
}

/// One partition: what its name ends in, its bounds, and where it comes from.
struct Child<'p> {
    suffix: String,
    values: String,
    definition: Option<&'p Partition>,
}

/// The key columns of one level.
struct Key {
    columns: Vec<String>,
    types: Vec<DataType>,
    nullable: bool,
}

impl Ddl<'_> {
    /// The plan of a partitioned table; none, with a diagnostic, when the table stays whole.
    pub(super) fn partition_plan(&mut self, table: &Table) -> Option<PartitionPlan> {
        let partitioning = table.partitioning.as_ref()?;
        let refused = refusal(self.catalog, table, partitioning);
        if let Some((code, reason)) = refused {
            self.report(
                code,
                table.origin,
                format!("table {} is not partitioned: {reason}", table.name),
            );
            return None;
        }
        let sub = partitioning.subpartitioning.as_deref();
        let key = partition_key(table, partitioning)?;
        let Some(children) = self.children(partitioning, &key, &partitioning.partitions, partitioning.count)
        else {
            self.report(
                Code::PARTITIONING_REFUSED,
                table.origin,
                format!(
                    "table {} is not partitioned: a bound is no constant that could be carried over",
                    table.name
                ),
            );
            return None;
        };
        let mut statements = Vec::new();
        let parent = self.pg_name(&table.name);
        let base = identifier(&table.name.name);
        // A table that is told of no partition has one for all rows.
        let mut takes_all = None;
        for child in children {
            let name = self.partition_name(table, &format!("{base}_{}", child.suffix));
            if child.values == "DEFAULT" {
                takes_all = Some(name.clone());
            }
            match sub {
                None => statements.push(partition_of(&name, &parent, &child.values, "")),
                Some(sub) => {
                    let sub_key = partition_key(table, sub)?;
                    let clause = clause(sub, &sub_key);
                    statements.push(partition_of(&name, &parent, &child.values, &clause));
                    let (definitions, count, prefix) = match child.definition {
                        Some(partition) if !partition.subpartitions.is_empty() => {
                            (partition.subpartitions.as_slice(), None, base.clone())
                        }
                        Some(partition) if partition.subpartition_count.is_some() => {
                            (&[][..], partition.subpartition_count, name.last().to_owned())
                        }
                        Some(_) | None => (sub.partitions.as_slice(), sub.count, name.last().to_owned()),
                    };
                    let Some(subs) = self.children(sub, &sub_key, definitions, count) else {
                        self.report(
                            Code::PARTITIONING_REFUSED,
                            table.origin,
                            format!(
                                "table {} is not partitioned: a bound could not be carried over",
                                table.name
                            ),
                        );
                        return None;
                    };
                    for grandchild in subs {
                        let sub_name = self.partition_name(table, &format!("{prefix}_{}", grandchild.suffix));
                        statements.push(partition_of(&sub_name, &name, &grandchild.values, ""));
                    }
                }
            }
        }
        if partitioning.interval.is_some() || partitioning.automatic {
            let name = takes_all.unwrap_or_else(|| {
                let name = self.partition_name(table, &format!("{base}_default"));
                statements.push(partition_of(&name, &parent, "DEFAULT", ""));
                name
            });
            self.report(
                Code::INTERVAL_PARTITION,
                table.origin,
                format!(
                    "rows of {} beyond its partitions go to {name}: no partitions are created for them",
                    table.name
                ),
            );
        }
        Some(PartitionPlan {
            clause: clause(partitioning, &key),
            statements,
        })
    }

    fn partition_name(&mut self, table: &Table, name: &str) -> QualifiedName {
        let name = self.relation_name(&table.name, &shorten(name), table.origin);
        QualifiedName::new(schema_of(&table.name, self.policy).as_deref(), name)
    }

    fn children<'p>(
        &mut self,
        level: &Partitioning,
        key: &Key,
        definitions: &'p [Partition],
        count: Option<u32>,
    ) -> Option<Vec<Child<'p>>> {
        let suffix = |index: usize, partition: &Partition| match &partition.name {
            Some(name) => identifier(name),
            None => format!("p{}", index + 1),
        };
        let mut children = Vec::new();
        match level.kind {
            PartitionKind::Hash => {
                let total = if definitions.is_empty() {
                    count.unwrap_or(1) as usize
                } else {
                    definitions.len()
                };
                for remainder in 0..total {
                    let definition = definitions.get(remainder);
                    children.push(Child {
                        suffix: definition
                            .map_or_else(|| format!("p{}", remainder + 1), |one| suffix(remainder, one)),
                        values: format!("FOR VALUES WITH (MODULUS {total}, REMAINDER {remainder})"),
                        definition,
                    });
                }
            }
            PartitionKind::Range => {
                let mut low = vec!["MINVALUE".to_owned(); key.columns.len()];
                for (index, partition) in definitions.iter().enumerate() {
                    let high = self.bounds(&partition.values, &key.types)?;
                    // NULL sorts after everything in Oracle and belongs to the MAXVALUE partition; DEFAULT takes both.
                    let values = if key.nullable && high.iter().all(|bound| bound == "MAXVALUE") {
                        "DEFAULT".to_owned()
                    } else {
                        format!("FOR VALUES FROM ({}) TO ({})", low.join(", "), high.join(", "))
                    };
                    children.push(Child {
                        suffix: suffix(index, partition),
                        values,
                        definition: Some(partition),
                    });
                    low = high;
                }
            }
            PartitionKind::List => {
                for (index, partition) in definitions.iter().enumerate() {
                    let is_default = partition
                        .values
                        .iter()
                        .any(|value| value.text.eq_ignore_ascii_case("DEFAULT"));
                    let values = if is_default {
                        "DEFAULT".to_owned()
                    } else {
                        let types = vec![key.types.first().cloned()?; partition.values.len()];
                        format!(
                            "FOR VALUES IN ({})",
                            self.bounds(&partition.values, &types)?.join(", ")
                        )
                    };
                    children.push(Child {
                        suffix: suffix(index, partition),
                        values,
                        definition: Some(partition),
                    });
                }
            }
            PartitionKind::Reference | PartitionKind::System => return None,
        }
        if children.is_empty() {
            // Without a description there is one subpartition for everything.
            children.push(Child {
                suffix: "p1".to_owned(),
                values: "DEFAULT".to_owned(),
                definition: None,
            });
        }
        Some(children)
    }

    fn bounds(&mut self, values: &[SourceText], types: &[DataType]) -> Option<Vec<String>> {
        let mut result = Vec::new();
        for (value, data_type) in values.iter().zip(types) {
            if value.text.eq_ignore_ascii_case("MAXVALUE") {
                result.push("MAXVALUE".to_owned());
                continue;
            }
            let lowered = self.expressions.lower_bound(value, data_type);
            result.push(one_line(&self.absorb(lowered)?));
        }
        (result.len() == types.len()).then_some(result)
    }
}

/// Whether a partitioned table of Oracle stays one table in PostgreSQL.
pub fn partitioning_refused(catalog: &Catalog, table: &Table) -> bool {
    let partitioning = table.partitioning.as_ref();
    partitioning.is_some_and(|partitioning| refusal(catalog, table, partitioning).is_some())
}

/// Why a table cannot be partitioned.
fn refusal(catalog: &Catalog, table: &Table, partitioning: &Partitioning) -> Option<(Code, String)> {
    let mut levels = vec![partitioning];
    levels.extend(partitioning.subpartitioning.as_deref());
    let mut all_columns = Vec::new();
    for level in levels {
        match level.kind {
            PartitionKind::Reference => {
                return Some((
                    Code::PARTITIONING_REFUSED,
                    "partitioning by reference has no counterpart".to_owned(),
                ));
            }
            PartitionKind::System => {
                return Some((
                    Code::PARTITIONING_REFUSED,
                    "system partitioning has no counterpart".to_owned(),
                ));
            }
            PartitionKind::Range | PartitionKind::List | PartitionKind::Hash => {}
        }
        let Some(key) = partition_key(table, level) else {
            return Some((
                Code::PARTITIONING_REFUSED,
                "its key is no plain column of the table".to_owned(),
            ));
        };
        if level.kind == PartitionKind::List && key.columns.len() > 1 {
            return Some((
                Code::PARTITIONING_REFUSED,
                "lists over several columns have no counterpart".to_owned(),
            ));
        }
        all_columns.extend(key.columns);
    }
    key_without_partition_columns(catalog, table, &all_columns).map(|key| {
        let reason = format!(
            "{key} does not contain the partition key ({}), and one table keeps it unique",
            all_columns.join(", ")
        );
        (Code::PARTITION_KEY_UNIQUENESS, reason)
    })
}

fn key_without_partition_columns(
    catalog: &Catalog,
    table: &Table,
    partition_columns: &[String],
) -> Option<String> {
    let lacks = |columns: &[String]| partition_columns.iter().any(|column| !columns.contains(column));
    for constraint in table.constraints.iter().filter(|constraint| constraint.enabled) {
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns } if lacks(columns) => {
                return Some(format!("key ({})", columns.join(", ")));
            }
            ConstraintKind::PrimaryKey { .. }
            | ConstraintKind::Unique { .. }
            | ConstraintKind::ForeignKey { .. }
            | ConstraintKind::Check { .. } => {}
        }
    }
    catalog
        .indexes
        .values()
        .filter(|index| index.unique && index.table == table.name)
        .find(|index| {
            let columns: Vec<String> = index
                .columns
                .iter()
                .filter_map(|column| column.column.clone())
                .collect();
            lacks(&columns) || columns.len() < index.columns.len()
        })
        .map(|index| format!("unique index {}", index.name))
}

/// The key of a level; none when it is no list of plain, stored columns.
fn partition_key(table: &Table, level: &Partitioning) -> Option<Key> {
    let mut key = Key {
        columns: Vec::new(),
        types: Vec::new(),
        nullable: false,
    };
    for text in &level.columns {
        let name = dictionary_name(&text.text);
        let column = table.column(&name)?;
        if column.virtual_expression.is_some() {
            return None;
        }
        key.nullable |= is_nullable(table, &name);
        key.types.push(column.data_type.clone());
        key.columns.push(name);
    }
    (!key.columns.is_empty()).then_some(key)
}

fn dictionary_name(text: &str) -> String {
    match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => quoted.to_owned(),
        None => text.to_uppercase(),
    }
}

fn clause(level: &Partitioning, key: &Key) -> String {
    let kind = match level.kind {
        PartitionKind::List => "LIST",
        PartitionKind::Hash => "HASH",
        PartitionKind::Range | PartitionKind::Reference | PartitionKind::System => "RANGE",
    };
    let columns: Vec<String> = idents(&key.columns).iter().map(ToString::to_string).collect();
    format!("PARTITION BY {kind} ({})", columns.join(", "))
}

fn partition_of(name: &QualifiedName, parent: &QualifiedName, values: &str, clause: &str) -> Statement {
    let clause = if clause.is_empty() {
        String::new()
    } else {
        format!("\n  {clause}")
    };
    Statement::Raw(format!(
        "CREATE TABLE {name} PARTITION OF {parent} {values}{clause}"
    ))
}
