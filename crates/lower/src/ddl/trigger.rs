//! What a table needs triggers for: DEFAULT ON NULL, computed columns that are not immutable, READ ONLY.

use super::table::{column_ident, quoted_owner};
use super::{Ddl, ObjectKind, Phase};
use plconv_catalog::{Column, Table};
use plconv_diagnostics::Code;
use plconv_pg::{Expr, PrintOptions, Statement, dollar_quote, print_expr, quote_literal};

impl Ddl<'_> {
    pub(super) fn table_triggers(&mut self, table: &Table) {
        if table.temporary.is_some() {
            return;
        }
        let pg_name = self.pg_name(&table.name);
        let name = format!("{} (triggers)", table.name);
        self.begin(
            ObjectKind::TableTriggers,
            &name,
            pg_name,
            Phase::Triggers,
            table.origin,
        );
        self.depend(table.name.clone());
        self.default_on_null(table);
        self.computed_columns(table);
        let is_empty = self
            .current
            .as_ref()
            .is_none_or(|current| current.object.statements.is_empty());
        if is_empty {
            self.current = None;
        } else {
            self.end();
        }
        if table.read_only {
            self.begin(
                ObjectKind::ReadOnlyTrigger,
                &format!("{} (read only)", table.name),
                self.pg_name(&table.name),
                Phase::Triggers,
                table.read_only_since.unwrap_or(table.origin),
            );
            self.depend(table.name.clone());
            self.read_only(table);
            self.end();
        }
    }

    fn default_on_null(&mut self, table: &Table) {
        let mut assignments = Vec::new();
        for column in &table.columns {
            let ident = column_ident(&column.name);
            if let Some(value) = self.value_for_null(table, column) {
                assignments.push(format!("  NEW.{ident} := coalesce(NEW.{ident}, {value});\n"));
                self.report(
                    Code::DEFAULT_ON_NULL,
                    column.origin,
                    format!(
                        "a trigger puts the default of column {} in place of NULL",
                        column.name
                    ),
                );
            }
        }
        if !assignments.is_empty() {
            // Triggers fire in the order of their names; the values must be there before those of the tree fire.
            self.row_trigger(table, "default_on_null", "a__", "INSERT", &assignments.concat());
        }
    }

    fn value_for_null(&mut self, table: &Table, column: &Column) -> Option<String> {
        if column.identity.as_ref().is_some_and(|identity| identity.on_null) {
            let pg_table = quote_literal(&self.pg_name(&table.name).to_string());
            let name = quote_literal(&column_ident(&column.name).0);
            return Some(format!("nextval(pg_get_serial_sequence({pg_table}, {name}))"));
        }
        if !column.default_on_null {
            return None;
        }
        let default = column.default.as_ref()?;
        let mut lowered = self.expressions.lower_default(default, &table.name, column);
        // The table's own DEFAULT reported them.
        lowered.diagnostics.clear();
        let value = self.absorb(lowered)?;
        Some(one_line(&value))
    }

    fn computed_columns(&mut self, table: &Table) {
        let mut assignments = Vec::new();
        for column in &table.columns {
            let Some(expression) = &column.virtual_expression else {
                continue;
            };
            let mut lowered = self.expressions.lower_value(expression, &table.name);
            if lowered.immutable {
                continue;
            }
            lowered.diagnostics.clear();
            if let Some(value) = self.absorb(lowered) {
                // The row under the table's own name, since the expression may qualify its columns.
                let alias = column_ident(&table.name.name);
                assignments.push(format!(
                    "  NEW.{} := (SELECT {} FROM (SELECT NEW.*) AS {alias});\n",
                    column_ident(&column.name),
                    one_line(&value),
                ));
            }
        }
        if !assignments.is_empty() {
            self.row_trigger(
                table,
                "computed",
                "zz__",
                "INSERT OR UPDATE",
                &assignments.concat(),
            );
        }
    }

    fn row_trigger(&mut self, table: &Table, what: &str, order: &str, events: &str, body: &str) {
        let function = self.derived_name(&table.name, &format!("__{what}"));
        let pg_table = self.pg_name(&table.name);
        let trigger = crate::naming::shorten(&format!("{order}{}", function.last()));
        self.emit(Statement::Raw(format!(
            "CREATE FUNCTION {function}() RETURNS trigger\nLANGUAGE plpgsql AS {}",
            dollar_quote(&format!("BEGIN\n{body}  RETURN NEW;\nEND")),
        )));
        self.emit(Statement::Raw(format!(
            "CREATE TRIGGER {} BEFORE {events} ON {pg_table}\n  FOR EACH ROW EXECUTE FUNCTION {function}()",
            plconv_pg::Ident(trigger),
        )));
    }

    /// ORA-12081 for every change of rows.
    fn read_only(&mut self, table: &Table) {
        let function = self.derived_name(&table.name, "__read_only");
        let pg_table = self.pg_name(&table.name);
        let states = plconv_runtime::sqlstate::sqlstates_for_oracle_error(-12081);
        let state = states.first().cloned().unwrap_or_default();
        let message = quote_literal(&format!(
            "ORA-12081: update operation not allowed on table {}",
            quoted_owner(&table.name)
        ));
        self.emit(Statement::Raw(format!(
            "CREATE FUNCTION {function}() RETURNS trigger\nLANGUAGE plpgsql AS {}",
            dollar_quote(&format!(
                "BEGIN\n  RAISE EXCEPTION USING ERRCODE = {}, MESSAGE = {message};\nEND",
                quote_literal(&state)
            )),
        )));
        self.emit(Statement::Raw(format!(
            "CREATE TRIGGER {} BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {pg_table}\n  FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
            plconv_pg::Ident(function.last().to_owned()),
        )));
    }
}

/// An expression on one line.
pub(super) fn one_line(value: &Expr) -> String {
    print_expr(value, PrintOptions { width: 100_000 })
        .trim()
        .to_owned()
}
