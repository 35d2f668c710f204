//! Constraints: keys and checks inside CREATE TABLE, foreign keys after all tables.

use super::names::idents;
use super::table::column_ident;
use super::{Ddl, ObjectKind, Phase};
use plconv_catalog::{Constraint, ConstraintKind, ObjectName, OnDelete, Table};
use plconv_diagnostics::Code;
use plconv_pg::{CreateIndex, Expr, Ident, QualifiedName, Statement, TableConstraint};

impl Ddl<'_> {
    /// Primary keys, unique keys and checks: those that stand in CREATE TABLE, and the statements that follow it.
    /// `prefix` are columns that come first in every key, as in emulated temporary tables.
    pub(super) fn key_and_check_constraints(
        &mut self,
        table: &Table,
        pg_table: &QualifiedName,
        prefix: &[Ident],
    ) -> (Vec<TableConstraint>, Vec<Statement>) {
        let mut inline = Vec::new();
        let mut after = Vec::new();
        for constraint in &table.constraints {
            if !self.is_enforced(table, constraint) {
                continue;
            }
            match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } => {
                    let suffix = self.key_suffix(table, constraint, columns);
                    let name = self.key_name(table, constraint);
                    let columns = prefix.iter().cloned().chain(idents(columns)).collect();
                    let kind = plconv_pg::ConstraintKind::PrimaryKey(columns);
                    inline.push(TableConstraint {
                        name,
                        kind,
                        suffix,
                        comments: Vec::new(),
                    });
                }
                ConstraintKind::Unique { columns } => {
                    self.unique_key(
                        table,
                        pg_table,
                        constraint,
                        columns,
                        prefix,
                        &mut inline,
                        &mut after,
                    );
                }
                ConstraintKind::Check { condition } => {
                    if spares_old_rows(table, constraint) {
                        continue;
                    }
                    let lowered = self.expressions.lower_condition(condition, &table.name);
                    if let Some(value) = self.absorb(lowered) {
                        let name = constraint.name.as_deref().map(column_ident);
                        let kind = plconv_pg::ConstraintKind::Check(value);
                        inline.push(TableConstraint {
                            name,
                            kind,
                            suffix: Vec::new(),
                            comments: Vec::new(),
                        });
                    }
                    self.check_cannot_wait(table, constraint);
                }
                ConstraintKind::ForeignKey { .. } => {}
            }
        }
        (inline, after)
    }

    /// Disabled constraints and those on columns that the table does not have are left out, each with its diagnostic.
    fn is_enforced(&mut self, table: &Table, constraint: &Constraint) -> bool {
        if let Some(column) = unknown_column(table, constraint) {
            self.report(
                Code::ALTER_NOT_REPLAYED,
                constraint.origin,
                format!(
                    "{} left out: table {} has no column {column}",
                    describe(constraint),
                    table.name
                ),
            );
            return false;
        }
        if constraint.enabled {
            return true;
        }
        let name = describe(constraint);
        self.report(
            Code::DISABLED_CONSTRAINT,
            constraint.origin,
            format!(
                "{name} of table {} is disabled in Oracle and left out",
                table.name
            ),
        );
        false
    }

    fn key_name(&mut self, table: &Table, constraint: &Constraint) -> Option<Ident> {
        let name = constraint.name.as_ref()?;
        // The index behind the key has the key's name.
        Some(Ident(self.relation_name(&table.name, name, constraint.origin)))
    }

    /// DEFERRABLE of a key; PostgreSQL does not let foreign keys refer to a deferrable key.
    fn key_suffix(
        &mut self,
        table: &Table,
        constraint: &Constraint,
        columns: &[String],
    ) -> Vec<&'static str> {
        if spares_old_rows(table, constraint) {
            self.report(
                Code::OLD_ROWS_CHECKED,
                constraint.origin,
                format!(
                    "NOVALIDATE of {}: old rows must satisfy the key",
                    describe(constraint)
                ),
            );
        }
        if constraint.deferrable && self.is_referenced(table, columns) {
            self.report(
                Code::DEFERRED_CONSTRAINT,
                constraint.origin,
                format!(
                    "{} is checked at once, since a foreign key refers to it",
                    describe(constraint)
                ),
            );
            return Vec::new();
        }
        deferrable_words(constraint)
    }

    /// Whether an enabled foreign key refers to these columns.
    pub(super) fn is_referenced(&self, table: &Table, columns: &[String]) -> bool {
        self.catalog.tables.iter().any(|(name, other)| {
            other
                .constraints
                .iter()
                .filter(|constraint| is_carried(other, constraint))
                .any(|constraint| match &constraint.kind {
                    ConstraintKind::ForeignKey {
                        table: target,
                        referenced,
                        ..
                    } => {
                        self.find_table(target, name).as_ref() == Some(&table.name)
                            && (referenced == columns
                                || (referenced.is_empty() && table.primary_key() == columns))
                    }
                    ConstraintKind::PrimaryKey { .. }
                    | ConstraintKind::Unique { .. }
                    | ConstraintKind::Check { .. } => false,
                })
        })
    }

    /// Oracle's unique keys allow rows whose key is NULL in all columns, and compare partly NULL keys.
    /// SQL Language Reference, "Unique Constraints".
    #[expect(
        clippy::too_many_arguments,
        reason = "two output lists and what they are made from"
    )]
    fn unique_key(
        &mut self,
        table: &Table,
        pg_table: &QualifiedName,
        constraint: &Constraint,
        columns: &[String],
        prefix: &[Ident],
        inline: &mut Vec<TableConstraint>,
        after: &mut Vec<Statement>,
    ) {
        let suffix = self.key_suffix(table, constraint, columns);
        let name = self.key_name(table, constraint);
        let nullable: Vec<&String> = columns
            .iter()
            .filter(|column| is_nullable(table, column))
            .collect();
        let all_columns: Vec<Ident> = prefix.iter().cloned().chain(idents(columns)).collect();
        // Without NULL, and with one nullable column, the rules agree.
        if nullable.is_empty() || (columns.len() == 1 && prefix.is_empty()) {
            let kind = plconv_pg::ConstraintKind::Unique(all_columns, false);
            inline.push(TableConstraint {
                name,
                kind,
                suffix,
                comments: Vec::new(),
            });
            return;
        }
        self.report(
            Code::UNIQUE_WITH_NULLS,
            constraint.origin,
            format!(
                "{} of table {} has nullable columns: NULLs in it compare as equal",
                describe(constraint),
                table.name
            ),
        );
        if nullable.len() < columns.len() {
            // The key is never NULL in all columns.
            let kind = plconv_pg::ConstraintKind::Unique(all_columns, true);
            inline.push(TableConstraint {
                name,
                kind,
                suffix,
                comments: Vec::new(),
            });
            return;
        }
        if !suffix.is_empty() {
            self.report(
                Code::DEFERRED_CONSTRAINT,
                constraint.origin,
                format!(
                    "{} became a unique index, which cannot be deferred",
                    describe(constraint)
                ),
            );
        }
        let mut index_name = name.clone();
        if self.is_referenced(table, columns) {
            // A foreign key needs a constraint; the index beside it compares the partly NULL keys.
            let kind = plconv_pg::ConstraintKind::Unique(all_columns.clone(), false);
            inline.push(TableConstraint {
                name,
                kind,
                suffix: Vec::new(),
                comments: Vec::new(),
            });
            index_name = None;
        }
        let index_name = index_name.unwrap_or_else(|| {
            let base = constraint
                .name
                .clone()
                .unwrap_or_else(|| format!("{}_{}", table.name.name, columns.join("_")));
            Ident(self.relation_name(&table.name, &format!("{base}_NULLS"), constraint.origin))
        });
        after.push(unique_with_nulls(
            index_name,
            pg_table.clone(),
            all_columns
                .into_iter()
                .map(|column| (Expr::name(column), false))
                .collect(),
            idents(columns).into_iter().map(Expr::name).collect(),
        ));
    }

    fn check_cannot_wait(&mut self, table: &Table, constraint: &Constraint) {
        if constraint.deferrable {
            self.report(
                Code::DEFERRED_CONSTRAINT,
                constraint.origin,
                format!(
                    "{} of table {} is checked at once: PostgreSQL cannot defer it",
                    describe(constraint),
                    table.name
                ),
            );
        }
    }

    /// Foreign keys, and checks that old rows need not satisfy: each an object of its own after all tables.
    pub(super) fn later_constraints(&mut self, table: &Table) {
        for constraint in &table.constraints {
            let is_late = match &constraint.kind {
                ConstraintKind::ForeignKey { .. } => true,
                ConstraintKind::Check { .. } => constraint.enabled && spares_old_rows(table, constraint),
                ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => false,
            };
            if !is_late {
                continue;
            }
            let label = constraint.name.clone().unwrap_or_else(|| describe(constraint));
            self.begin(
                ObjectKind::Constraint,
                &format!("{}.{label}", table.name),
                self.pg_name(&table.name),
                Phase::Constraints,
                constraint.origin,
            );
            self.depend(table.name.clone());
            if self.is_enforced(table, constraint) {
                self.late_constraint(table, constraint);
            }
            self.end();
        }
    }

    fn late_constraint(&mut self, table: &Table, constraint: &Constraint) {
        let mut suffix = Vec::new();
        let kind = match &constraint.kind {
            ConstraintKind::ForeignKey {
                columns,
                table: target,
                referenced,
                on_delete,
            } => {
                suffix.extend(deferrable_words(constraint));
                self.foreign_key(table, constraint, columns, target, referenced, *on_delete)
            }
            ConstraintKind::Check { condition } => {
                let lowered = self.expressions.lower_condition(condition, &table.name);
                self.check_cannot_wait(table, constraint);
                self.absorb(lowered).map(plconv_pg::ConstraintKind::Check)
            }
            ConstraintKind::PrimaryKey { .. } | ConstraintKind::Unique { .. } => None,
        };
        let is_foreign_key = matches!(constraint.kind, ConstraintKind::ForeignKey { .. });
        let cannot =
            is_foreign_key && self.partitioned.contains(&table.name) && self.policy.target_version < 18;
        let unchecked = spares_old_rows(table, constraint);
        if unchecked && cannot {
            self.report(
                Code::OLD_ROWS_CHECKED,
                constraint.origin,
                format!(
                    "NOVALIDATE of {}: old rows of the partitioned table {} must satisfy it",
                    describe(constraint),
                    table.name
                ),
            );
        } else if unchecked {
            suffix.push("NOT VALID");
        }
        if let Some(kind) = kind {
            let name = constraint.name.as_deref().map(column_ident);
            let table = self.pg_name(&table.name);
            self.emit(Statement::AddConstraint {
                table,
                constraint: TableConstraint {
                    name,
                    kind,
                    suffix,
                    comments: Vec::new(),
                },
            });
        }
    }

    fn foreign_key(
        &mut self,
        table: &Table,
        constraint: &Constraint,
        columns: &[String],
        target: &ObjectName,
        referenced: &[String],
        on_delete: OnDelete,
    ) -> Option<plconv_pg::ConstraintKind> {
        let Some(key) = self.find_table(target, &table.name) else {
            self.report(
                Code::UNKNOWN_TABLE,
                constraint.origin,
                format!(
                    "{} left out: table {target} is declared nowhere in the tree",
                    describe(constraint)
                ),
            );
            return None;
        };
        self.depend(key.clone());
        let parent = self.catalog.tables.get(&key)?;
        if table.temporary.is_some() || parent.temporary.is_some() {
            self.report(
                Code::TEMPORARY_TABLE,
                constraint.origin,
                format!("{} left out: it is about a temporary table", describe(constraint)),
            );
            return None;
        }
        let referenced: Vec<String> = if referenced.is_empty() {
            parent.primary_key().to_vec()
        } else {
            referenced.to_vec()
        };
        let has_key = parent.constraints.iter().any(|key| {
            is_carried(parent, key)
                && match &key.kind {
                    ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns } => {
                        same_set(columns, &referenced)
                    }
                    ConstraintKind::ForeignKey { .. } | ConstraintKind::Check { .. } => false,
                }
        });
        if !has_key {
            self.report(
                Code::UNSUPPORTED_CLAUSE,
                constraint.origin,
                format!(
                    "{} left out: {key} has no enabled key on ({})",
                    describe(constraint),
                    referenced.join(", ")
                ),
            );
            return None;
        }
        Some(plconv_pg::ConstraintKind::ForeignKey {
            columns: idents(columns),
            table: self.pg_name(&key),
            referenced: idents(&referenced),
            on_delete: match on_delete {
                OnDelete::NoAction => "",
                OnDelete::Cascade => "ON DELETE CASCADE",
                OnDelete::SetNull => "ON DELETE SET NULL",
            },
        })
    }
}

