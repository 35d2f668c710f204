//! What variables hold where a dynamic statement executes them.
//!
//! `v := 'SELECT ... FROM ' || t; EXECUTE IMMEDIATE v` executes the concatenation: nothing between the two writes `v` or
//! `t`. Where branches of IF leave different texts, the text is a CASE of their conditions.

use plconv_hir::expr::{BinaryOp, Expr, ExprKind, Literal, VariableKind};
use plconv_hir::item::{RoutineId, Signature};
use plconv_hir::resolve::constant_text;
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::targets::{root, walk_block_targets, walk_targets};
use plconv_hir::ty::{Nullability, Type};
use plconv_hir::visit::{children, walk_expr};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Operands of the longest text that is followed.
const MAX_OPERANDS: usize = 400;
/// Texts that conditions may choose from.
pub(super) const MAX_TEXTS: usize = 16;

/// Functions whose value depends on their arguments only.
const PURE: &[&str] = &[
    "CHR",
    "CONCAT",
    "INITCAP",
    "INSTR",
    "LENGTH",
    "LOWER",
    "LPAD",
    "LTRIM",
    "NVL",
    "REPLACE",
    "RPAD",
    "RTRIM",
    "SUBSTR",
    "TO_CHAR",
    "TRANSLATE",
    "TRIM",
    "UPPER",
];

type Signatures<'s> = &'s dyn Fn(&RoutineId) -> Option<Arc<Signature>>;

/// The block with the texts in place of the variables that hold them, where it executes any; `hidden` are variables that
/// are treated otherwise.
pub(super) fn with_texts(
    block: &Block,
    signature_of: Signatures<'_>,
    hidden: &BTreeSet<String>,
) -> Option<Block> {
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    let all = || block.statements.iter().chain(handled.clone());
    if !all().any(executes_variable) || all().any(jumps) {
        return None;
    }
    let mut flow = Flow {
        signature_of,
        hidden: hidden.clone(),
    };
    flow.hide_written_by_nested(block);
    let mut block = block.clone();
    flow.block(&mut block, &mut Texts::new());
    Some(block)
}

fn executes_variable(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::ExecuteImmediate { sql, .. } | StatementKind::OpenForText { sql, .. } => {
            constant_text(sql).is_none()
        }
        _ => children(statement).any(executes_variable),
    }
}

fn jumps(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Goto(_)) || children(statement).any(jumps)
}

/// What variables hold, by name.
type Texts = BTreeMap<String, Expr>;

struct Flow<'s> {
    signature_of: Signatures<'s>,
    /// Variables that are not followed.
    hidden: BTreeSet<String>,
}

