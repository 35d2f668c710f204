//! The walk over a unit that gives each name its meaning.

use super::scope::{Frame, Scopes};
use super::{NameUse, Role, UnitNames};
use crate::declarations::{declared_name, has_body, parameters, routine_name};
use crate::file::FileSyntax;
use crate::target::Target;
use plconv_catalog::ObjectName;
use plconv_grammar::SyntaxKind;
use plconv_hir::expr::Span;
use plconv_hir::item::RoutineId;
use plconv_hir::notes::{NameMeaning, NameNote};
use plconv_hir::program::{Program, SchemaObject};
use plconv_hir::resolve::builtins;
use plconv_hir::ty::{Nullability, Type};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

pub(super) struct NameWalk<'a> {
    pub(super) program: &'a Program,
    file: &'a FileSyntax,
    index: usize,
    /// What the unit creates.
    pub(super) name: ObjectName,
    pub(super) package: Option<ObjectName>,
    notes: &'a FxHashMap<u32, NameNote>,
    /// The byte around which names are wanted, when those of other routines are not.
    at: Option<u32>,
    pub(super) scopes: Scopes,
    uses: BTreeMap<u32, NameUse>,
}

impl<'a> NameWalk<'a> {
    pub fn new(
        program: &'a Program,
        file: &'a FileSyntax,
        index: usize,
        name: ObjectName,
        package: Option<ObjectName>,
        notes: &'a FxHashMap<u32, NameNote>,
        at: Option<u32>,
    ) -> Self {
        NameWalk {
            program,
            file,
            index,
            name,
            package,
            notes,
            at,
            scopes: Scopes(vec![Frame::default()]),
            uses: BTreeMap::new(),
        }
    }

    pub fn finish(self) -> UnitNames {
        UnitNames {
            uses: self.uses.into_values().collect(),
        }
    }

    /// Walks the whole unit.
    pub fn unit(&mut self, unit: ast::Unit<'_>) {
        let object = Target::Object(self.name.clone());
        let created = match unit {
            ast::Unit::CreatePackage(package) => Some((package.name(), object, Role::Declaration)),
            ast::Unit::CreatePackageBody(body) => Some((body.name(), object, Role::Implementation)),
            ast::Unit::CreateType(create) => Some((create.name(), object, Role::Declaration)),
            ast::Unit::CreateTypeBody(body) => Some((body.name(), object, Role::Implementation)),
            ast::Unit::CreateTable(table) => Some((table.name(), object, Role::Declaration)),
            ast::Unit::CreateView(view) => Some((view.name(), object, Role::Declaration)),
            ast::Unit::CreateMaterializedView(view) => Some((view.name(), object, Role::Declaration)),
            ast::Unit::CreateSequence(sequence) => Some((sequence.name(), object, Role::Declaration)),
            ast::Unit::CreateSynonym(synonym) => Some((synonym.name(), object, Role::Declaration)),
            ast::Unit::CreateTrigger(trigger) => Some((
                trigger.name(),
                Target::Trigger(self.name.clone()),
                Role::Declaration,
            )),
            _ => None,
        };
        if let Some((Some(name), target, role)) = created {
            if let Some(last) = name.parts().iter().last() {
                self.add(last, target.clone(), role);
            }
            for child in unit.syntax().children() {
                if let Some(label) = ast::Name::cast(child) {
                    // The name after END.
                    if label.folded() == self.name.name {
                        self.add(label, target.clone(), Role::Use);
                    }
                }
            }
        }
        let label = match unit {
            ast::Unit::CreatePackage(_) | ast::Unit::CreatePackageBody(_) => Some(self.name.name.clone()),
            _ => None,
        };
        self.scopes.0.push(Frame {
            label,
            ..Frame::default()
        });
        if let Some(table) = own_table(unit) {
            let relation = self.relation(table).or_else(|| Some(self.name.clone()));
            self.columns(unit.syntax(), relation.as_ref());
        }
        self.visit(unit.syntax());
    }

    // ------------------------------------------------------------ noting

