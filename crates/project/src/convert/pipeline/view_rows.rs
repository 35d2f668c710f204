//! Routines and package variables of rows of views: they need the view.

use super::Middle;
use super::resolved::Item;
use plconv_catalog::ObjectName;
use plconv_hir::item::{Package, Signature};
use plconv_hir::stmt::DeclarationKind;
use plconv_hir::ty::{RecordIdentity, Type};

/// Whether a routine takes or returns rows of views.
pub(super) fn takes_view_rows(signature: &Signature, middle: &Middle<'_>) -> bool {
    let parameters = signature.parameters.iter().map(|parameter| &parameter.ty);
    parameters
        .chain(&signature.returns)
        .any(|ty| is_view_row(ty, middle))
}

/// Whether a variable of a package is a row of a view.
pub(super) fn keeps_view_rows(package: &Item<Package>, middle: &Middle<'_>) -> bool {
    let declarations = package.value.spec.iter().chain(&package.value.body);
    declarations
        .filter_map(|declaration| match &declaration.kind {
            DeclarationKind::Variable(variable) => Some(&variable.ty),
            _ => None,
        })
        .any(|ty| is_view_row(ty, middle))
}

fn is_view_row(ty: &Type, middle: &Middle<'_>) -> bool {
    let element = match ty {
        Type::Collection(collection) => &collection.element,
        other => other,
    };
    let is_view = |name: &ObjectName| {
        let catalog = &middle.program.catalog;
        catalog.views.contains_key(name) || catalog.materialized_views.contains_key(name)
    };
    matches!(element, Type::Record(record) if matches!(&record.identity, RecordIdentity::Row(name) if is_view(name)))
}
