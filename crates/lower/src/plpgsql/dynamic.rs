//! EXECUTE IMMEDIATE and OPEN FOR a text.
//!
//! - A constant text is translated; a constant PL/SQL block becomes part of the routine.
//! - A variable that only ever holds constant texts gets their translations where it is assigned.
//! - A text with parts that are only known when it runs is translated around them: the parts are names or values, which
//!   `format` puts in as they are.
//! - A text of which too little is known is checked when it runs: what means the same to PostgreSQL goes through.
//! - Anything else is refused by name.

use super::dbms_sql::{is_dbms_sql_parse, with_named_binds};
use super::dynamic_pieces::{PART, Piece, chosen_text, part_name, pieces_of, split_at_parts};
use super::row_policy::PolicyFunction;
use crate::context::Lowering;
use plconv_catalog::ObjectName;
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_hir::expr::{BinaryOp, Expr, ExprKind, IsPredicate, Literal, Span, VariableKind, VariableRef};
use plconv_hir::item::{ParameterMode, RoutineId, Signature};
use plconv_hir::resolve::{constant_text, target_types};
use plconv_hir::stmt::{Block, Declaration, DeclarationKind, Into, Statement, StatementKind, Using};
use plconv_hir::targets::{walk_block_targets, walk_targets};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::{children, walk_block_exprs, walk_expr};
use plconv_pg::{self as pg, PlKind, PlStatement};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Translates the text of a dynamic statement: who knows the parser implements it.
pub trait DynamicSql {
    /// The PostgreSQL text of one Oracle statement, with `$1`, `$2`, ... for its binds in the order they are given;
    /// `None` when it cannot be parsed or is not one statement. What it returns becomes values of the types `into`; its first
    /// binds are given values of the types `given`.
    fn translate(&self, text: &str, into: &[Type], given: &[Type]) -> Option<DynamicStatement>;

    /// A PL/SQL block or CALL with the values of its binds in place, in the order of their first occurrence; `None`
    /// for any other text, for another number of binds, and when it names one of `variables`.
    fn inline(&self, text: &str, values: &[Expr], variables: &BTreeSet<String>) -> Option<Statement>;

    /// What is known of the function of a row policy of a table, called with the schema it was added for; `None` unless
    /// the tree has it with two parameters.
    fn policy_function(
        &self,
        owner: Option<&str>,
        function: &str,
        table: &ObjectName,
        schema: Option<&str>,
    ) -> Option<PolicyFunction>;
}

/// A translated dynamic statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DynamicStatement {
    /// PostgreSQL text.
    pub text: String,
    /// Whether it is DDL, which commits in Oracle.
    pub is_ddl: bool,
    /// Whether it is a PL/SQL block: DO takes no parameters and returns nothing.
    pub is_block: bool,
    /// The names of its binds, `$1` first.
    pub binds: Vec<String>,
    /// Runtime functions it calls.
    pub runtime: Vec<&'static str>,
    /// What was assumed on the way, at places in the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a dynamic statement may be.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'t> {
    /// Whether a block will do: one that is given no values and returns none.
    pub(super) blocks: bool,
    /// Whether binds are known by their names, as DBMS_SQL does.
    pub(super) named_binds: bool,
    /// The types of what it returns, where they are known.
    pub(super) into: &'t [Type],
    /// The types of what its binds are given, where they are known.
    pub(super) given: &'t [Type],
}

