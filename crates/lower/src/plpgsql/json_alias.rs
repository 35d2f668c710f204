//! Changes of JSON documents that another variable or document would show in Oracle.
//!
//! A variable of JSON_OBJECT_T and its like refers to a document, and so does what GET, GET_OBJECT and GET_ARRAY return and
//! what PUT and APPEND have taken in. In PostgreSQL the variables have values: a change is the same as long as nothing
//! else refers to what is changed. The other changes are found here, and are refused.
//! JSON Developer's Guide, "Using PL/SQL Object Types for JSON": getters have reference semantics.

use plconv_catalog::{DataType, JsonElement};
use plconv_hir::expr::{Expr, ExprKind, Span, VariableKind};
use plconv_hir::item::{ParameterMode, RoutineId, Signature};
use plconv_hir::stmt::{Block, DeclarationKind, Statement, StatementKind};
use plconv_hir::supplied::OWNER;
use plconv_hir::targets::{own_targets, root};
use plconv_hir::ty::Type;
use plconv_hir::visit::{children, for_each_child, walk_block_exprs};
use std::collections::BTreeSet;
use std::sync::Arc;

type Signatures<'s> = &'s dyn Fn(&RoutineId) -> Option<Arc<Signature>>;

/// The statements of a block that change a document which others refer to.
pub(super) fn changes_of_others(block: &Block, signature_of: Signatures<'_>) -> BTreeSet<Span> {
    let mut flow = Flow {
        signature_of,
        pinned: BTreeSet::new(),
        refused: BTreeSet::new(),
    };
    flow.pin_captured(block);
    flow.block(block, &mut Held::new());
    flow.refused
}

/// Whether a routine is a method of a JSON type.
fn json_method(routine: &RoutineId) -> Option<&str> {
    let package = routine.package.as_deref()?;
    (routine.schema.as_deref() == Some(OWNER) && JsonElement::of_name(package).is_some())
        .then_some(routine.name.as_str())
}

/// Whether values of a type refer to documents.
fn refers(ty: &Type) -> bool {
    match ty {
        Type::Scalar(data_type) => matches!(data_type, DataType::JsonElement(_)),
        Type::Record(record) => record.fields.iter().any(|field| refers(&field.ty)),
        Type::Object(object) => object.attributes.iter().any(|field| refers(&field.ty)),
        Type::Collection(collection) => refers(&collection.element),
        Type::Unknown | Type::Null | Type::RefCursor(_) => false,
    }
}

/// Which variable's document may be reached from which other: first the one inside, then the one it is reached from.
type Held = BTreeSet<(String, String)>;

struct Flow<'s> {
    signature_of: Signatures<'s>,
    /// Variables that nested routines use: what they referred to once counts from then on.
    pinned: BTreeSet<String>,
    refused: BTreeSet<Span>,
}