/// Whether there may be rows that a constraint with NOVALIDATE does not check: a table is created without rows.
fn spares_old_rows(table: &Table, constraint: &Constraint) -> bool {
    let with_table = constraint.origin.unit == table.origin.unit && table.as_query.is_none();
    !constraint.validated && !with_table
}

/// An index that compares NULLs as equal and leaves out rows whose values in `nullable` are all NULL, when there are any.
pub(super) fn unique_with_nulls(
    name: Ident,
    table: QualifiedName,
    keys: Vec<(Expr, bool)>,
    nullable: Vec<Expr>,
) -> Statement {
    let all_null = Expr::all(nullable.into_iter().map(|column| column.is_null(false)).collect());
    Statement::CreateIndex(Box::new(CreateIndex {
        name,
        table,
        unique: true,
        method: None,
        keys,
        nulls_not_distinct: true,
        condition: all_null.map(|all_null| Expr::Unary("NOT", Box::new(all_null))),
    }))
}

/// The first column of a key that its table is known not to have.
fn unknown_column<'c>(table: &Table, constraint: &'c Constraint) -> Option<&'c String> {
    let columns = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns }
        | ConstraintKind::Unique { columns }
        | ConstraintKind::ForeignKey { columns, .. } => columns,
        ConstraintKind::Check { .. } => return None,
    };
    columns.iter().find(|column| lacks_column(table, column))
}