impl Lowering<'_> {
    /// The PostgreSQL text of a dynamic statement; reported when there is none.
    pub(super) fn dynamic_text(&mut self, sql: &Expr, wanted: Wanted<'_>, span: Span) -> Option<pg::Expr> {
        let translated = self.text_value(sql, wanted, span);
        if translated.is_some() {
            return translated;
        }
        let message = if constant_text(sql).is_some() {
            "the text of this dynamic statement could not be translated"
        } else if may_be_shared(sql) {
            return Some(self.checked_when_it_runs(sql, wanted, span));
        } else {
            "the text of this dynamic statement is only known when it runs"
        };
        self.report(Code::DYNAMIC_SQL, span, message);
        None
    }

    /// A text of which too little is known: the runtime lets through what means the same to PostgreSQL.
    fn checked_when_it_runs(&mut self, sql: &Expr, wanted: Wanted<'_>, span: Span) -> pg::Expr {
        self.report(
            Code::DYNAMIC_SQL_CHECKED,
            span,
            "this dynamic statement is only known when it runs; it raises then unless PostgreSQL understands it as Oracle does, \
             and numbers and dates become text by PostgreSQL's rules",
        );
        let written = self.routine.texts_as_written.get(&span).cloned();
        let mut arguments = vec![self.text_operand(written.as_ref().unwrap_or(sql))];
        if wanted.named_binds {
            arguments.push(pg::Expr::boolean(true));
        }
        self.runtime("shared_statement", arguments)
    }

    fn text_value(&mut self, sql: &Expr, wanted: Wanted<'_>, span: Span) -> Option<pg::Expr> {
        if sql.is_null_literal() {
            return Some(pg::Expr::null().cast(pg::TypeName::builtin("text")));
        }
        if let Some(text) = constant_text(sql) {
            return self.translated(&text, wanted, span).map(pg::Expr::text);
        }
        if let Some(chosen) = chosen_text(sql) {
            return self.text_value(&chosen, wanted, span);
        }
        match &sql.kind {
            ExprKind::Variable(variable)
                if self.routine.dynamic_texts.get(&variable.name) == Some(&wanted.named_binds) =>
            {
                Some(self.lower_expr(sql))
            }
            ExprKind::Case {
                operand,
                branches,
                else_value,
            } => {
                let branches = branches
                    .iter()
                    .map(|(condition, value)| {
                        Some((self.lower_expr(condition), self.text_value(value, wanted, span)?))
                    })
                    .collect::<Option<Vec<_>>>()?;
                let else_value = match else_value {
                    Some(value) => Some(Box::new(self.text_value(value, wanted, span)?)),
                    None => None,
                };
                Some(pg::Expr::Case {
                    operand: operand.as_ref().map(|operand| Box::new(self.lower_expr(operand))),
                    branches,
                    else_value,
                })
            }
            ExprKind::Binary {
                op: BinaryOp::Concat, ..
            } => self.text_with_parts(sql, wanted, span),
            ExprKind::Builtin { name, .. } if name == "REPLACE" => self.text_with_parts(sql, wanted, span),
            ExprKind::Convert { operand, .. } if operand.ty.is_character() => {
                self.text_value(operand, wanted, span)
            }
            _ => None,
        }
    }

    /// What is assigned to a variable that holds texts of dynamic statements.
    pub(super) fn dynamic_value(&mut self, variable: &str, value: &Expr) -> pg::Expr {
        let given = self
            .routine
            .binds_of_texts
            .get(variable)
            .cloned()
            .unwrap_or_default();
        let wanted = Wanted {
            named_binds: self.routine.dynamic_texts.get(variable) == Some(&true),
            given: &given,
            ..Wanted::default()
        };
        match self.dynamic_text(value, wanted, value.span) {
            Some(text) => text,
            None => self.refused_expr("the text of a dynamic statement"),
        }
    }

    fn translated(&mut self, text: &str, wanted: Wanted<'_>, span: Span) -> Option<String> {
        let translated = self
            .dynamic?
            .translate(text, wanted.into, wanted.given)
            .filter(|statement| wanted.blocks || !statement.is_block)?;
        if translated.is_ddl && self.in_block {
            self.report(
                Code::SCRIPT_DDL,
                span,
                "this changes the schema as the script found it; here all of the tree is already there",
            );
        }
        let text = match wanted.named_binds {
            true => with_named_binds(&translated)?,
            false => translated.text,
        };
        if translated.is_ddl && !self.ddl_commits {
            self.report(
                Code::IMPLICIT_COMMIT,
                span,
                "DDL commits in Oracle before and after; PostgreSQL leaves the transaction open",
            );
        }
        self.report(
            Code::DYNAMIC_SQL_TRANSLATED,
            span,
            "the text of this dynamic statement was translated",
        );
        self.report_inner(translated.diagnostics, span);
        self.runtime.extend(translated.runtime);
        Some(text)
    }

    /// Assumptions made inside a dynamic statement, at the statement.
    fn report_inner(&mut self, diagnostics: Vec<Diagnostic>, span: Span) {
        for found in diagnostics {
            // That the tree does not have a part's name is what a part is.
            let of_part = found.message.to_ascii_lowercase().contains(PART);
            let told = found.severity() == Severity::Assumed || found.code == Code::ADMIN_STATEMENT;
            if told && !of_part {
                self.report(
                    found.code,
                    span,
                    format!("in the dynamic statement: {}", found.message),
                );
            }
        }
    }

    /// `'SELECT ... FROM ' || name`: the whole is translated with a name in place of each part.
    fn text_with_parts(&mut self, sql: &Expr, wanted: Wanted<'_>, span: Span) -> Option<pg::Expr> {
        let mut pieces = Vec::new();
        pieces_of(sql, &mut pieces);
        let mut text = String::new();
        let mut parts = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Text(constant) => text.push_str(constant),
                Piece::Part(part) => {
                    let number = parts.len() + 1;
                    let quoted = text.ends_with('"');
                    let closed =
                        matches!(pieces.get(index + 1), Some(Piece::Text(next)) if next.starts_with('"'));
                    if quoted != closed {
                        return None;
                    }
                    // A quoted name keeps its case, which is that of the dictionary.
                    text.push_str(&if quoted {
                        part_name(number).to_uppercase()
                    } else {
                        part_name(number)
                    });
                    parts.push((*part, quoted));
                }
            }
        }
        let translated = self.translated(&text, wanted, span)?;
        let pieces = split_at_parts(&translated, parts.len())?;
        self.report(
            Code::DYNAMIC_SQL_PARTS,
            span,
            "the parts of this dynamic statement that are only known when it runs are put in as they are",
        );
        let mut arguments = vec![pg::Expr::text(pieces.join("%s"))];
        for (part, quoted) in parts {
            let value = self.text_operand(part);
            arguments.push(if quoted {
                self.runtime("quoted_name", vec![value])
            } else {
                value
            });
        }
        Some(pg::Expr::call("format", arguments))
    }

    pub(crate) fn execute_immediate(
        &mut self,
        sql: &Expr,
        into: Option<&Into>,
        using: &[Using],
        returning: Option<&Into>,
        span: Span,
    ) -> Vec<PlStatement> {
        let sql = &self.with_known_texts(sql);
        if let Some(text) = constant_text(sql)
            && into.is_none()
            && returning.is_none()
            && let Some(statements) = self.inlined(&text, using, span)
        {
            return statements;
        }
        let types = into.or(returning).map(target_types).unwrap_or_default();
        let wanted = Wanted {
            blocks: using.is_empty() && into.is_none() && returning.is_none(),
            named_binds: false,
            into: &types,
            given: &types_given(using),
        };
        let Some(text) = self.dynamic_text(sql, wanted, span) else {
            let what = match constant_text(sql) {
                Some(text) => format!("EXECUTE IMMEDIATE '{}'", crate::expr::single_line(&text)),
                None => "EXECUTE IMMEDIATE of a text that is not constant".to_owned(),
            };
            return vec![self.refused_statement(&what)];
        };
        if matches!(&text, pg::Expr::Text(text) if text.is_empty()) {
            return vec![PlKind::Null.into()];
        }
        let out: Vec<Expr> = using
            .iter()
            .filter(|using| using.is_out)
            .map(|using| using.value.clone())
            .collect();
        if using.iter().any(|using| using.is_out && using.is_in)
            || (!out.is_empty() && (into.is_some() || returning.is_some()))
        {
            self.report(
                Code::DYNAMIC_SQL,
                span,
                "IN OUT binds of a dynamic statement, and OUT binds beside INTO, are not carried over",
            );
            return vec![self.refused_statement("EXECUTE IMMEDIATE with IN OUT binds")];
        }
        // RETURNING writes to the OUT binds of USING when it has no INTO of its own.
        let out = (!out.is_empty()).then_some(Into {
            bulk: false,
            targets: out,
        });
        let given: Vec<Using> = using.iter().filter(|using| !using.is_out).cloned().collect();
        let values = self.using_values(&given);
        match into.or(returning).or(out.as_ref()) {
            None => vec![
                PlKind::Execute {
                    sql: text,
                    into: None,
                    using: values,
                }
                .into(),
            ],
            Some(target) if target.bulk => self.execute_bulk(text, &target.targets, values),
            Some(target) => self.execute_into(text, &target.targets, values, into.is_some(), span),
        }
    }

    pub(crate) fn open_for_text(
        &mut self,
        cursor: &Expr,
        sql: &Expr,
        using: &[Using],
        span: Span,
    ) -> Vec<PlStatement> {
        let sql = &self.with_known_texts(sql);
        let wanted = Wanted {
            given: &types_given(using),
            ..Wanted::default()
        };
        let Some(text) = self.dynamic_text(sql, wanted, span) else {
            return vec![self.refused_statement("OPEN FOR of a text that could not be translated")];
        };
        let values = self.using_values(using);
        let (target, after) = self.cursor_target(cursor);
        let mut statements = vec![PlKind::OpenForExecute(target, text, values).into()];
        statements.extend(after);
        statements
    }

    /// A concatenation with the texts of variables that never change in their places.
    pub(super) fn with_known_texts(&self, sql: &Expr) -> Expr {
        let mut sql = sql.clone();
        if local_variable(&sql).is_none_or(|name| !self.routine.dynamic_texts.contains_key(name)) {
            self.put_known_texts(&mut sql);
        }
        sql
    }

    fn put_known_texts(&self, part: &mut Expr) {
        match &mut part.kind {
            ExprKind::Binary {
                op: BinaryOp::Concat,
                left,
                right,
            } => {
                self.put_known_texts(left);
                self.put_known_texts(right);
            }
            ExprKind::Variable(variable) if variable.kind == VariableKind::Variable => {
                if let Some(text) = self.routine.known_texts.get(&variable.name) {
                    part.kind = ExprKind::Literal(Literal::String(text.clone()));
                }
            }
            _ => {}
        }
    }

    fn using_values(&mut self, using: &[Using]) -> Vec<pg::Expr> {
        using
            .iter()
            .map(|using| super::assign::value_with_type(self.lower_expr(&using.value)))
            .collect()
    }

    // ------------------------------------------------------------ blocks

    /// The statements of a constant block: DO takes no parameters, the routine itself has the values.
    fn inlined(&mut self, text: &str, using: &[Using], span: Span) -> Option<Vec<PlStatement>> {
        let translator = self.dynamic?;
        let mut variables = BTreeSet::new();
        for using in using {
            if let ExprKind::Variable(variable) = &plconv_hir::targets::root(&using.value).kind {
                variables.insert(variable.name.clone());
            }
        }
        let mut before = Vec::new();
        let mut values = Vec::new();
        for using in using {
            values.push(if is_place(&using.value) {
                using.value.clone()
            } else {
                self.bind_variable(&using.value, using.is_in, &mut before)
            });
        }
        let mut statement = translator.inline(text, &values, &variables)?;
        let mut behind = Vec::new();
        let at_end = self.writes_at_its_end(&statement, using);
        for (using, value) in using.iter().zip(&mut values) {
            if !using.is_out {
                continue;
            }
            // What the block writes arrives when it ends without an error.
            if is_place(&using.value) && !at_end {
                *value = self.bind_variable(&using.value, using.is_in, &mut before);
            }
            if *value != using.value {
                let written = self.lower_expr(value);
                behind.extend(self.assign(&using.value, written));
            }
        }
        if !behind.is_empty() {
            statement = translator.inline(text, &values, &variables)?;
        }
        if returns(&statement) || self.writes_in_bind(&statement, using, &values) {
            return None;
        }
        let outer = std::mem::take(&mut self.sink);
        let lowered = match &statement.kind {
            StatementKind::Block(block) if block.declarations.is_empty() && block.handlers.is_empty() => {
                self.statements(&block.statements)
            }
            _ => self.statement(&statement),
        };
        let found = std::mem::replace(&mut self.sink, outer).into_diagnostics();
        if found.iter().any(|found| found.severity() == Severity::Refused) {
            return None;
        }
        self.report(
            Code::DYNAMIC_SQL_TRANSLATED,
            span,
            "this dynamic block became part of the routine",
        );
        self.report_inner(found, span);
        before.extend(lowered);
        before.extend(behind);
        Some(before)
    }

    /// Whether a block does nothing but one call or assignment that writes its binds at its end and reads none of those
    /// that it is not given.
    fn writes_at_its_end(&self, statement: &Statement, using: &[Using]) -> bool {
        match &only_statement(statement).kind {
            StatementKind::Call { routine, .. } => {
                using.iter().all(|using| using.is_in || !using.is_out)
                    || self.signature_of(routine).is_some_and(|signature| {
                        signature
                            .parameters
                            .iter()
                            .all(|parameter| parameter.mode != ParameterMode::InOut)
                    })
            }
            StatementKind::Assign { target, value } => {
                let mut read = false;
                walk_expr(value, &mut |part| read |= part.kind == target.kind);
                !read
            }
            _ => false,
        }
    }

    /// Whether a block writes a bind that is given to it only, which Oracle refuses.
    fn writes_in_bind(&self, statement: &Statement, using: &[Using], values: &[Expr]) -> bool {
        let mut found = false;
        walk_targets(statement, &|id| self.signature_of(id), &mut |target| {
            let target = plconv_hir::targets::root(target);
            found |= using
                .iter()
                .zip(values)
                .any(|(using, value)| !using.is_out && plconv_hir::targets::root(value).kind == target.kind);
        });
        found
    }

    /// A variable for a bind that has no place of its own, or none to write to before the block ends. An OUT bind is
    /// NULL until the block writes it.
    fn bind_variable(&mut self, value: &Expr, is_given: bool, before: &mut Vec<PlStatement>) -> Expr {
        let temporary = self.temporary("bind_value", self.plain_type_name(&value.ty));
        let first = if is_given {
            self.lower_expr(value)
        } else {
            pg::Expr::null()
        };
        before.push(PlKind::Assign(pg::Expr::name(temporary.clone()), first).into());
        Expr::synthetic(
            ExprKind::Variable(VariableRef {
                name: temporary.0.to_uppercase(),
                kind: VariableKind::Variable,
                qualifier: None,
                routine_depth: 0,
            }),
            value.ty.clone(),
            Nullability::Nullable,
        )
    }
}

