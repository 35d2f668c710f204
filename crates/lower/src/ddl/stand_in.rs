//! Views that raise when they are read: what stands for a view that PostgreSQL cannot create.

use super::{Ddl, DdlObject, ObjectKind, QueryColumn};
use crate::naming::identifier;
use plconv_catalog::ObjectName;
use plconv_pg::{
    Block, CreateView, Expr, FromItem, Handler, Ident, PlKind, PlStatement, Query, QueryBody, Raise, Select,
    SelectItem, Statement, TypeName,
};

/// How PostgreSQL says that a query names what is not there, and everything that follows from an unknown type.
const REFUSALS: &[&str] = &[
    "syntax_error_or_access_rule_violation",
    "invalid_schema_name",
    "feature_not_supported",
];

/// What a view raises that stands for another: the last number of RAISE_APPLICATION_ERROR.
const NOT_VALID: i32 = -20_999;

impl Ddl<'_> {
    /// Writes a view that raises, with its query in a comment.
    pub(super) fn stub_query(
        &mut self,
        name: &ObjectName,
        source: &str,
        aliases: &[String],
        columns: &[QueryColumn],
    ) {
        let mut lines = vec!["The query could not be carried over:".to_owned()];
        lines.extend(source.lines().map(str::to_owned));
        self.emit(Statement::Remark(lines));
        let view = self.raising_view(name, aliases, columns, "could not be carried over", "");
        self.emit(Statement::CreateView(view));
        self.uses_raise();
    }

    /// A view with the columns of a query that raises when it is read.
    pub(super) fn raising_view(
        &self,
        name: &ObjectName,
        aliases: &[String],
        columns: &[QueryColumn],
        why: &str,
        suffix: &'static str,
    ) -> Box<CreateView> {
        let text = || TypeName::builtin("text");
        let null = |name: &str, ty: TypeName| SelectItem {
            expr: Expr::null().cast(ty),
            alias: Some(Ident(identifier(name))),
        };
        let mut items: Vec<SelectItem> = columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let ty = column
                    .data_type
                    .as_ref()
                    .and_then(|ty| super::postgres_type_name(ty, self.catalog, self.policy));
                null(
                    aliases.get(index).unwrap_or(&column.name),
                    ty.unwrap_or_else(text),
                )
            })
            .collect();
        if items.is_empty() {
            items.extend(aliases.iter().map(|alias| null(alias, text())));
        }
        if items.is_empty() {
            items.push(null("refused", text()));
        }
        let raise = Expr::call_in(
            &self.policy.runtime_schema,
            "raise_application_error",
            vec![
                Expr::number(NOT_VALID.to_string()),
                Expr::text(format!("{name} {why}")),
            ],
        );
        Box::new(CreateView {
            name: self.pg_name(name),
            columns: Vec::new(),
            query: Query {
                body: QueryBody::Select(Box::new(Select {
                    items,
                    from: vec![FromItem::Function {
                        lateral: false,
                        call: raise,
                        ordinality: false,
                        alias: None,
                        columns: Vec::new(),
                    }],
                    ..Select::default()
                })),
                ..Query::default()
            },
            suffix,
            comments: Vec::new(),
        })
    }

    /// Keeps what takes the place of the view that is being written.
    pub(super) fn stand_in(&mut self, view: Statement) {
        if let Some(current) = &mut self.current {
            current.object.stand_in = Some(Box::new(view));
        }
    }

    fn uses_raise(&mut self) {
        if let Some(current) = &mut self.current {
            current.object.runtime.insert("raise_application_error");
        }
    }
}

impl DdlObject {
    /// Makes its stand-in take its place when PostgreSQL refuses it, as Oracle keeps a view that is not valid. False: it
    /// has none.
    pub fn or_stand_in(&mut self) -> bool {
        let Some(stand_in) = self.stand_in.take() else {
            return false;
        };
        let sql = |statement: Statement| PlStatement::from(PlKind::Sql(Box::new(statement)));
        let mut conditions: Vec<String> = REFUSALS.iter().map(|name| (*name).to_owned()).collect();
        let kind = if self.kind == ObjectKind::MaterializedView {
            // It is filled when it is created, perhaps from a view that raises.
            let raised = plconv_runtime::sqlstate_for_application_error(NOT_VALID);
            conditions.push(format!("SQLSTATE '{raised}'"));
            "materialized view"
        } else {
            "view"
        };
        let warning = Raise {
            level: "WARNING",
            format: Some(format!(
                "{kind} {} is not valid: %",
                self.pg_name.to_string().replace('%', "%%")
            )),
            args: vec![Expr::name("sqlerrm")],
            ..Raise::default()
        };
        let handler = Handler {
            conditions,
            statements: vec![PlKind::Raise(warning).into(), sql(*stand_in)],
            comments: plconv_pg::Comments::default(),
        };
        let mut leading = Vec::new();
        let mut statements: Vec<PlStatement> = Vec::new();
        for statement in std::mem::take(&mut self.statements) {
            match statement {
                Statement::SourceComment(_) | Statement::Remark(_) if statements.is_empty() => {
                    leading.push(statement);
                }
                other => statements.push(sql(other)),
            }
        }
        leading.push(Statement::Do(Box::new(Block {
            statements,
            handlers: vec![handler],
            ..Block::default()
        })));
        self.statements = leading;
        self.runtime.insert("raise_application_error");
        true
    }
}