impl Flow<'_> {
    fn pin_captured(&mut self, block: &Block) {
        for declaration in &block.declarations {
            if let DeclarationKind::Routine(routine) = &declaration.kind
                && let Some(body) = &routine.body
            {
                let parameters = routine.signature.parameters.iter();
                let mut own: BTreeSet<String> = parameters.map(|parameter| parameter.name.clone()).collect();
                add_declared(body, &mut own);
                walk_block_exprs(body, &mut |expr| {
                    if refers(&expr.ty) {
                        self.pinned
                            .extend(variable(expr).filter(|name| !own.contains(name)));
                    }
                });
            }
        }
    }

    fn block(&mut self, block: &Block, held: &mut Held) {
        for declaration in &block.declarations {
            match &declaration.kind {
                DeclarationKind::Variable(variable) => {
                    self.forget(&variable.name, held);
                    if let Some(value) = &variable.default {
                        refer(&variable.name, value, held);
                    }
                }
                DeclarationKind::Routine(routine) => {
                    if let Some(body) = &routine.body {
                        let mut own = held.clone();
                        self.block(body, &mut own);
                        held.extend(own);
                    }
                }
                _ => {}
            }
        }
        let handlers: Vec<&Vec<Statement>> =
            block.handlers.iter().map(|handler| &handler.statements).collect();
        // An error may have been raised after any of the statements.
        let mut at_error = held.clone();
        for statement in &block.statements {
            self.statement(statement, held);
            at_error.extend(held.iter().cloned());
        }
        for statements in handlers {
            let mut own = at_error.clone();
            self.statements(statements, &mut own);
            held.extend(own);
        }
        // What nested routines do may be done again now.
        for declaration in &block.declarations {
            if let DeclarationKind::Routine(routine) = &declaration.kind
                && let Some(body) = &routine.body
            {
                self.block(body, &mut held.clone());
            }
        }
    }

    fn statements(&mut self, statements: &[Statement], held: &mut Held) {
        for statement in statements {
            self.statement(statement, held);
        }
    }

    fn statement(&mut self, statement: &Statement, held: &mut Held) {
        match &statement.kind {
            StatementKind::Block(block) => return self.block(block, held),
            StatementKind::Call { routine, args } => return self.call(statement, routine, args, held),
            StatementKind::Assign { target, value } if refers(&target.ty) => {
                if let Some(name) = variable(root(target)) {
                    let before = held.clone();
                    if variable(target).is_some() {
                        self.forget(&name, held);
                    }
                    refer_from(&name, value, &before, held);
                }
                return;
            }
            _ => {}
        }
        own_targets(statement, &mut |target| {
            if let Some(name) = variable(target) {
                self.forget(&name, held);
            }
        });
        let before = held.clone();
        let bodies: Vec<&Statement> = children(statement).collect();
        // What one turn of a loop leaves is there in the next; each branch of others begins where the statement does.
        let is_loop = matches!(
            statement.kind,
            StatementKind::Loop(_)
                | StatementKind::While { .. }
                | StatementKind::ForRange { .. }
                | StatementKind::ForCursor { .. }
                | StatementKind::ForQuery { .. }
        );
        for _ in 0..if is_loop { 2 } else { 1 } {
            let mut after = held.clone();
            for body in branches(statement, &bodies) {
                let mut own = held.clone();
                for statement in body {
                    self.statement(statement, &mut own);
                }
                after.extend(own);
            }
            held.extend(after);
        }
        held.extend(before);
    }

    fn call(&mut self, statement: &Statement, routine: &RoutineId, args: &[Option<Expr>], held: &mut Held) {
        let Some(signature) = (self.signature_of)(routine) else {
            return;
        };
        let is_method = json_method(routine).is_some();
        let given: Vec<(ParameterMode, &Expr)> = signature
            .parameters
            .iter()
            .zip(args)
            .filter_map(|(parameter, arg)| Some((parameter.mode, arg.as_ref()?)))
            .filter(|(_, arg)| refers(&arg.ty))
            .collect();
        for (mode, arg) in &given {
            if *mode == ParameterMode::InOut && !self.may_change(arg, held) {
                self.refused.insert(statement.span);
            }
        }
        for (mode, arg) in &given {
            let Some(name) = variable(root(arg)).filter(|_| *mode != ParameterMode::In) else {
                continue;
            };
            if *mode == ParameterMode::Out && variable(arg).is_some() {
                self.forget(&name, held);
            }
            for (_, value) in given.iter().filter(|(mode, _)| *mode == ParameterMode::In) {
                // What is put into a document is reached from it; what a routine gives back may be what it was given.
                if *mode == ParameterMode::Out {
                    refer(&name, value, held);
                } else if !(is_method && is_getter(value)) {
                    for inside in referred(value) {
                        hold(&inside, &name, held);
                    }
                }
            }
        }
    }

    /// Whether nothing else shows a change of a document.
    fn may_change(&self, place: &Expr, held: &Held) -> bool {
        let place = root(place);
        match (&place.kind, variable(place)) {
            (ExprKind::Variable(used), _) if used.kind == VariableKind::InParameter => false,
            (_, Some(name)) => !held.iter().any(|(inside, _)| *inside == name),
            // Something that a getter returns.
            (_, None) => false,
        }
    }

    fn forget(&self, name: &str, held: &mut Held) {
        if !self.pinned.contains(name) {
            held.retain(|(inside, outside)| inside != name && outside != name);
        }
    }
}