/// The types of the values that binds are given, in their order; those of RETURNING come last.
fn types_given(using: &[Using]) -> Vec<Type> {
    let given = using.iter().take_while(|using| !using.is_out);
    given.map(|using| using.value.ty.unconstrained()).collect()
}

/// The one statement of a block that does nothing else.
fn only_statement(statement: &Statement) -> &Statement {
    match &statement.kind {
        StatementKind::Block(block) if block.declarations.is_empty() && block.handlers.is_empty() => {
            match block.statements.as_slice() {
                [only] => only,
                _ => statement,
            }
        }
        _ => statement,
    }
}

/// Whether a value is the same however often it is asked for, or a place to write to.
fn is_place(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Literal(_) | ExprKind::Variable(_) => true,
        ExprKind::Field { base, .. } => is_place(base),
        _ => false,
    }
}

/// Whether RETURN is among the statements: in a dynamic block it leaves the block only.
fn returns(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Return(_)) || children(statement).any(returns)
}

// ---------------------------------------------------------------- variables

/// The variables of a routine that hold nothing but constant texts of dynamic statements, and are asked for nothing but
/// whether they hold one; and whether DBMS_SQL parses them, which knows binds by their names.
pub(super) fn dynamic_texts(block: &Block) -> BTreeMap<String, bool> {
    let mut uses: BTreeMap<String, i32> = BTreeMap::new();
    walk_block_exprs(block, &mut |expr| {
        if let Some(name) = local_variable(expr) {
            *uses.entry(name.to_owned()).or_default() += 1;
        }
        if let ExprKind::Is {
            operand,
            what: IsPredicate::Null,
            ..
        } = &expr.kind
            && let Some(name) = local_variable(operand)
        {
            *uses.entry(name.to_owned()).or_default() -= 1;
        }
    });
    let mut found = Found::default();
    found.add_declarations(&block.declarations);
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        found.add_statement(statement);
    }
    let executed = found.executed.difference(&found.parsed).map(|name| (name, false));
    let parsed = found.parsed.difference(&found.executed).map(|name| (name, true));
    executed
        .chain(parsed)
        .filter(|(name, _)| {
            found.declared.get(*name) == Some(&1)
                && found.assigned.get(*name).is_some_and(|assigned| *assigned > 0)
                && uses.get(*name) == found.known.get(*name)
        })
        .map(|(name, by_name)| (name.clone(), by_name))
        .collect()
}

