//! Routines, types and package variables of rows of views: they need the view.

use super::Middle;
use super::resolved::Item;
use plconv_catalog::ObjectName;
use plconv_hir::item::{Package, Routine, Signature};
use plconv_hir::stmt::{Block, Declaration, DeclarationKind, Statement, StatementKind};
use plconv_hir::ty::{RecordIdentity, Type, TypeName};
use plconv_hir::visit::children;

/// Whether a routine, or something that stands beside it in PostgreSQL because it is declared inside, takes, returns or
/// contains rows of views.
pub(super) fn uses_view_rows(routine: &Routine, middle: &Middle<'_>) -> bool {
    takes_view_rows(&routine.signature, middle)
        || (routine.body.as_ref()).is_some_and(|body| block_declares_view_rows(body, middle))
}

fn takes_view_rows(signature: &Signature, middle: &Middle<'_>) -> bool {
    let parameters = signature.parameters.iter().map(|parameter| &parameter.ty);
    parameters
        .chain(&signature.returns)
        .any(|ty| has_view_row(ty, middle))
}

fn block_declares_view_rows(block: &Block, middle: &Middle<'_>) -> bool {
    let handled = block.handlers.iter().flat_map(|handler| &handler.statements);
    declare_view_rows(&block.declarations, middle)
        || (block.statements.iter().chain(handled))
            .any(|statement| statement_declares_view_rows(statement, middle))
}

fn declare_view_rows(declarations: &[Declaration], middle: &Middle<'_>) -> bool {
    declarations.iter().any(|declaration| match &declaration.kind {
        DeclarationKind::Type(declared) => has_view_row(&declared.ty, middle),
        DeclarationKind::Routine(routine) => uses_view_rows(routine, middle),
        // Looked at when the routine runs.
        DeclarationKind::Variable(_)
        | DeclarationKind::Cursor(_)
        | DeclarationKind::Exception(_)
        | DeclarationKind::Forward(_)
        | DeclarationKind::Pragma(_)
        | DeclarationKind::Refused(_) => false,
    })
}

fn statement_declares_view_rows(statement: &Statement, middle: &Middle<'_>) -> bool {
    if let StatementKind::Block(block) = &statement.kind {
        return block_declares_view_rows(block, middle);
    }
    children(statement).any(|child| statement_declares_view_rows(child, middle))
}

/// Whether a variable of a package is a row of a view.
pub(super) fn keeps_view_rows(package: &Item<Package>, middle: &Middle<'_>) -> bool {
    let declarations = package.value.spec.iter().chain(&package.value.body);
    declarations
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Variable(variable) => Some(&variable.ty),
            _ => None,
        })
        .any(|ty| has_view_row(ty, middle))
}

/// The record types of a package with rows of views in them.
pub(super) fn types_of_view_rows<'p>(
    package: &'p Item<Package>,
    middle: &Middle<'_>,
) -> impl Iterator<Item = &'p TypeName> {
    let declarations = package.value.spec.iter().chain(&package.value.body);
    declarations.filter_map(|declaration| match &declaration.kind {
        DeclarationKind::Type(declared) => match element(&declared.ty) {
            Type::Record(record) if has_view_row(&declared.ty, middle) => match &record.identity {
                RecordIdentity::Declared(name) => Some(name),
                RecordIdentity::Row(_) | RecordIdentity::Anonymous => None,
            },
            _ => None,
        },
        _ => None,
    })
}

/// Whether a type is the row of a view, or a record or collection that has one inside.
fn has_view_row(ty: &Type, middle: &Middle<'_>) -> bool {
    let Type::Record(record) = element(ty) else {
        return false;
    };
    match &record.identity {
        RecordIdentity::Row(name) => is_view(name, middle),
        RecordIdentity::Declared(_) | RecordIdentity::Anonymous => {
            record.fields.iter().any(|field| has_view_row(&field.ty, middle))
        }
    }
}

fn element(ty: &Type) -> &Type {
    match ty {
        Type::Collection(collection) => element(&collection.element),
        other => other,
    }
}

fn is_view(name: &ObjectName, middle: &Middle<'_>) -> bool {
    let catalog = &middle.program.catalog;
    catalog.views.contains_key(name) || catalog.materialized_views.contains_key(name)
}
