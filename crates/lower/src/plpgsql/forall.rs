//! FORALL: a loop over its rows. PL/SQL Language Reference, "FORALL Statement".

use super::bulk_returning::Gathered;
use super::cursor::BULK_CODES;
use super::groups::CONTEXT;
use crate::context::Lowering;
use crate::naming::local_name;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span};
use plconv_hir::stmt::{ForallRange, Statement};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, TypeName};

impl Lowering<'_> {
    pub(crate) fn forall(
        &mut self,
        variable: &str,
        range: &ForallRange,
        save_exceptions: bool,
        statement: &Statement,
    ) -> Vec<PlStatement> {
        let over = match range {
            ForallRange::Bounds(low, high) => ForallOver::Bounds(self.loop_bound(low), self.loop_bound(high)),
            ForallRange::Indices(..) | ForallRange::Values(_) => {
                ForallOver::Elements(self.forall_indexes(range))
            }
        };
        let parts = self.forall_parts(variable, range, save_exceptions, statement);
        let mut statements = parts.before;
        statements.push(forall_loop(parts.index, over, parts.body));
        statements.extend(parts.after);
        statements
    }

    /// The indexes that `INDICES OF collection [BETWEEN low AND high]` or `VALUES OF collection` give, as an array.
    pub(super) fn forall_indexes(&mut self, range: &ForallRange) -> pg::Expr {
        let integers = || TypeName::builtin("integer").array_of();
        match range {
            ForallRange::Bounds(..) => pg::Expr::null().cast(integers()),
            ForallRange::Indices(collection, between) => {
                let function = if self.is_map(&collection.ty) {
                    "map_indexes"
                } else {
                    "array_indexes"
                };
                let mut args = vec![self.lower_expr(collection)];
                if let Some((low, high)) = between {
                    args.extend([self.subscript(low), self.subscript(high)]);
                }
                self.runtime(function, args)
            }
            ForallRange::Values(collection) if self.is_map(&collection.ty) => {
                let map = self.lower_expr(collection);
                self.runtime("map_integers", vec![map])
            }
            ForallRange::Values(collection) => self.lower_expr(collection).cast(integers()),
        }
    }

    /// Whether a subscript is the index of the FORALL around: elements that are missing there raise ORA-22160.
    pub(crate) fn is_forall_index(&self, index: &Expr) -> bool {
        match (&index.kind, &self.routine.forall_index) {
            (ExprKind::Variable(variable), Some(name)) => variable.name == *name,
            _ => false,
        }
    }

    /// What FORALL becomes before, in and after its loop.
    pub(super) fn forall_parts(
        &mut self,
        variable: &str,
        range: &ForallRange,
        save_exceptions: bool,
        statement: &Statement,
    ) -> ForallParts {
        let index = Ident(local_name(variable));
        let mut before: Vec<PlStatement> = Vec::new();
        let total = self
            .keeps("SQL", "rowcount")
            .then(|| self.temporary("forall_rows", TypeName::builtin("integer")));
        let row_count = pg::Expr::name(self.attribute_variable("SQL", "rowcount"));
        if let Some(total) = &total {
            before.push(PlKind::Assign(pg::Expr::name(total.clone()), pg::Expr::number("0")).into());
            before.push(PlKind::Assign(row_count.clone(), pg::Expr::number("0")).into());
        }
        let bulk_rows = self.attribute_variable("SQL", "bulk_rowcount");
        let keeps_rows = self.keeps("SQL", "bulk_rowcount");
        if keeps_rows {
            let empty = pg::Expr::text("{}").cast(TypeName::builtin("integer[]"));
            before.push(PlKind::Assign(pg::Expr::name(bulk_rows.clone()), empty).into());
        }
        let gathered = self.gather_returned(statement);
        before.extend(gathered.iter().map(Gathered::none_yet));
        let outer = std::mem::replace(&mut self.routine.gathered, gathered);
        let outer_index = self.routine.forall_index.replace(variable.to_owned());
        let mut body = self.statement(statement);
        self.routine.forall_index = outer_index;
        let gathered = std::mem::replace(&mut self.routine.gathered, outer);
        if let Some(total) = &total {
            // Also what came before a run that fails counts.
            let sum = pg::Expr::name(total.clone()).binary("+", row_count.clone());
            body.push(PlKind::Assign(pg::Expr::name(total.clone()), sum).into());
            body.push(PlKind::Assign(row_count, pg::Expr::name(total.clone())).into());
        }
        if keeps_rows {
            let place = pg::Expr::Subscript(
                Box::new(pg::Expr::name(bulk_rows)),
                Box::new(pg::Expr::name(index.clone())),
            );
            let counted = match gathered.first() {
                Some(returned) => returned.count(),
                None => {
                    let counted = self.temporary("statement_rows", TypeName::builtin("integer"));
                    let counted = pg::Expr::name(counted);
                    body.push(PlKind::GetDiagnostics(false, vec![(counted.clone(), "ROW_COUNT")]).into());
                    counted
                }
            };
            body.push(PlKind::Assign(place, counted).into());
        }
        let mut after = self.assign_gathered(statement, &gathered);
        let mut counted: Option<PlStatement> = None;
        if save_exceptions {
            let number = match range {
                ForallRange::Bounds(low, _) => self.iteration(&index, low),
                ForallRange::Indices(..) | ForallRange::Values(_) => {
                    let number = self.temporary("forall_iteration", TypeName::builtin("integer"));
                    let number = pg::Expr::name(number);
                    before.push(PlKind::Assign(number.clone(), pg::Expr::number("0")).into());
                    let next = number.clone().binary("+", pg::Expr::number("1"));
                    counted = Some(PlKind::Assign(number.clone(), next).into());
                    number
                }
            };
            body = self.saving_exceptions(body, number, &mut before, &mut after, statement.span);
            body.splice(0..0, counted);
        }
        ForallParts {
            index,
            before,
            body,
            after,
        }
    }

    /// The number of the iteration, as ERROR_INDEX counts it.
    fn iteration(&mut self, index: &Ident, low: &Expr) -> pg::Expr {
        let index = pg::Expr::name(index.clone());
        let low = self.lower_expr(low);
        match &low {
            pg::Expr::Token(text) if text == "1" => return index,
            pg::Expr::Token(text) => {
                if let Ok(number) = text.parse::<i64>() {
                    return index.binary("-", pg::Expr::number((number - 1).to_string()));
                }
            }
            _ => {}
        }
        index.binary("-", low).binary("+", pg::Expr::number("1"))
    }

    /// Each row in a sub-block; the errors are kept and ORA-24381 is raised at the end.
    fn saving_exceptions(
        &mut self,
        body: Vec<PlStatement>,
        number: pg::Expr,
        before: &mut Vec<PlStatement>,
        after: &mut Vec<PlStatement>,
        span: Span,
    ) -> Vec<PlStatement> {
        self.report(
            Code::FORALL_SAVE_EXCEPTIONS,
            span,
            "FORALL SAVE EXCEPTIONS became a loop with a sub-block for each row",
        );
        let errors = self.attribute_variable("SQL", "bulk_exceptions");
        if !self.keeps("SQL", "bulk_exceptions") {
            self.routine
                .attributes
                .insert(("SQL".to_owned(), "bulk_exceptions"));
            self.bulk_exception_variables();
        }
        let empty = || pg::Expr::text("{}").cast(TypeName::builtin("integer[]"));
        before.push(PlKind::Assign(pg::Expr::name(errors.clone()), empty()).into());
        before.push(PlKind::Assign(self.own(BULK_CODES), empty()).into());
        self.error_variable(CONTEXT);
        let context = PlKind::GetDiagnostics(true, vec![(self.own(CONTEXT), "PG_EXCEPTION_CONTEXT")]);
        let code = self.runtime(
            "sqlcode",
            vec![
                pg::Expr::Token("SQLSTATE".to_owned()),
                pg::Expr::Token("SQLERRM".to_owned()),
                self.own(CONTEXT),
            ],
        );
        let code = pg::Expr::call("abs", vec![code]);
        let remember = |array: String, value: pg::Expr| -> PlStatement {
            let longer = pg::Expr::call("array_append", vec![pg::Expr::name(array.clone()), value]);
            PlKind::Assign(pg::Expr::name(array), longer).into()
        };
        let handler = pg::Handler {
            conditions: vec!["OTHERS".to_owned()],
            statements: vec![
                context.into(),
                remember(errors.clone(), number),
                remember(self.free_name(BULK_CODES), code),
            ],
            comments: pg::Comments::default(),
        };
        let failed =
            pg::Expr::call("cardinality", vec![pg::Expr::name(errors)]).binary(">", pg::Expr::number("0"));
        let error = self.runtime("raise_oracle_error", vec![pg::Expr::number("24381")]);
        after.push(PlKind::If(vec![(failed, vec![super::assign::perform(error)])], None).into());
        vec![
            PlKind::Block(Box::new(pg::Block {
                statements: body,
                handlers: vec![handler],
                ..pg::Block::default()
            }))
            .into(),
        ]
    }
}