/// The types of what the binds of the texts in variables are given, where they are the same wherever the text is executed.
pub(super) fn binds_of_texts(block: &Block) -> BTreeMap<String, Vec<Type>> {
    fn add(statement: &Statement, found: &mut BTreeMap<String, Vec<Type>>) {
        if let StatementKind::ExecuteImmediate { sql, using, .. }
        | StatementKind::OpenForText { sql, using, .. } = &statement.kind
            && let Some(name) = local_variable(sql)
        {
            let given = types_given(using);
            found
                .entry(name.to_owned())
                .and_modify(|known| {
                    if *known != given {
                        known.clear();
                    }
                })
                .or_insert(given);
        }
        children(statement).for_each(|child| add(child, found));
    }
    let mut found = BTreeMap::new();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add(statement, &mut found);
    }
    found
}

/// The variables of a block that are declared once, with a constant text, and never written, and that text.
pub(super) fn known_texts(
    block: &Block,
    signature_of: &dyn Fn(&RoutineId) -> Option<Arc<Signature>>,
) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for declaration in &block.declarations {
        if let DeclarationKind::Variable(variable) = &declaration.kind
            && variable.ty.is_character()
            && let Some(text) = variable.default.as_ref().and_then(constant_text)
        {
            texts.insert(variable.name.clone(), text);
        }
    }
    if texts.is_empty() {
        return texts;
    }
    let mut found = Found::default();
    found.add_declarations(&block.declarations);
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        found.add_statement(statement);
    }
    texts.retain(|name, _| found.declared.get(name) == Some(&1) && !found.passed.contains(name));
    walk_block_targets(block, signature_of, &mut |target| {
        if let Some(name) = local_variable(plconv_hir::targets::root(target)) {
            texts.remove(name);
        }
    });
    texts
}