    pub(super) fn add(&mut self, name: ast::Name<'_>, target: Target, role: Role) {
        let node = name.syntax();
        let note = self.notes.get(&node.start());
        self.uses.entry(node.start()).or_insert(NameUse {
            span: Span {
                start: node.start(),
                end: node.end(),
            },
            target,
            role,
            ty: note.map_or(Type::Unknown, |note| note.ty.clone()),
            nullability: note.map_or(Nullability::Nullable, |note| note.nullability),
        });
    }

    pub(super) fn local(&self, name: ast::Name<'_>) -> Target {
        self.local_target(name)
    }

    pub(super) fn visit_child(&mut self, node: SyntaxNode<'_>) {
        self.visit(node);
    }

    fn local_target(&self, name: ast::Name<'_>) -> Target {
        Target::Local {
            path: self.file.path.clone(),
            unit: self.index,
            declared: name.syntax().start(),
            name: name.folded(),
        }
    }

    /// Declares a name of PL/SQL where the walk is: in a package it is a member, elsewhere local.
    fn declare(&mut self, name: Option<ast::Name<'_>>) {
        let Some(name) = name else { return };
        let target = match &self.package {
            Some(package) if self.scopes.0.len() == 2 => Target::Member {
                package: package.clone(),
                name: name.folded(),
            },
            _ => self.local_target(name),
        };
        self.scopes.declare(name.folded(), target.clone());
        self.add(name, target, Role::Declaration);
    }

