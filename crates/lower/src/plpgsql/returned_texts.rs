//! The texts that a function may return: what is known of them, and where parts are only known when it runs.
//!
//! The texts found are candidates. Who uses them compares them with what the function really returns, so a text that is
//! not found here is refused then, and one that is never returned costs nothing.

use plconv_hir::expr::{BinaryOp, Expr, ExprKind, VariableKind};
use plconv_hir::item::{RoutineId, Signature};
use plconv_hir::resolve::constant_text;
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::targets::{root, walk_targets};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More texts than these are not followed.
const MAX_TEXTS: usize = 64;

/// A piece of a text.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TextPiece {
    /// Known text.
    Known(String),
    /// A part that is only known when the function runs.
    Part,
}

/// A text in pieces; without any it is NULL.
pub type PiecedText = Vec<TextPiece>;

/// Looks up a routine's parameters.
pub type Signatures<'s> = &'s dyn Fn(&RoutineId) -> Option<Arc<Signature>>;

/// The texts that a function with this body may return. `given` are the values of its parameters, by name.
pub fn returned_texts(
    body: &Block,
    given: &[(String, String)],
    signature_of: Signatures<'_>,
) -> BTreeSet<PiecedText> {
    let given = given.iter().map(|(name, text)| (name.clone(), single(text)));
    let mut flow = Flow {
        signature_of,
        returned: BTreeSet::new(),
    };
    flow.block(body, &mut given.collect());
    flow.returned
}

/// The texts that variables may hold, by name; one that is not there may hold any.
type Held = BTreeMap<String, BTreeSet<PiecedText>>;

struct Flow<'s> {
    signature_of: Signatures<'s>,
    returned: BTreeSet<PiecedText>,
}

impl Flow<'_> {
    fn block(&mut self, block: &Block, held: &mut Held) {
        for declaration in &block.declarations {
            if let DeclarationKind::Variable(variable) = &declaration.kind {
                let texts = match &variable.default {
                    Some(value) => texts_of(value, held),
                    None => single(""),
                };
                held.insert(variable.name.clone(), texts);
            }
        }
        let mut written = BTreeSet::new();
        for statement in &block.statements {
            self.written(statement, &mut written);
        }
        let mut at_error = held.clone();
        at_error.retain(|name, _| !written.contains(name));
        self.statements(&block.statements, held);
        for handler in &block.handlers {
            let mut own = at_error.clone();
            self.statements(&handler.statements, &mut own);
            join(held, &own);
        }
    }

    fn statements(&mut self, statements: &[Statement], held: &mut Held) {
        for statement in statements {
            self.statement(statement, held);
        }
    }

    fn statement(&mut self, statement: &Statement, held: &mut Held) {
        match &statement.kind {
            StatementKind::Return(Some(value)) => self.returned.extend(texts_of(value, held)),
            StatementKind::Assign { target, value } => {
                let texts = texts_of(value, held);
                if let Some(name) = variable(root(target)) {
                    match variable(target) {
                        Some(_) => held.insert(name.to_owned(), texts),
                        None => held.remove(name),
                    };
                }
            }
            StatementKind::If {
                branches,
                else_statements,
            } => {
                let bodies = branches.iter().map(|(_, body)| body);
                self.branches(bodies.chain(else_statements), else_statements.is_some(), held);
            }
            // Without ELSE a CASE statement that finds nothing raises.
            StatementKind::Case {
                branches,
                else_statements,
                ..
            } => {
                let bodies = branches.iter().map(|(_, body)| body);
                self.branches(bodies.chain(else_statements), true, held);
            }
            StatementKind::Loop(body)
            | StatementKind::While { body, .. }
            | StatementKind::ForRange { body, .. }
            | StatementKind::ForCursor { body, .. }
            | StatementKind::ForQuery { body, .. } => {
                self.forget_written(statement, held);
                self.statements(body, &mut held.clone());
            }
            StatementKind::Block(block) => self.block(block, held),
            _ => self.forget_written(statement, held),
        }
    }

    fn branches<'b>(
        &mut self,
        bodies: impl Iterator<Item = &'b Vec<Statement>>,
        one_is_taken: bool,
        held: &mut Held,
    ) {
        let before = held.clone();
        let mut ends = bodies.map(|body| {
            let mut held = before.clone();
            self.statements(body, &mut held);
            held
        });
        if one_is_taken && let Some(first) = ends.next() {
            *held = first;
        }
        ends.for_each(|end| join(held, &end));
    }

    fn forget_written(&self, statement: &Statement, held: &mut Held) {
        let mut written = BTreeSet::new();
        self.written(statement, &mut written);
        held.retain(|name, _| !written.contains(name));
    }

    fn written(&self, statement: &Statement, names: &mut BTreeSet<String>) {
        walk_targets(statement, self.signature_of, &mut |target| {
            names.extend(variable(root(target)).map(str::to_owned));
        });
    }
}