impl Flow<'_> {
    /// Nested routines may write a variable whenever they are called.
    fn hide_written_by_nested(&mut self, block: &Block) {
        for declaration in &block.declarations {
            if let DeclarationKind::Routine(routine) = &declaration.kind
                && let Some(body) = &routine.body
            {
                walk_block_targets(body, self.signature_of, &mut |target| {
                    self.hidden.extend(variable(root(target)).map(str::to_owned));
                });
            }
        }
        let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
        for statement in block.statements.iter().chain(handled) {
            self.hide_in(statement);
        }
    }

    fn hide_in(&mut self, statement: &Statement) {
        if let StatementKind::Block(block) = &statement.kind {
            self.hide_written_by_nested(block);
        } else {
            children(statement).for_each(|child| self.hide_in(child));
        }
    }

    fn block(&self, block: &mut Block, texts: &mut Texts) {
        let before = texts.clone();
        let mut declared = Vec::new();
        for declaration in &block.declarations {
            if let DeclarationKind::Variable(variable) = &declaration.kind {
                forget(&variable.name, texts);
                declared.push(variable.name.clone());
                let initial = match &variable.default {
                    Some(default) => default.clone(),
                    None => null(),
                };
                self.assign(&variable.name, &variable.ty, initial, texts);
            }
        }
        self.statements(&mut block.statements, texts);
        if !block.handlers.is_empty() {
            let mut written = BTreeSet::new();
            for statement in &block.statements {
                self.written(statement, &mut written);
            }
            for handler in &mut block.handlers {
                let mut texts = before.clone();
                written
                    .iter()
                    .chain(&declared)
                    .for_each(|name| forget(name, &mut texts));
                self.statements(&mut handler.statements, &mut texts);
            }
            for statement in block.handlers.iter().flat_map(|handler| &handler.statements) {
                self.written(statement, &mut written);
            }
            written.iter().for_each(|name| forget(name, texts));
        }
        declared.iter().for_each(|name| forget(name, texts));
    }

    fn statements(&self, statements: &mut [Statement], texts: &mut Texts) {
        for statement in statements {
            self.statement(statement, texts);
        }
    }

    fn statement(&self, statement: &mut Statement, texts: &mut Texts) {
        let mut written = BTreeSet::new();
        self.written(statement, &mut written);
        match &mut statement.kind {
            StatementKind::Assign { target, value } => {
                let value = self.put_texts(value, texts);
                let name = variable(target).map(str::to_owned);
                written.iter().for_each(|name| forget(name, texts));
                if let Some(name) = name {
                    self.assign(&name, &target.ty, value, texts);
                }
                return;
            }
            StatementKind::ExecuteImmediate { sql, .. } | StatementKind::OpenForText { sql, .. } => {
                **sql = self.put_texts(sql, texts);
            }
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let before = texts.clone();
                let mut after = Vec::new();
                for (condition, body) in branches.iter_mut() {
                    let mut texts = before.clone();
                    self.statements(body, &mut texts);
                    after.push((condition.clone(), texts));
                }
                let mut otherwise = before;
                if let Some(body) = else_statements {
                    self.statements(body, &mut otherwise);
                }
                written.iter().for_each(|name| forget(name, texts));
                for name in &written {
                    if let Some(text) = chosen(name, &after, &otherwise, &written) {
                        texts.insert(name.clone(), text);
                    }
                }
                return;
            }
            StatementKind::Case {
                branches,
                else_statements,
                ..
            } => {
                let bodies = branches.iter_mut().map(|(_, body)| body);
                for body in bodies.chain(else_statements.as_mut()) {
                    self.statements(body, &mut texts.clone());
                }
            }
            StatementKind::ForRange { variable, body, .. }
            | StatementKind::ForCursor { variable, body, .. }
            | StatementKind::ForQuery { variable, body, .. } => {
                written.insert(variable.clone());
                written.iter().for_each(|name| forget(name, texts));
                self.statements(body, &mut texts.clone());
            }
            StatementKind::Loop(body) | StatementKind::While { body, .. } => {
                written.iter().for_each(|name| forget(name, texts));
                self.statements(body, &mut texts.clone());
            }
            StatementKind::Block(block) => return self.block(block, texts),
            _ => {}
        }
        written.iter().for_each(|name| forget(name, texts));
    }

    fn assign(&self, name: &str, ty: &Type, value: Expr, texts: &mut Texts) {
        let followed = ty.is_character() && !self.hidden.contains(name);
        let mut operands = Vec::new();
        crate::expr::flatten_concatenation(&value, &mut operands);
        if followed && operands.len() <= MAX_OPERANDS && is_pure(&value) && !mentions(&value, name) {
            texts.insert(name.to_owned(), value);
        }
    }

    /// A value with the texts of its variables in their places.
    fn put_texts(&self, value: &Expr, texts: &Texts) -> Expr {
        let mut value = value.clone();
        put(&mut value, texts);
        value
    }

    /// The variables that a statement may write.
    fn written(&self, statement: &Statement, names: &mut BTreeSet<String>) {
        walk_targets(statement, self.signature_of, &mut |target| {
            names.extend(variable(root(target)).map(str::to_owned));
        });
        passed(statement, names);
    }
}

/// Variables passed to routines that are not the project's, which may write them.
fn passed(statement: &Statement, names: &mut BTreeSet<String>) {
    if let StatementKind::BuiltinCall { args, .. } | StatementKind::UnresolvedCall { args, .. } =
        &statement.kind
    {
        names.extend(
            args.iter()
                .filter_map(|(_, value)| variable(value))
                .map(str::to_owned),
        );
    }
    children(statement).for_each(|child| passed(child, names));
}