/// What FORALL becomes.
pub(super) struct ForallParts {
    /// The index.
    pub index: Ident,
    /// Statements before the loop.
    pub before: Vec<PlStatement>,
    /// The body of the loop.
    pub body: Vec<PlStatement>,
    /// Statements after the loop.
    pub after: Vec<PlStatement>,
}

/// What the index of FORALL runs over.
pub(super) enum ForallOver {
    /// Whole numbers between two bounds.
    Bounds(pg::Expr, pg::Expr),
    /// The elements of an array.
    Elements(pg::Expr),
}

/// The loop of FORALL.
pub(super) fn forall_loop(index: Ident, over: ForallOver, body: Vec<PlStatement>) -> PlStatement {
    match over {
        ForallOver::Bounds(low, high) => PlKind::ForRange {
            label: None,
            variable: index,
            reverse: false,
            low,
            high,
            body,
        }
        .into(),
        ForallOver::Elements(array) => {
            // Unlike FOR, FOREACH declares no variable.
            let declaration = pg::Declaration {
                kind: pg::DeclarationKind::Variable {
                    name: index.clone(),
                    constant: false,
                    ty: TypeName::builtin("integer"),
                    not_null: false,
                    default: None,
                },
                comments: pg::Comments::default(),
            };
            let each = PlKind::Foreach {
                label: None,
                variable: index,
                array,
                body,
            };
            PlKind::Block(Box::new(pg::Block {
                declarations: vec![declaration],
                statements: vec![each.into()],
                ..pg::Block::default()
            }))
            .into()
        }
    }
}