#[derive(Default)]
struct Found {
    /// How often each variable is declared.
    declared: BTreeMap<String, u32>,
    /// How often a constant text is assigned.
    assigned: BTreeMap<String, u32>,
    /// How often it is used as it may be.
    known: BTreeMap<String, i32>,
    /// What is executed.
    executed: BTreeSet<String>,
    /// What DBMS_SQL parses.
    parsed: BTreeSet<String>,
    /// What is passed to routines that are not the project's, which may write it.
    passed: BTreeSet<String>,
}

impl Found {
    fn add_declarations(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            let DeclarationKind::Variable(variable) = &declaration.kind else {
                continue;
            };
            let good = variable.ty.is_character() && variable.default.as_ref().is_none_or(is_text_tree);
            *self.declared.entry(variable.name.clone()).or_default() += if good { 1 } else { 2 };
            if variable.default.is_some() {
                *self.assigned.entry(variable.name.clone()).or_default() += 1;
            }
        }
    }

    fn add_statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Assign { target, value } if is_text_tree(value) => {
                if let Some(name) = local_variable(target) {
                    *self.assigned.entry(name.to_owned()).or_default() += 1;
                    *self.known.entry(name.to_owned()).or_default() += 1;
                }
            }
            StatementKind::ExecuteImmediate { sql, .. } | StatementKind::OpenForText { sql, .. } => {
                if let Some(name) = local_variable(sql) {
                    self.executed.insert(name.to_owned());
                    *self.known.entry(name.to_owned()).or_default() += 1;
                }
            }
            StatementKind::Call { routine, args } if is_dbms_sql_parse(routine) => {
                if let Some(name) = args.get(1).and_then(Option::as_ref).and_then(local_variable) {
                    self.parsed.insert(name.to_owned());
                    *self.known.entry(name.to_owned()).or_default() += 1;
                }
            }
            StatementKind::BuiltinCall { args, .. } | StatementKind::UnresolvedCall { args, .. } => {
                let passed = args.iter().filter_map(|(_, value)| local_variable(value));
                self.passed.extend(passed.map(str::to_owned));
            }
            StatementKind::Block(block) => self.add_declarations(&block.declarations),
            _ => {}
        }
        children(statement).for_each(|child| self.add_statement(child));
    }
}