    pub(super) fn note_at(&self, name: ast::Name<'_>) -> Option<&'a NameNote> {
        self.notes.get(&name.syntax().start())
    }

    // ------------------------------------------------------------ walking

    fn enter(&mut self, node: SyntaxNode<'_>) {
        for child in node.children_in_order() {
            self.visit(child);
        }
    }

    fn visit(&mut self, node: SyntaxNode<'_>) {
        match node.kind() {
            SyntaxKind::CreateProcedure | SyntaxKind::CreateFunction => self.routine(node),
            SyntaxKind::Block => {
                let label = ast::Block::cast(node).and_then(|block| block.labels().first());
                self.framed(label, node);
            }
            SyntaxKind::LabeledStmt => self.labeled(node),
            SyntaxKind::LoopStmt | SyntaxKind::ForallStmt => self.loop_statement(node, None),
            SyntaxKind::CompoundSection => self.framed(None, node),
            SyntaxKind::Query | SyntaxKind::MergeStmt | SyntaxKind::UpdateStmt | SyntaxKind::DeleteStmt => {
                self.statement_of_relations(node);
            }
            SyntaxKind::QueryBlock => self.statement_of_relations(node),
            SyntaxKind::InsertStmt => {
                let insert = ast::InsertStmt::cast(node);
                let relation = match insert.and_then(|insert| insert.target()) {
                    Some(ast::DmlTarget::TableTarget(target)) => self.relation(target.name()),
                    Some(ast::DmlTarget::SubqueryTarget(_) | ast::DmlTarget::CollectionTarget(_)) | None => {
                        None
                    }
                };
                for column in insert.iter().flat_map(|insert| insert.columns().iter()) {
                    self.target_column(column, relation.as_ref());
                }
                self.enter(node);
            }
            SyntaxKind::ForeignKeyConstraint => {
                if let Some(key) = ast::ForeignKeyConstraint::cast(node) {
                    let relation = self.relation(key.table());
                    for column in key.referenced().iter() {
                        self.column(column, relation.as_ref(), Role::Use);
                    }
                }
                self.enter(node);
            }
            SyntaxKind::CommentStmt => self.comment(node),
            kind if ast::Declaration::cast(node).is_some() && kind != SyntaxKind::PragmaStmt => {
                let declaration = ast::Declaration::cast(node);
                self.declare(declaration.and_then(declared_name));
                if kind == SyntaxKind::CursorDecl {
                    self.cursor(node);
                } else {
                    self.enter(node);
                }
            }
            SyntaxKind::NameRef | SyntaxKind::FieldExpr | SyntaxKind::CallExpr => self.chain(node),
            SyntaxKind::AttributeExpr => {
                if let Some(base) = ast::AttributeExpr::cast(node).and_then(|attribute| attribute.base()) {
                    self.visit(base.syntax());
                }
            }
            SyntaxKind::ObjectName => self.object_name(node),
            _ => self.enter(node),
        }
    }

    fn framed(&mut self, label: Option<ast::Name<'_>>, node: SyntaxNode<'_>) {
        self.scopes.0.push(Frame {
            label: label.map(|label| label.folded()),
            ..Frame::default()
        });
        if let Some(label) = label {
            let target = self.local_target(label);
            self.add(label, target.clone(), Role::Declaration);
            self.end_labels(node, &target, label.folded());
        }
        self.enter(node);
        self.scopes.0.pop();
    }

    /// The name after END of a block or loop that has a label.
    fn end_labels(&mut self, node: SyntaxNode<'_>, target: &Target, name: String) {
        let body = ast::Block::cast(node).and_then(|block| block.body());
        let label = body
            .and_then(|body| body.end_label())
            .or_else(|| ast::LoopStmt::cast(node).and_then(|statement| statement.end_label()));
        if let Some(label) = label.filter(|label| label.folded() == name) {
            self.add(label, target.clone(), Role::Use);
        }
    }

    fn labeled(&mut self, node: SyntaxNode<'_>) {
        let Some(labeled) = ast::LabeledStmt::cast(node) else {
            return;
        };
        let (Some(label), Some(statement)) = (labeled.label(), labeled.statement()) else {
            return self.enter(node);
        };
        match statement.syntax().kind() {
            SyntaxKind::Block => self.framed(Some(label), statement.syntax()),
            SyntaxKind::LoopStmt => self.loop_statement(statement.syntax(), Some(label)),
            _ => {
                let target = self.local_target(label);
                self.add(label, target, Role::Declaration);
                self.visit(statement.syntax());
            }
        }
    }

    fn loop_statement(&mut self, node: SyntaxNode<'_>, label: Option<ast::Name<'_>>) {
        self.scopes.0.push(Frame {
            label: label.map(|label| label.folded()),
            ..Frame::default()
        });
        if let Some(label) = label {
            let target = self.local_target(label);
            self.add(label, target.clone(), Role::Declaration);
            self.end_labels(node, &target, label.folded());
        }
        let variables: Vec<ast::Name<'_>> = match ast::LoopStmt::cast(node).and_then(|found| found.head()) {
            Some(ast::LoopHead::ForRangeHead(head)) => head.variable().into_iter().collect(),
            Some(ast::LoopHead::ForCursorHead(head)) => head.variable().into_iter().collect(),
            Some(ast::LoopHead::IterationHead(head)) => head
                .iterands()
                .iter()
                .filter_map(|iterand| iterand.name())
                .collect(),
            Some(ast::LoopHead::WhileHead(_)) => Vec::new(),
            None => ast::ForallStmt::cast(node)
                .and_then(|forall| forall.variable())
                .into_iter()
                .collect(),
        };
        for variable in variables {
            let target = self.local_target(variable);
            self.scopes.declare(variable.folded(), target.clone());
            self.add(variable, target, Role::Declaration);
        }
        self.enter(node);
        self.scopes.0.pop();
    }

    fn cursor(&mut self, node: SyntaxNode<'_>) {
        self.scopes.0.push(Frame::default());
        for parameter in ast::CursorDecl::cast(node)
            .iter()
            .flat_map(|cursor| cursor.params().iter())
        {
            if let Some(name) = parameter.name() {
                let target = self.local_target(name);
                self.scopes.declare(name.folded(), target.clone());
                self.add(name, target, Role::Declaration);
            }
        }
        self.enter(node);
        self.scopes.0.pop();
    }