/// Whether all columns of a table are known and this is none of them.
pub(super) fn lacks_column(table: &Table, column: &str) -> bool {
    let listed = table.of_type.is_none() && table.as_query.is_none() && !table.columns.is_empty();
    listed && table.column(column).is_none()
}

/// Whether a constraint is there in PostgreSQL.
pub(super) fn is_carried(table: &Table, constraint: &Constraint) -> bool {
    constraint.enabled && unknown_column(table, constraint).is_none()
}

pub(super) fn is_nullable(table: &Table, column: &str) -> bool {
    !table.column(column).is_some_and(|column| column.not_null)
}

fn deferrable_words(constraint: &Constraint) -> Vec<&'static str> {
    match (constraint.deferrable, constraint.initially_deferred) {
        (true, true) => vec!["DEFERRABLE INITIALLY DEFERRED"],
        (true, false) => vec!["DEFERRABLE"],
        (false, _) => Vec::new(),
    }
}

fn same_set(left: &[String], right: &[String]) -> bool {
    left.len() == right.len() && left.iter().all(|column| right.contains(column))
}

/// What messages call a constraint.
fn describe(constraint: &Constraint) -> String {
    let (kind, columns) = match &constraint.kind {
        ConstraintKind::PrimaryKey { columns } => ("primary key", columns.join(", ")),
        ConstraintKind::Unique { columns } => ("unique key", columns.join(", ")),
        ConstraintKind::ForeignKey { columns, .. } => ("foreign key", columns.join(", ")),
        ConstraintKind::Check { condition } => ("check", condition.text.clone()),
    };
    match &constraint.name {
        Some(name) => format!("{kind} {name}"),
        None => format!("{kind} ({columns})"),
    }
}