/// Adds the variables that a block and those in it declare.
fn add_declared(block: &Block, names: &mut BTreeSet<String>) {
    for declaration in &block.declarations {
        if let DeclarationKind::Variable(variable) = &declaration.kind {
            names.insert(variable.name.clone());
        }
    }
    fn add(statement: &Statement, names: &mut BTreeSet<String>) {
        match &statement.kind {
            StatementKind::Block(block) => add_declared(block, names),
            _ => children(statement).for_each(|child| add(child, names)),
        }
    }
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    for statement in block.statements.iter().chain(handled) {
        add(statement, names);
    }
}

/// The statements of each branch of a statement.
fn branches<'s>(statement: &'s Statement, all: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    match &statement.kind {
        StatementKind::If {
            branches,
            else_statements,
        }
        | StatementKind::Case {
            branches,
            else_statements,
            ..
        } => {
            let bodies = branches.iter().map(|(_, body)| body).chain(else_statements);
            bodies.map(|body| body.iter().collect()).collect()
        }
        _ => vec![all.to_vec()],
    }
}

/// Notes what a variable refers to with a value.
fn refer(name: &str, value: &Expr, held: &mut Held) {
    let before = held.clone();
    refer_from(name, value, &before, held);
}

fn refer_from(name: &str, value: &Expr, before: &Held, held: &mut Held) {
    let getter = is_getter(value);
    for other in referred(value) {
        if other != name {
            hold(name, &other, held);
            if !getter {
                hold(&other, name, held);
            }
            continue;
        }
        // A part of what it referred to: whatever else that is reached from still reaches the part.
        held.extend(
            before
                .iter()
                .filter(|(inside, outside)| inside == name || outside == name)
                .cloned(),
        );
    }
}

/// Adds that one document is reached from another, and so from what that one is reached from.
fn hold(inside: &str, outside: &str, held: &mut Held) {
    if inside == outside {
        return;
    }
    let inner: Vec<String> = held
        .iter()
        .filter(|(_, through)| through == inside)
        .map(|(inner, _)| inner.clone())
        .chain([inside.to_owned()])
        .collect();
    let outer: Vec<String> = held
        .iter()
        .filter(|(through, _)| through == outside)
        .map(|(_, outer)| outer.clone())
        .chain([outside.to_owned()])
        .collect();
    for inner in &inner {
        for outer in outer.iter().filter(|outer| *outer != inner) {
            held.insert((inner.clone(), outer.clone()));
        }
    }
}

/// Whether a value is a part of a document.
fn is_getter(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Call { routine, args } => match json_method(routine) {
            Some("GET" | "GET_OBJECT" | "GET_ARRAY") => true,
            Some("AS_OBJECT" | "AS_ARRAY" | "AS_SCALAR") => args.iter().flatten().any(is_getter),
            _ => false,
        },
        ExprKind::Convert { operand, .. } => is_getter(operand),
        _ => false,
    }
}

/// The variables whose documents a value may refer to.
fn referred(value: &Expr) -> BTreeSet<String> {
    if !refers(&value.ty) {
        return BTreeSet::new();
    }
    if let Some(name) = variable(root(value)) {
        return BTreeSet::from([name]);
    }
    if let ExprKind::Call { routine, .. } = &value.kind
        && matches!(json_method(routine), Some("CLONE" | "PARSE"))
    {
        return BTreeSet::new();
    }
    let mut found = BTreeSet::new();
    for_each_child(value, &mut |part| found.extend(referred(part)), &mut |_| {});
    found
}

/// What a variable is called here.
fn variable(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Variable(used) => Some(used.name.clone()),
        ExprKind::PackageVariable(used) => Some(format!("{}.{}", used.package, used.name)),
        _ => None,
    }
}
