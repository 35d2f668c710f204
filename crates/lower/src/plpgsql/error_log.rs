//! INSERT with LOG ERRORS: the rows are inserted one by one, and an error becomes a row of the log.
//! SQL Language Reference, "INSERT", error_logging_clause; Database Administrator's Guide, "Error Logging Table Format".

use crate::context::Lowering;
use crate::naming::identifier;
use plconv_diagnostics::Code;
use plconv_hir::dml::{ErrorLog, Insert, InsertSource, RejectLimit, Value};
use plconv_hir::expr::{Expr, ExprKind, VariableKind, VariableRef};
use plconv_hir::query::{Query, QueryBody};
use plconv_hir::resolve::converted_into;
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, TypeName};

/// Classes of errors that end the statement: they are none of the row.
const OF_STATEMENT: &str =
    "left(SQLSTATE, 2) IN ('0A', '25', '40', '42', '53', '54', '55', '57', '58', 'XX')";

/// The row being inserted: its values before they get the types of the columns.
struct Row {
    query: pg::Query,
    columns: Vec<String>,
    types: Vec<Type>,
}

impl Lowering<'_> {
    pub(super) fn insert_with_error_log(&mut self, insert: &Insert) -> Vec<PlStatement> {
        let Some(log) = &insert.error_log else {
            return Vec::new();
        };
        if !self.program.catalog.tables.contains_key(&insert.table) {
            self.report(
                Code::UNSUPPORTED_STATEMENT,
                insert.span,
                "LOG ERRORS of what is no table of the tree is not carried over",
            );
            return vec![self.refused_statement("LOG ERRORS")];
        }
        self.report(
            Code::ERROR_LOG,
            insert.span,
            "the rows are inserted one by one; those of the error log are lost when the transaction is rolled back or the \
             REJECT LIMIT is exceeded, and errors of expressions in the query are not logged",
        );
        let row = match &insert.source {
            InsertSource::Query(query) => self.row_of_query(insert, query),
            InsertSource::Values(rows) => self.row_of_values(insert, rows.first().map_or(&[], Vec::as_slice)),
            InsertSource::Record(_) => return vec![self.refused_statement("LOG ERRORS")],
        };
        let variable = self.temporary("new_row", TypeName::builtin("record"));
        let inserted = self.inserted_row(insert, &row, &variable);
        let inserted = match inserted {
            Ok(statement) => statement,
            Err(refused) => return vec![self.refused_statement(&refused)],
        };
        let count = self.row_count();
        let mut tried: Vec<PlStatement> = vec![PlKind::Sql(Box::new(inserted)).into()];
        tried.extend(count.as_ref().map(|count| increased(count.clone())));
        let mut statements: Vec<PlStatement> = Vec::new();
        statements.extend(count.map(|count| PlKind::Assign(count, pg::Expr::number("0")).into()));
        let handler = self.rejected_row(log, &row, &variable, &mut statements);
        let tried = pg::Block {
            statements: tried,
            handlers: vec![handler],
            ..pg::Block::default()
        };
        statements.push(
            PlKind::ForQuery {
                label: None,
                variable,
                query: Box::new(row.query),
                body: vec![PlKind::Block(Box::new(tried)).into()],
            }
            .into(),
        );
        statements
    }

    fn row_of_query(&mut self, insert: &Insert, query: &Query) -> Row {
        let mut query = query.clone();
        // The conversion to the type of a column is part of what may fail for a row.
        if let QueryBody::Block(block) = &mut query.body {
            for (item, column) in block.items.iter_mut().zip(&mut query.columns) {
                item.expr = unconverted(&item.expr);
                column.ty = item.expr.ty.clone();
            }
        }
        let types = query.columns.iter().map(|column| column.ty.clone()).collect();
        let lowered = self.lower_query(&query);
        Row {
            query: named(lowered, &insert.columns),
            columns: insert.columns.clone(),
            types,
        }
    }

    /// DEFAULT is left to the column.
    fn row_of_values(&mut self, insert: &Insert, values: &[Value]) -> Row {
        let mut row = Row {
            query: pg::Query::default(),
            columns: Vec::new(),
            types: Vec::new(),
        };
        let mut select = pg::Select::default();
        for (column, value) in insert.columns.iter().zip(values) {
            if let Value::Expr(value) = value {
                let value = unconverted(value);
                select.items.push(pg::SelectItem {
                    expr: self.lower_sql_expr(&value),
                    alias: Some(Ident(identifier(column))),
                });
                row.columns.push(column.clone());
                row.types.push(value.ty);
            }
        }
        row.query.body = pg::QueryBody::Select(Box::new(select));
        row
    }

    /// INSERT of one row.
    fn inserted_row(
        &mut self,
        insert: &Insert,
        row: &Row,
        variable: &Ident,
    ) -> Result<pg::Statement, String> {
        let values = self.values_of(row, variable, |value, column| {
            let field = insert.table_columns.iter().find(|field| field.name == column);
            match field {
                Some(field) => converted_into(value, &field.ty),
                None => value,
            }
        });
        let single = Insert {
            columns: row.columns.clone(),
            source: InsertSource::Values(vec![values.into_iter().map(Value::Expr).collect()]),
            error_log: None,
            ..insert.clone()
        };
        let lowered = self.insert(&single, None);
        self.forget_values(row);
        lowered
    }

    /// The values of the row, as variables.
    fn values_of(
        &mut self,
        row: &Row,
        variable: &Ident,
        mut change: impl FnMut(Expr, &str) -> Expr,
    ) -> Vec<Expr> {
        let mut values = Vec::new();
        for (column, ty) in row.columns.iter().zip(&row.types) {
            let name = value_name(column);
            let place = pg::Expr::qualified(variable.0.clone(), identifier(column));
            self.renamed.insert(name.clone(), place);
            let kind = ExprKind::Variable(VariableRef {
                name,
                kind: VariableKind::Variable,
                qualifier: None,
                routine_depth: 0,
            });
            let value = Expr::synthetic(kind, ty.clone(), Nullability::Nullable);
            values.push(change(value, column));
        }
        values
    }

    fn forget_values(&mut self, row: &Row) {
        for column in &row.columns {
            self.renamed.remove(&value_name(column));
        }
    }

    /// The handler of a row; before the loop, what it counts.
    fn rejected_row(
        &mut self,
        log: &ErrorLog,
        row: &Row,
        variable: &Ident,
        before: &mut Vec<PlStatement>,
    ) -> pg::Handler {
        let mut statements = Vec::new();
        let mut ends = pg::Expr::Token(OF_STATEMENT.to_owned());
        if let RejectLimit::Errors(limit) = &log.limit {
            let rejected = pg::Expr::name(self.temporary("rejected_rows", TypeName::builtin("integer")));
            before.push(PlKind::Assign(rejected.clone(), pg::Expr::number("0")).into());
            statements.push(increased(rejected.clone()));
            let limit = match limit {
                Some(limit) => self.lower_expr(limit),
                None => pg::Expr::number("0"),
            };
            ends = rejected.binary(">", limit).binary("OR", ends);
        }
        let again = PlKind::Raise(pg::Raise::default()).into();
        statements.push(PlKind::If(vec![(ends, vec![again])], None).into());
        let context = pg::Expr::name(self.temporary("error_context", TypeName::builtin("text")));
        statements.push(PlKind::GetDiagnostics(true, vec![(context.clone(), "PG_EXCEPTION_CONTEXT")]).into());
        let told = || {
            let state = pg::Expr::Token("SQLSTATE".to_owned());
            vec![state, pg::Expr::Token("SQLERRM".to_owned()), context.clone()]
        };
        let number = self.runtime("sqlcode", told());
        let message = self.runtime("sqlerrm", told());
        let tag = match &log.tag {
            Some(tag) => self.argument_as(tag, &Type::VARCHAR2),
            None => pg::Expr::null(),
        };
        let names = row
            .columns
            .iter()
            .map(|column| pg::Expr::text(identifier(column)));
        let names = pg::Expr::Array(names.collect());
        let values = self.values_of(row, variable, |value, _| value);
        let texts = values
            .iter()
            .map(|value| {
                self.argument_as(value, &Type::VARCHAR2)
                    .cast(TypeName::builtin("text"))
            })
            .collect();
        self.forget_values(row);
        self.runtime.insert("log_row_error");
        let procedure = pg::QualifiedName::new(Some(&self.policy.runtime_schema), "log_row_error");
        let table = pg::Expr::text(self.object_name(&log.table).to_string());
        let args = vec![
            table,
            number,
            message,
            pg::Expr::text("I"),
            tag,
            names,
            pg::Expr::Array(texts),
        ];
        statements.push(PlKind::Call(procedure, args).into());
        pg::Handler {
            conditions: vec!["OTHERS".to_owned()],
            statements,
            comments: pg::Comments::default(),
        }
    }
}

/// What a value of the row is called while it is lowered.
fn value_name(column: &str) -> String {
    format!("PLCONV_VALUE_OF_{column}")
}

fn increased(place: pg::Expr) -> PlStatement {
    PlKind::Assign(place.clone(), place.binary("+", pg::Expr::number("1"))).into()
}

/// A value before it was converted to the type of its column.
fn unconverted(value: &Expr) -> Expr {
    match &value.kind {
        ExprKind::Convert {
            operand,
            implicit: true,
        } => (**operand).clone(),
        _ => value.clone(),
    }
}

/// A query whose columns have these names.
fn named(query: pg::Query, columns: &[String]) -> pg::Query {
    let source = pg::FromItem::Query {
        lateral: false,
        query: Box::new(query),
        alias: Ident::from("source"),
        columns: columns.iter().map(|column| Ident(identifier(column))).collect(),
    };
    let all = pg::SelectItem {
        expr: pg::Expr::Token("*".to_owned()),
        alias: None,
    };
    pg::Query {
        body: pg::QueryBody::Select(Box::new(pg::Select {
            items: vec![all],
            from: vec![source],
            ..pg::Select::default()
        })),
        ..pg::Query::default()
    }
}