/// The text that IF leaves in a variable: that of the branch whose condition holds.
fn chosen(
    name: &str,
    branches: &[(Expr, Texts)],
    otherwise: &Texts,
    written: &BTreeSet<String>,
) -> Option<Expr> {
    let else_value = otherwise.get(name)?.clone();
    let mut count = texts_of(&else_value);
    let mut result = Vec::new();
    for (condition, texts) in branches {
        let value = texts.get(name)?.clone();
        if !is_pure(condition) || written.iter().any(|name| mentions(condition, name)) {
            return None;
        }
        count += texts_of(&value);
        result.push((condition.clone(), value));
    }
    let stays = |value: &Expr| !written.iter().any(|name| mentions(value, name));
    if count > MAX_TEXTS || !stays(&else_value) || !result.iter().all(|(_, value)| stays(value)) {
        return None;
    }
    let kind = ExprKind::Case {
        operand: None,
        branches: result,
        else_value: Some(Box::new(else_value)),
    };
    Some(Expr::synthetic(kind, Type::VARCHAR2, Nullability::Nullable))
}

/// How many texts a value chooses from.
pub(super) fn texts_of(value: &Expr) -> usize {
    match &value.kind {
        ExprKind::Case {
            branches, else_value, ..
        } => {
            let otherwise = else_value.as_ref().map_or(1, |value| texts_of(value));
            branches.iter().map(|(_, value)| texts_of(value)).sum::<usize>() + otherwise
        }
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            right,
        } => texts_of(left).saturating_mul(texts_of(right)),
        _ => 1,
    }
}

fn put(part: &mut Expr, texts: &Texts) {
    match &mut part.kind {
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            right,
        } => {
            put(left, texts);
            put(right, texts);
        }
        ExprKind::Convert { operand, .. } if operand.ty.is_character() => put(operand, texts),
        ExprKind::Builtin { name, args } if name == "REPLACE" || name == "CONCAT" => {
            args.iter_mut().for_each(|arg| put(arg, texts));
        }
        ExprKind::Variable(used) if used.kind == VariableKind::Variable => {
            if let Some(text) = texts.get(&used.name) {
                *part = text.clone();
            }
        }
        _ => {}
    }
}

fn forget(name: &str, texts: &mut Texts) {
    texts.remove(name);
    texts.retain(|_, text| !mentions(text, name));
}

fn mentions(value: &Expr, name: &str) -> bool {
    let mut found = false;
    walk_expr(value, &mut |expr| {
        found |= matches!(&expr.kind, ExprKind::Variable(used) if used.name == name);
    });
    found
}

/// Whether a value is the same wherever its variables are.
fn is_pure(value: &Expr) -> bool {
    let mut pure = true;
    walk_expr(value, &mut |expr| {
        pure &= match &expr.kind {
            ExprKind::Literal(_)
            | ExprKind::Variable(_)
            | ExprKind::Field { .. }
            | ExprKind::Element { .. }
            | ExprKind::Binary { .. }
            | ExprKind::Unary { .. }
            | ExprKind::Is { .. }
            | ExprKind::InList { .. }
            | ExprKind::Between { .. }
            | ExprKind::Like { .. }
            | ExprKind::Case { .. }
            | ExprKind::Convert { .. }
            | ExprKind::Trim { .. } => true,
            ExprKind::PackageVariable(variable) => variable.constant,
            ExprKind::Builtin { name, .. } => {
                PURE.contains(&name.as_str()) || name.starts_with("DBMS_ASSERT.")
            }
            _ => false,
        };
    });
    pure
}

fn null() -> Expr {
    Expr::synthetic(
        ExprKind::Literal(Literal::Null),
        Type::VARCHAR2,
        Nullability::AlwaysNull,
    )
}

fn variable(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Variable(used) => Some(&used.name),
        _ => None,
    }
}