    fn routine(&mut self, node: SyntaxNode<'_>) {
        let name = routine_name(node);
        let id = name.and_then(|name| self.routine_id(name));
        if let (Some(name), Some(id)) = (name, &id) {
            let role = if has_body(node) {
                Role::Implementation
            } else {
                Role::Declaration
            };
            let target = Target::Routine(id.clone());
            self.scopes.declare(name.folded(), target.clone());
            self.add(name, target.clone(), role);
            let body = ast::CreateProcedure::cast(node)
                .and_then(|routine| routine.body())
                .or_else(|| ast::CreateFunction::cast(node).and_then(|routine| routine.body()));
            if let Some(label) = body.and_then(|body| body.end_label())
                && label.folded() == name.folded()
            {
                self.add(label, target, Role::Use);
            }
        }
        if (self.at).is_some_and(|at| at < node.start() || node.end() < at) {
            return;
        }
        self.scopes.0.push(Frame {
            label: name.map(|name| name.folded()),
            ..Frame::default()
        });
        for parameter in parameters(node) {
            let Some(name) = parameter.name() else { continue };
            let target = match &id {
                Some(id) => Target::Parameter {
                    routine: id.clone(),
                    name: name.folded(),
                },
                None => self.local_target(name),
            };
            self.scopes.declare(name.folded(), target.clone());
            self.add(name, target, Role::Declaration);
        }
        self.enter(node);
        self.scopes.0.pop();
    }

    /// The identity of the routine whose header has this name.
    fn routine_id(&self, name: ast::Name<'_>) -> Option<RoutineId> {
        match &self.note_at(name)?.meaning {
            NameMeaning::RoutineDeclaration(id) => Some(id.clone()),
            _ => None,
        }
    }

    // ------------------------------------------------------------ names in expressions

    /// A chain of names and calls: `a.b(c).d`.
    fn chain(&mut self, node: SyntaxNode<'_>) {
        let mut names: Vec<ast::Name<'_>> = Vec::new();
        let mut calls: Vec<ast::CallExpr<'_>> = Vec::new();
        let mut current = ast::Expr::cast(node);
        let mut reaches_name = false;
        while let Some(expr) = current {
            current = match expr {
                ast::Expr::NameRef(name) => {
                    names.extend(name.name());
                    reaches_name = true;
                    None
                }
                ast::Expr::FieldExpr(field) => {
                    names.extend(field.name());
                    field.base()
                }
                ast::Expr::CallExpr(call) => {
                    calls.push(call);
                    call.callee()
                }
                other => {
                    self.visit(other.syntax());
                    None
                }
            };
        }
        names.reverse();
        let folded: Vec<String> = names.iter().map(|name| name.folded()).collect();
        for (count, name) in names.iter().enumerate() {
            let noted = self
                .note_at(*name)
                .and_then(|note| self.of_meaning(&note.meaning));
            let found = noted.or_else(|| {
                (reaches_name && count < folded.len())
                    .then(|| self.look_up(&folded[..=count], count + 1 < folded.len()))
                    .flatten()
            });
            if let Some(target) = found {
                self.add(*name, target, Role::Use);
            }
        }
        for call in calls {
            let callee = call.callee().and_then(crate::tokens::last_name);
            let routine = callee.and_then(|callee| match self.uses.get(&callee.syntax().start()) {
                Some(NameUse {
                    target: Target::Routine(id),
                    ..
                }) => Some(id.clone()),
                _ => None,
            });
            for argument in call.args().iter() {
                if let ast::Argument::NamedArgument(named) = argument
                    && let (Some(name), Some(routine)) = (named.name(), &routine)
                {
                    let target = Target::Parameter {
                        routine: routine.clone(),
                        name: name.folded(),
                    };
                    self.add(name, target, Role::Use);
                }
                self.enter(argument.syntax());
            }
            for item in call.order_by().iter() {
                self.enter(item.syntax());
            }
        }
    }

    pub(super) fn of_meaning(&self, meaning: &NameMeaning) -> Option<Target> {
        Some(match meaning {
            NameMeaning::Local { name, qualifier } => self.scopes.local(name, qualifier.as_deref())?.clone(),
            NameMeaning::Member { package, name } => Target::Member {
                package: package.clone(),
                name: name.clone(),
            },
            NameMeaning::Routine(id) | NameMeaning::RoutineDeclaration(id) => Target::Routine(id.clone()),
            NameMeaning::Column { relation, column } => Target::Column {
                relation: relation.clone(),
                column: column.clone(),
            },
            NameMeaning::Field { of, field } => Target::Field {
                of: of.clone(),
                field: field.clone(),
            },
            NameMeaning::Sequence(name) => Target::Object(name.clone()),
            NameMeaning::BuiltIn(name) => Target::BuiltIn(name.clone()),
        })
    }