fn local_variable(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Variable(variable) if variable.kind == VariableKind::Variable => Some(&variable.name),
        _ => None,
    }
}

/// What texts begin with that PostgreSQL may understand as Oracle does.
const SHARED: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "TRUNCATE", "DROP"];

/// Whether nothing says that a text is none that PostgreSQL understands.
fn may_be_shared(sql: &Expr) -> bool {
    let mut pieces = Vec::new();
    pieces_of(sql, &mut pieces);
    match pieces.first() {
        Some(Piece::Text(text)) => text
            .split_whitespace()
            .next()
            .is_none_or(|word| SHARED.contains(&word.to_ascii_uppercase().as_str())),
        Some(Piece::Part(_)) | None => true,
    }
}

/// The texts of dynamic statements by the statement, before anything is put in place of their variables.
pub(super) fn texts_as_written(block: &Block) -> BTreeMap<Span, Expr> {
    let mut texts = BTreeMap::new();
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add_texts_as_written(statement, &mut texts);
    }
    texts
}

fn add_texts_as_written(statement: &Statement, texts: &mut BTreeMap<Span, Expr>) {
    if let StatementKind::ExecuteImmediate { sql, .. } | StatementKind::OpenForText { sql, .. } =
        &statement.kind
    {
        texts.insert(statement.span, (**sql).clone());
    }
    children(statement).for_each(|child| add_texts_as_written(child, texts));
}

/// Whether a value is one of several constant texts.
fn is_text_tree(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Literal(Literal::Null) => true,
        ExprKind::Case {
            branches, else_value, ..
        } => {
            branches.iter().all(|(_, value)| is_text_tree(value))
                && else_value.as_ref().is_none_or(|value| is_text_tree(value))
        }
        _ => constant_text(value).is_some(),
    }
}
