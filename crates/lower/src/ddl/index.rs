//! Indexes.

use super::constraint::{is_carried, is_nullable, lacks_column, unique_with_nulls};
use super::names::schema_of;
use super::table::column_ident;
use super::{Ddl, ObjectKind, Phase};
use plconv_catalog::{ConstraintKind, Index, IndexColumn, ObjectName, Table};
use plconv_diagnostics::Code;
use plconv_pg::{CreateIndex, Expr, Ident, QualifiedName, Statement};

impl Ddl<'_> {
    pub(super) fn indexes(&mut self) {
        for (name, index) in &self.catalog.indexes {
            let pg_name = self.pg_name(name);
            self.begin(
                ObjectKind::Index,
                &name.to_string(),
                pg_name,
                Phase::Indexes,
                index.origin,
            );
            self.index(name, index);
            self.end();
        }
    }

    fn index(&mut self, name: &ObjectName, index: &Index) {
        self.report_physical(&index.physical, index.origin);
        if !self.has_counterpart(name, index) {
            return;
        }
        let table = self.catalog.tables.get(&index.table);
        if let Some(table) = table
            && let Some(key) = key_of_same_columns(table, index)
        {
            self.report(
                Code::REDUNDANT_INDEX,
                index.origin,
                format!("index {name} has the columns of {key}, whose own index serves for it"),
            );
            return;
        }
        self.depend(index.table.clone());
        let Some(keys) = self.index_keys(name, index) else {
            return;
        };
        let index_name = Ident(self.relation_name(&index.table, &name.name, index.origin));
        let schema = schema_of(&index.table, self.policy);
        if let Some(current) = &mut self.current {
            current.object.pg_name = QualifiedName::new(schema.as_deref(), index_name.clone());
        }
        self.index_names.insert(name.clone(), index_name.0.clone());
        let pg_table = match table {
            Some(table) if table.temporary.is_some() && self.temporary_is_view() => {
                self.derived_name(&table.name, "__rows")
            }
            Some(_) | None => self.pg_name(&index.table),
        };
        if index.unique && self.needs_null_rule(table, index) {
            self.report(
                Code::UNIQUE_WITH_NULLS,
                index.origin,
                format!("unique index {name} has keys that may be NULL: NULLs in it compare as equal"),
            );
            // A constant puts the rows whose other keys are NULL into the index too.
            let nullable = if index.columns.iter().any(is_constant) {
                Vec::new()
            } else {
                keys.iter().map(|(key, _)| key.clone()).collect()
            };
            self.emit(unique_with_nulls(index_name, pg_table, keys, nullable));
            return;
        }
        self.emit(Statement::CreateIndex(Box::new(CreateIndex {
            name: index_name,
            table: pg_table,
            unique: index.unique,
            method: None,
            keys,
            nulls_not_distinct: false,
            condition: None,
        })));
    }

    /// Whether the index is carried over at all; says what happens to its kind.
    fn has_counterpart(&mut self, name: &ObjectName, index: &Index) -> bool {
        let has_flag = |flag: &str| index.flags.iter().any(|known| known == flag);
        if let Some(indextype) = &index.index_type {
            let what = format!("index {name} of type {indextype} left out");
            let help = match indextype.name.as_str() {
                "CONTEXT" | "CONTEXT_V2" | "CTXCAT" | "CTXRULE" => {
                    "use a GIN index over to_tsvector, or pg_trgm"
                }
                "SPATIAL_INDEX" | "SPATIAL_INDEX_V2" => "use a GiST index of PostGIS",
                _ => "its operators have no counterpart",
            };
            self.report(Code::DOMAIN_INDEX, index.origin, format!("{what}: {help}"));
            return false;
        }
        if has_flag("CLUSTER") {
            self.report(
                Code::ORGANIZATION_DROPPED,
                index.origin,
                format!("cluster index {name} left out"),
            );
            return false;
        }
        if has_flag("BITMAP JOIN") {
            self.report(
                Code::BITMAP_INDEX,
                index.origin,
                format!("bitmap join index {name} left out"),
            );
            return false;
        }
        let relation_exists = self.catalog.tables.contains_key(&index.table)
            || self.catalog.materialized_views.contains_key(&index.table);
        if !relation_exists {
            self.report(
                Code::UNKNOWN_TABLE,
                index.origin,
                format!(
                    "index {name} left out: table {} is declared nowhere in the tree",
                    index.table
                ),
            );
            return false;
        }
        if index.bitmap {
            self.report(
                Code::BITMAP_INDEX,
                index.origin,
                format!("bitmap index {name} became a B-tree index"),
            );
        }
        if index.reverse {
            self.report(
                Code::REVERSE_INDEX,
                index.origin,
                format!("reverse key index {name} became a plain one"),
            );
        }
        for flag in index
            .flags
            .iter()
            .filter(|flag| matches!(flag.as_str(), "INVISIBLE" | "UNUSABLE"))
        {
            self.report(
                Code::STORAGE_CLAUSE_DROPPED,
                index.origin,
                format!("index {name} is {flag} in Oracle; PostgreSQL maintains and uses it"),
            );
        }
        true
    }

    /// The keys without constants: `(column, 0)` is how NULLs get into an Oracle index, PostgreSQL indexes them anyway.
    fn index_keys(&mut self, name: &ObjectName, index: &Index) -> Option<Vec<(Expr, bool)>> {
        let mut keys = Vec::new();
        for column in &index.columns {
            if is_constant(column) {
                continue;
            }
            if let Some(column_name) = &column.column {
                let table = self.catalog.tables.get(&index.table);
                let unknown = table.is_some_and(|table| lacks_column(table, column_name));
                if unknown {
                    let message = format!(
                        "index {name} left out: {} has no column {column_name}",
                        index.table
                    );
                    self.report(Code::UNKNOWN_COLUMN, index.origin, message);
                    return None;
                }
                keys.push((Expr::name(column_ident(column_name)), column.descending));
                continue;
            }
            let lowered = self.expressions.lower_value(&column.expression, &index.table);
            let immutable = lowered.immutable;
            let value = self.absorb(lowered);
            match value {
                Some(value) if immutable => keys.push((value, column.descending)),
                refused @ (Some(_) | None) => {
                    let why = if refused.is_some() {
                        "is not immutable in PostgreSQL"
                    } else {
                        "could not be carried over"
                    };
                    let loss = if index.unique {
                        ", and uniqueness is not enforced"
                    } else {
                        ""
                    };
                    self.report(
                        Code::FUNCTION_INDEX,
                        column.expression.origin,
                        format!("index {name} left out: {} {why}{loss}", column.expression.text),
                    );
                    return None;
                }
            }
        }
        (!keys.is_empty()).then_some(keys)
    }

    /// Keys of several columns that may all be NULL, and partly NULL keys.
    fn needs_null_rule(&self, table: Option<&Table>, index: &Index) -> bool {
        let keys: Vec<&IndexColumn> = index
            .columns
            .iter()
            .filter(|column| !is_constant(column))
            .collect();
        let may_be_null = |column: &&IndexColumn| match (table, &column.column) {
            (Some(table), Some(name)) => is_nullable(table, name),
            _ => true,
        };
        // With a constant in the key NULLs are compared even in a single column.
        let has_constant = keys.len() < index.columns.len();
        (keys.len() > 1 || has_constant) && keys.iter().any(may_be_null)
    }
}

fn is_constant(column: &IndexColumn) -> bool {
    let text = column.expression.text.trim();
    column.column.is_none()
        && (text.starts_with('\'') && text.ends_with('\'') && !text.trim_matches('\'').contains('\'')
            || text.parse::<f64>().is_ok())
}

/// The enabled key whose own index makes this one superfluous.
fn key_of_same_columns(table: &Table, index: &Index) -> Option<String> {
    let columns: Vec<&String> = index
        .columns
        .iter()
        .filter_map(|column| column.column.as_ref())
        .collect();
    if columns.len() != index.columns.len() || index.columns.iter().any(|column| column.descending) {
        return None;
    }
    table
        .constraints
        .iter()
        .filter(|constraint| is_carried(table, constraint))
        .find_map(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey { columns: key } | ConstraintKind::Unique { columns: key }
                if key.iter().eq(columns.iter().copied()) =>
            {
                Some(
                    constraint
                        .name
                        .clone()
                        .unwrap_or_else(|| format!("key ({})", key.join(", "))),
                )
            }
            ConstraintKind::PrimaryKey { .. }
            | ConstraintKind::Unique { .. }
            | ConstraintKind::ForeignKey { .. }
            | ConstraintKind::Check { .. } => None,
        })
}
