//! Calls as statements.

use super::assign::perform;
use super::fetch::{is_converted, variable_of};
use crate::context::Lowering;
use crate::expr::single_line;
use crate::naming::local_name;
use plconv_diagnostics::Code;
use plconv_hir::expr::{Expr, ExprKind, Span, VariableKind};
use plconv_hir::item::{ParameterMode, RoutineId, Signature};
use plconv_hir::resolve::converted_into;
use plconv_hir::ty::{Nullability, Type};
use plconv_pg::{self as pg, Ident, PlKind, PlStatement, Raise, TypeName};

impl Lowering<'_> {
    /// A call of a procedure; what comes back in OUT parameters goes to where it belongs.
    pub(crate) fn call_procedure(
        &mut self,
        routine: &RoutineId,
        args: &[Option<Expr>],
        span: Span,
    ) -> Vec<PlStatement> {
        if self.json_changes.contains(&span) {
            self.report(
                Code::JSON_ALIAS,
                span,
                format!(
                    "{} changes a JSON document that another variable or document refers to; in PostgreSQL that one would not change",
                    routine.name
                ),
            );
            return vec![self.refused_statement("a change of a JSON document that others refer to")];
        }
        let Some(signature) = self.signature_of(routine) else {
            self.report(
                Code::UNRESOLVED_ROUTINE,
                span,
                format!("{} has no declaration", routine.name),
            );
            return vec![self.refused_statement(&routine.name)];
        };
        if self.commits(&signature) {
            return self.call_statement(&signature, args, None, Vec::new());
        }
        if signature.returns.is_some() {
            // A function whose result is not used.
            let call = Expr {
                kind: ExprKind::Call {
                    routine: routine.clone(),
                    args: args.to_vec(),
                },
                ty: Type::Unknown,
                nullability: Nullability::Nullable,
                span,
            };
            let call = self.lower_expr(&call);
            return vec![perform(call)];
        }
        if super::dbms_sql::is_dbms_sql_parse(routine) {
            return self.dbms_sql_parse(routine, args, span);
        }
        if let Some(policies) = self.row_policy(routine, args, span) {
            return policies;
        }
        let texts = match self.job_texts(routine, args, span) {
            Ok(texts) => texts,
            Err(refused) => return vec![self.refused_statement(refused)],
        };
        self.report_locator(routine, args, span);
        self.report_supplied(routine, span);
        self.call_statement(&signature, args, None, texts)
    }

    /// CALL of what is a procedure in PostgreSQL. `result` gets the value of a function; `texts` are the arguments of
    /// a job that are code, translated.
    pub(super) fn call_statement(
        &mut self,
        signature: &Signature,
        args: &[Option<Expr>],
        result: Option<&Expr>,
        mut texts: Vec<(usize, pg::Expr)>,
    ) -> Vec<PlStatement> {
        let routine = &signature.id;
        let args = &*self.with_defaults(routine, args);
        let mut before = Vec::new();
        let mut after = Vec::new();
        let mut received = Vec::new();
        let mut values = Vec::new();
        let mut named = false;
        let mut got = Vec::new();
        if let Some(returns) = &signature.returns {
            let place = match result {
                Some(target) => {
                    let value = self.place_or_null(target);
                    self.out_argument(target, value, returns, ParameterMode::Out, &mut before, &mut got)
                }
                None => pg::Expr::name(self.temporary("returned", self.plain_type_name(returns))),
            };
            values.push(place);
        }
        let lowered = self.call_arguments(routine, args);
        let mut lowered = lowered.into_iter();
        for (index, arg) in args.iter().enumerate() {
            let parameter = &signature.parameters[index];
            let Some(arg) = arg else {
                // PostgreSQL wants a value even for an OUT parameter.
                if parameter.mode == ParameterMode::Out {
                    values.push(pg::Expr::null());
                }
                named = true;
                continue;
            };
            let Some((_, mut value)) = lowered.next() else {
                continue;
            };
            // CALL needs a variable here, so that the value is looked at before.
            if parameter.not_null
                && parameter.mode == ParameterMode::InOut
                && arg.nullability != Nullability::NotNull
            {
                let is_null = pg::Expr::Postfix(Box::new(value.clone()), "IS NULL");
                let raise = self.runtime("raise_oracle_error", vec![pg::Expr::number("6502")]);
                before.push(PlKind::If(vec![(is_null, vec![perform(raise)])], None).into());
            }
            if let Some(text) = texts.iter().position(|(place, _)| *place == index) {
                value = texts.swap_remove(text).1;
            }
            if parameter.mode == ParameterMode::Out {
                received.extend(self.after_receiving(arg));
            }
            let value = if parameter.mode == ParameterMode::In {
                value
            } else {
                self.out_argument(arg, value, &parameter.ty, parameter.mode, &mut before, &mut after)
            };
            values.push(if named {
                pg::Expr::Token(format!(
                    "{} => {}",
                    Ident(local_name(&parameter.name)),
                    pg::print_expr(&value, pg::PrintOptions::default())
                ))
            } else {
                value
            });
        }
        values.extend(lowered.map(|(_, value)| value));
        let mut statements = before;
        statements.push(PlKind::Call(self.callee_name(routine), values).into());
        statements.extend(after);
        statements.extend(received);
        // The value is assigned last.
        statements.extend(got);
        statements
    }

    /// A variable that CALL can write to, or NULL where there is none.
    fn place_or_null(&mut self, target: &Expr) -> pg::Expr {
        if is_variable(target) && !self.is_json_attribute(target) {
            self.lower_expr(target)
        } else {
            pg::Expr::null()
        }
    }

    /// An argument for OUT: a variable of the parameter's type, or a temporary one around the call.
    fn out_argument(
        &mut self,
        arg: &Expr,
        value: pg::Expr,
        ty: &Type,
        mode: ParameterMode,
        before: &mut Vec<PlStatement>,
        after: &mut Vec<PlStatement>,
    ) -> pg::Expr {
        let writable = is_variable(arg) && !self.is_json_attribute(arg);
        let declared = match &arg.kind {
            ExprKind::Variable(variable)
                if matches!(
                    variable.kind,
                    VariableKind::InParameter | VariableKind::OutParameter
                ) =>
            {
                self.plain_type_name(&arg.ty)
            }
            _ => self.type_name(&arg.ty),
        };
        // varchar is not text here: a cast variable is no variable.
        let wanted = self.plain_type_name(ty);
        let unlimited = TypeName {
            modifiers: wanted.modifiers.clone(),
            ..declared
        };
        // The fraction of a second that a DATE lacks is cut off.
        if writable && unlimited == wanted && !is_converted(ty, &arg.ty) {
            return value;
        }
        let temporary = self.temporary("out_value", self.plain_type_name(ty));
        // What is given for OUT is not looked at.
        if mode == ParameterMode::InOut {
            let value = if is_converted(&arg.ty, ty) {
                self.lower_expr(&converted_into(arg.clone(), ty))
            } else {
                value
            };
            before.push(PlKind::Assign(pg::Expr::name(temporary.clone()), value).into());
        }
        let returned = self.converted_variable(&temporary, ty, &arg.ty);
        let source = variable_of(&temporary, ty);
        let (limits, returned) = self.within_limits(arg, &source, returned);
        after.extend(limits);
        after.extend(self.assign(arg, returned));
        pg::Expr::name(temporary)
    }

    /// A call of a supplied package's procedure.
    pub(crate) fn builtin_call(
        &mut self,
        name: &str,
        args: &[(Option<String>, Expr)],
        span: Span,
    ) -> Vec<PlStatement> {
        let first = args.first().map(|(_, value)| value);
        match (name, first) {
            ("DBMS_OUTPUT.PUT_LINE", Some(value)) => vec![self.put_line(value)],
            ("DBMS_OUTPUT.PUT", Some(value)) => {
                let text = self.argument_as(value, &Type::VARCHAR2);
                let call = self.runtime("dbms_output_put", vec![text]);
                vec![perform(call)]
            }
            ("DBMS_OUTPUT.NEW_LINE", _) => {
                let call = self.runtime("dbms_output_new_line", Vec::new());
                vec![perform(call)]
            }
            ("DBMS_OUTPUT.ENABLE" | "DBMS_OUTPUT.DISABLE", _) => {
                vec![
                    PlKind::Remark(vec![format!("{name}: notices are always sent")]).into(),
                    PlKind::Null.into(),
                ]
            }
            (gather, _) if gather.starts_with("DBMS_STATS.GATHER_") => {
                let message =
                    format!("{name} has no counterpart in the output: autovacuum gathers statistics");
                self.report(Code::ADMIN_STATEMENT, span, message);
                vec![
                    PlKind::Remark(vec![format!("{name}: autovacuum gathers statistics")]).into(),
                    PlKind::Null.into(),
                ]
            }
            ("RAISE_APPLICATION_ERROR", _) => {
                let values = args
                    .iter()
                    .enumerate()
                    .map(|(index, (_, value))| {
                        if index == 1 {
                            self.argument_as(value, &Type::VARCHAR2)
                        } else {
                            self.lower_expr(value)
                        }
                    })
                    .collect();
                let call = self.runtime("raise_application_error", values);
                vec![perform(call)]
            }
            ("DBMS_LOCK.SLEEP" | "DBMS_SESSION.SLEEP", Some(seconds)) => {
                let seconds = self.argument_as(seconds, &Type::NUMBER);
                vec![perform(pg::Expr::call(
                    "pg_sleep",
                    vec![seconds.cast(pg::TypeName::builtin("double precision"))],
                ))]
            }
            ("DBMS_RANDOM.SEED" | "DBMS_RANDOM.INITIALIZE", Some(_)) => {
                self.report(
                    Code::BUILT_IN_APPROXIMATED,
                    span,
                    "a seeded DBMS_RANDOM gives other numbers in PostgreSQL",
                );
                vec![PlKind::Null.into()]
            }
            _ => {
                self.report(
                    Code::SUPPLIED_PACKAGE,
                    span,
                    format!("{name} is not carried over"),
                );
                vec![self.refused_statement(name)]
            }
        }
    }

    /// `DBMS_OUTPUT.PUT_LINE(value)`: a notice; NULL prints an empty line.
    fn put_line(&mut self, value: &Expr) -> PlStatement {
        let nullable = crate::expr::may_be_null(value);
        let text = self.argument_as(value, &Type::VARCHAR2);
        if self.routine.output_buffer {
            let call = self.runtime("dbms_output_put_line", vec![text]);
            return perform(call);
        }
        let text = if nullable { or_empty(text) } else { text };
        PlKind::Raise(Raise {
            level: "NOTICE",
            format: Some("%".to_owned()),
            args: vec![text],
            ..Raise::default()
        })
        .into()
    }

    /// A statement that stands for one that is not carried over: it raises and says what.
    pub(crate) fn refused_statement(&mut self, what: &str) -> PlStatement {
        if let Some(state) = oracle_state(what) {
            return PlKind::Raise(Raise {
                level: "EXCEPTION",
                format: Some(what.to_owned()),
                using: vec![("ERRCODE", pg::Expr::text(state))],
                ..Raise::default()
            })
            .into();
        }
        PlKind::Raise(Raise {
            level: "EXCEPTION",
            format: Some("%".to_owned()),
            args: vec![pg::Expr::text(format!(
                "not carried over from Oracle: {}",
                single_line(what)
            ))],
            using: vec![("ERRCODE", pg::Expr::text("feature_not_supported"))],
            ..Raise::default()
        })
        .into()
    }
}

/// Whether an expression is a variable or a field of one.
fn is_variable(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Variable(_) => true,
        ExprKind::Field { base, .. } => matches!(base.kind, ExprKind::Variable(_)),
        _ => false,
    }
}

/// The empty string for NULL: concatenation gives it by itself when nothing makes NULL of it.
fn or_empty(text: pg::Expr) -> pg::Expr {
    let empty = pg::Expr::text("");
    if let pg::Expr::Call(nullif) = &text
        && nullif.function == pg::QualifiedName::plain("nullif")
        && let [(_, pg::Expr::Call(concat)), (_, second)] = nullif.args.as_slice()
        && concat.function == pg::QualifiedName::plain("concat")
        && *second == empty
    {
        return pg::Expr::Call(concat.clone());
    }
    pg::Expr::call("coalesce", vec![text, empty])
}

/// The SQLSTATE of an error that Oracle itself raises for a statement.
fn oracle_state(what: &str) -> Option<String> {
    let (number, _) = what.strip_prefix("ORA-")?.split_once(':')?;
    let number: i32 = number.parse().ok()?;
    plconv_runtime::sqlstates_for_oracle_error(-number)
        .into_iter()
        .next()
}