    /// What a chain of names stands for where the resolver said nothing; `more` follow.
    pub(super) fn look_up(&self, names: &[String], more: bool) -> Option<Target> {
        let schema = self.name.schema.as_deref();
        match names {
            [name] => {
                if more && let Some(relation) = self.scopes.relation(name) {
                    return Some(relation.clone());
                }
                if let Some(local) = self.scopes.local(name, None) {
                    return Some(local.clone());
                }
                if let Some(package) = &self.package {
                    if let Some(member) = self.member(package, name, true) {
                        return Some(member);
                    }
                    if package.name == *name {
                        return Some(Target::Object(package.clone()));
                    }
                }
                if let Some(found) = self.program.find(schema, None, name) {
                    return of_object(found, self.program);
                }
                builtins::find(name).map(|_| Target::BuiltIn(name.clone()))
            }
            [.., qualifier, name] => {
                if let Some(local) = self.scopes.local(name, Some(qualifier)) {
                    return Some(local.clone());
                }
                let found = match names {
                    [_, _] => self.program.find(schema, None, qualifier),
                    [.., owner, _, _] => self.program.find(schema, Some(owner), qualifier),
                    _ => None,
                };
                match found {
                    Some(SchemaObject::Package(package)) => {
                        let inside = self.package.as_ref() == Some(&package);
                        self.member(&package, name, inside)
                    }
                    Some(SchemaObject::Relation(relation)) => {
                        let columns = self.program.relation_columns(&relation)?;
                        let is_column = columns.iter().any(|column| column.name == *name);
                        is_column.then(|| Target::Column {
                            relation: Some(relation),
                            column: name.clone(),
                        })
                    }
                    Some(
                        SchemaObject::Sequence(_)
                        | SchemaObject::Routine(_)
                        | SchemaObject::Type(_)
                        | SchemaObject::Outside { .. },
                    )
                    | None => {
                        let found = self.program.find(schema, Some(qualifier), name)?;
                        (names.len() == 2)
                            .then(|| of_object(found, self.program))
                            .flatten()
                    }
                }
            }
            [] => None,
        }
    }

    fn member(&self, package: &ObjectName, name: &str, inside: bool) -> Option<Target> {
        let scope = self.program.packages.get(package)?;
        if !inside && !scope.public.contains(name) {
            return None;
        }
        if let Some(overloads) = scope.routines.get(name) {
            return overloads
                .first()
                .map(|signature| Target::Routine(signature.id.clone()));
        }
        let known = scope.variables.contains_key(name)
            || scope.cursors.contains_key(name)
            || scope.types.contains_key(name)
            || scope.exceptions.contains_key(name);
        known.then(|| Target::Member {
            package: package.clone(),
            name: name.to_owned(),
        })
    }
}

/// The table whose columns a statement of DDL names.
fn own_table(unit: ast::Unit<'_>) -> Option<Option<ast::ObjectName<'_>>> {
    match unit {
        ast::Unit::CreateTable(table) => Some(table.name()),
        ast::Unit::AlterTable(alter) => Some(alter.name()),
        ast::Unit::CreateIndex(index) => Some(index.table()),
        _ => None,
    }
}

/// What an object of the schema is.
pub(super) fn of_object(object: SchemaObject, program: &Program) -> Option<Target> {
    Some(match object {
        SchemaObject::Relation(name)
        | SchemaObject::Sequence(name)
        | SchemaObject::Package(name)
        | SchemaObject::Type(name) => Target::Object(name),
        SchemaObject::Routine(name) => Target::Routine(program.routines.get(&name)?.id.clone()),
        SchemaObject::Outside { .. } => return None,
    })
}
