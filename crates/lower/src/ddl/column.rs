//! Columns.

use super::Ddl;
use crate::naming::identifier;
use plconv_catalog::type_map::{TypeChoices, postgres_type};
use plconv_catalog::{Catalog, Column, ConstraintKind, DataType, ObjectName, Table};
use plconv_db::Policy;
use plconv_diagnostics::Code;
use plconv_pg::{Ident, TypeName};
use std::collections::BTreeSet;

/// Columns that must be integers although the type map says numeric: identity columns, since PostgreSQL has identity
/// for integer types only, and the foreign keys that refer to integers, since PostgreSQL compares numeric with bigint
/// only by the operators of numeric, which the index of the key does not have.
pub(super) fn integer_columns(catalog: &Catalog, policy: &Policy) -> BTreeSet<(ObjectName, String)> {
    let choices = TypeChoices {
        integers: policy.types.integers,
    };
    let mut integers: BTreeSet<(ObjectName, String)> = BTreeSet::new();
    for (name, table) in &catalog.tables {
        for column in &table.columns {
            let mapped = postgres_type(&column.data_type, &choices);
            let is_integer = mapped.is_some_and(|ty| matches!(ty.name, "smallint" | "integer" | "bigint"));
            if column.identity.is_some() || is_integer {
                integers.insert((name.clone(), column.name.clone()));
            }
        }
    }
    loop {
        let mut added = Vec::new();
        for (name, table) in &catalog.tables {
            for constraint in &table.constraints {
                let ConstraintKind::ForeignKey {
                    columns,
                    table: target,
                    referenced,
                    ..
                } = &constraint.kind
                else {
                    continue;
                };
                let Some((key, parent)) = catalog.referenced_table(target, name) else {
                    continue;
                };
                let referenced = if referenced.is_empty() {
                    parent.primary_key()
                } else {
                    referenced
                };
                for (column, parent_column) in columns.iter().zip(referenced) {
                    let own = (name.clone(), column.clone());
                    if integers.contains(&(key.clone(), parent_column.clone())) && !integers.contains(&own) {
                        added.push(own);
                    }
                }
            }
        }
        if added.is_empty() {
            return integers;
        }
        integers.extend(added);
    }
}

impl Ddl<'_> {
    /// One column. A computed column that PostgreSQL cannot generate is filled by a trigger.
    pub(super) fn column(&mut self, table: &Table, column: &Column) -> plconv_pg::Column {
        let what = format!("column {} of table {}", column.name, table.name);
        let mut result = plconv_pg::Column {
            name: Ident(identifier(&column.name)),
            ty: TypeName::builtin("text"),
            collation: None,
            default: None,
            identity: None,
            generated: None,
            not_null_name: None,
            not_null: column.not_null,
            comments: Vec::new(),
        };
        let mut derived_type = None;
        if let Some(expression) = &column.virtual_expression {
            let lowered = self.expressions.lower_value(expression, &table.name);
            let immutable = lowered.immutable;
            derived_type.clone_from(&lowered.ty);
            let value = self.absorb(lowered);
            match (&value, immutable) {
                (Some(_), true) => result.generated = value,
                (Some(_), false) => self.report(
                    Code::VIRTUAL_COLUMN,
                    expression.origin,
                    format!("{what}: the expression is not immutable; a trigger computes the value when a row is written"),
                ),
                (None, _) => self.report(
                    Code::VIRTUAL_COLUMN,
                    expression.origin,
                    format!("{what}: the expression could not be carried over; the column stays NULL"),
                ),
            }
        }
        result.ty = match (&column.data_type, derived_type) {
            (DataType::Unknown(_), Some(derived)) => derived,
            _ if self
                .integer_columns
                .contains(&(table.name.clone(), column.name.clone())) =>
            {
                self.integer_type(&column.data_type)
            }
            (data_type, _) => self.type_of(data_type, &what, column.origin),
        };
        if column.data_type.is_character() {
            self.binary_collation(column, &mut result);
            self.note_blanks(column, &result);
        }
        if let Some(identity) = &column.identity {
            let kind = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
            let options = self.sequence_options(&identity.options, &what, column.origin);
            let options = if options.is_empty() {
                String::new()
            } else {
                format!(" ({})", options.join(" "))
            };
            result.identity = Some(format!("GENERATED {kind} AS IDENTITY{options}"));
        } else if let Some(default) = &column.default {
            let lowered = self.expressions.lower_default(default, &table.name, column);
            result.default = self.absorb(lowered);
        }
        if column.not_null {
            result.not_null_name = column
                .not_null_name
                .as_deref()
                .map(|name| Ident(identifier(name)));
        }
        if column.invisible {
            self.report(
                Code::INVISIBLE_COLUMN,
                column.origin,
                format!("{what} is visible in PostgreSQL; it is the last one, and queries of the tree list columns"),
            );
        }
        result
    }

    fn integer_type(&self, data_type: &DataType) -> TypeName {
        let choices = TypeChoices {
            integers: self.policy.types.integers,
        };
        match postgres_type(data_type, &choices) {
            Some(ty) if matches!(ty.name, "smallint" | "integer") => TypeName::builtin(ty.name),
            _ => TypeName::builtin("bigint"),
        }
    }

    /// Says once that PostgreSQL cuts off blanks where Oracle raises an error.
    fn note_blanks(&mut self, column: &Column, lowered: &plconv_pg::Column) {
        if lowered.ty.text == "varchar" && !std::mem::replace(&mut self.blanks_reported, true) {
            self.report_about_tree(
                Code::BLANKS_BEYOND_LIMIT,
                column.origin,
                "a text that is too long only by blanks loses them in a varchar; Oracle raises ORA-12899 or ORA-06502",
            );
        }
    }

    /// NLS_SORT = BINARY, Oracle's default, compares bytes.
    fn binary_collation(&mut self, column: &Column, result: &mut plconv_pg::Column) {
        result.collation = Some(Ident("C".to_owned()));
        if !std::mem::replace(&mut self.collation_reported, true) {
            self.report_about_tree(
                Code::COLLATION,
                column.origin,
                "text columns compare by bytes (collation \"C\"), as with Oracle's default NLS_SORT = BINARY",
            );
        }
    }
}