/// Adds what variables hold on another way to the same place.
fn join(held: &mut Held, other: &Held) {
    held.retain(|name, _| other.contains_key(name));
    for (name, texts) in held {
        texts.extend(other.get(name).into_iter().flatten().cloned());
    }
}

fn texts_of(value: &Expr, held: &Held) -> BTreeSet<PiecedText> {
    let unknown = || BTreeSet::from([vec![TextPiece::Part]]);
    if let Some(text) = constant_text(value) {
        return single(&text);
    }
    let found = match &value.kind {
        ExprKind::Binary {
            op: BinaryOp::Concat,
            left,
            right,
        } => joined(&texts_of(left, held), &texts_of(right, held)),
        ExprKind::Variable(used)
            if matches!(used.kind, VariableKind::Variable | VariableKind::InParameter) =>
        {
            held.get(&used.name).cloned().unwrap_or_else(unknown)
        }
        ExprKind::Convert { operand, .. } if operand.ty.is_character() => texts_of(operand, held),
        ExprKind::Case {
            branches, else_value, ..
        } => {
            let otherwise = match else_value {
                Some(value) => texts_of(value, held),
                None => single(""),
            };
            let values = branches.iter().map(|(_, value)| value);
            values
                .flat_map(|value| texts_of(value, held))
                .chain(otherwise)
                .collect()
        }
        ExprKind::Builtin { name, args } => match (name.as_str(), args.as_slice()) {
            ("CONCAT", [left, right]) => joined(&texts_of(left, held), &texts_of(right, held)),
            ("NVL" | "COALESCE", args) => args.iter().flat_map(|arg| texts_of(arg, held)).collect(),
            ("NVL2", [_, then, otherwise]) => [then, otherwise]
                .into_iter()
                .flat_map(|arg| texts_of(arg, held))
                .collect(),
            _ => unknown(),
        },
        _ => unknown(),
    };
    if found.len() > MAX_TEXTS { unknown() } else { found }
}

fn single(text: &str) -> BTreeSet<PiecedText> {
    let pieces = match text {
        "" => Vec::new(),
        text => vec![TextPiece::Known(text.to_owned())],
    };
    BTreeSet::from([pieces])
}

/// Each of the one set before each of the other.
fn joined(left: &BTreeSet<PiecedText>, right: &BTreeSet<PiecedText>) -> BTreeSet<PiecedText> {
    let mut all = BTreeSet::new();
    for first in left {
        for second in right {
            let mut whole = first.clone();
            for piece in second {
                match (whole.last_mut(), piece) {
                    (Some(TextPiece::Known(before)), TextPiece::Known(text)) => before.push_str(text),
                    (_, piece) => whole.push(piece.clone()),
                }
            }
            all.insert(whole);
            if all.len() > MAX_TEXTS {
                return all;
            }
        }
    }
    all
}

fn variable(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Variable(used) => Some(&used.name),
        _ => None,
    }
}
