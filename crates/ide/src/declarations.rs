//! The parts of stored code that declare names.

use plconv_syntax::ast::{self, AstNode, SyntaxNode, SyntaxTree};

/// The name of a routine: the last part of it.
pub(crate) fn routine_name<'t>(node: SyntaxNode<'t>) -> Option<ast::Name<'t>> {
    let name = match (ast::CreateProcedure::cast(node), ast::CreateFunction::cast(node)) {
        (Some(procedure), _) => procedure.name(),
        (None, Some(function)) => function.name(),
        (None, None) => None,
    }?;
    name.parts().iter().last()
}

/// Whether a node is a procedure or function, with or without a body.
pub(crate) fn is_routine(node: SyntaxNode<'_>) -> bool {
    ast::CreateProcedure::cast(node).is_some() || ast::CreateFunction::cast(node).is_some()
}

/// Whether a routine has statements of its own; a forward declaration and one of a specification have none.
pub(crate) fn has_body(node: SyntaxNode<'_>) -> bool {
    match (ast::CreateProcedure::cast(node), ast::CreateFunction::cast(node)) {
        (Some(procedure), _) => procedure.body().is_some() || procedure.call_spec().is_some(),
        (None, Some(function)) => function.body().is_some() || function.call_spec().is_some(),
        (None, None) => false,
    }
}

/// The parameters of a routine.
pub(crate) fn parameters<'t>(node: SyntaxNode<'t>) -> Vec<ast::Parameter<'t>> {
    match (ast::CreateProcedure::cast(node), ast::CreateFunction::cast(node)) {
        (Some(procedure), _) => procedure.params().iter().collect(),
        (None, Some(function)) => function.params().iter().collect(),
        (None, None) => Vec::new(),
    }
}

/// The subprograms directly in a package or type body, in order.
pub(crate) fn members(tree: &SyntaxTree) -> Vec<SyntaxNode<'_>> {
    let items: Vec<SyntaxNode<'_>> = match ast::Unit::cast(tree.root()) {
        Some(ast::Unit::CreatePackageBody(body)) => {
            body.declarations().iter().map(|item| item.syntax()).collect()
        }
        Some(ast::Unit::CreateTypeBody(body)) => body
            .items()
            .iter()
            .map(|item| match item {
                ast::TypeBodyItem::MethodSpec(method) => method
                    .routine()
                    .map_or(method.syntax(), |routine| routine.syntax()),
                ast::TypeBodyItem::CreateProcedure(_)
                | ast::TypeBodyItem::CreateFunction(_)
                | ast::TypeBodyItem::PragmaStmt(_)
                | ast::TypeBodyItem::BadStmt(_) => item.syntax(),
            })
            .collect(),
        _ => Vec::new(),
    };
    items.into_iter().filter(|node| is_routine(*node)).collect()
}

/// What a declaration declares and how it is called.
pub(crate) fn declared_name<'t>(declaration: ast::Declaration<'t>) -> Option<ast::Name<'t>> {
    match declaration {
        ast::Declaration::VariableDecl(declaration) => declaration.name(),
        ast::Declaration::ExceptionDecl(declaration) => declaration.name(),
        ast::Declaration::CursorDecl(declaration) => declaration.name(),
        ast::Declaration::RecordTypeDecl(declaration) => declaration.name(),
        ast::Declaration::CollectionTypeDecl(declaration) => declaration.name(),
        ast::Declaration::RefCursorTypeDecl(declaration) => declaration.name(),
        ast::Declaration::EnumTypeDecl(declaration) => declaration.name(),
        ast::Declaration::SubtypeDecl(declaration) => declaration.name(),
        ast::Declaration::CreateProcedure(_) | ast::Declaration::CreateFunction(_) => {
            routine_name(declaration.syntax())
        }
        ast::Declaration::PragmaStmt(_) | ast::Declaration::BadStmt(_) => None,
    }
}
