//! SELECT INTO of texts into numbers.
//!
//! PL/SQL fetches the column as it is and converts it itself, so that a text which is no number raises VALUE_ERROR, and
//! not INVALID_NUMBER as a conversion that the query names does (PL/SQL Language Reference, "Predefined Exceptions").

use super::fetch::fields_of;
use crate::context::Lowering;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::query::{Query, QueryBody};
use plconv_hir::stmt::Into;
use plconv_hir::ty::Type;
use plconv_pg::{self as pg, PlStatement};
use std::borrow::Cow;

impl Lowering<'_> {
    /// Variables to select into, and what sets the targets from them; `fetched` has the types of the columns that are
    /// converted afterwards.
    pub(super) fn converted_targets(
        &mut self,
        into: &Into,
        fetched: &[Option<Type>],
    ) -> (Vec<pg::Expr>, Vec<PlStatement>) {
        let mut places = Vec::new();
        let mut after = Vec::new();
        for (target, column) in fields_of(into, true).iter().zip(fetched) {
            let (place, statements) = match column {
                Some(column) => {
                    let (place, value) = self.fetched_value(&target.ty, Some(column));
                    (vec![place], self.assign(target, value))
                }
                None => self.into_targets(std::slice::from_ref(target), target.span),
            };
            places.extend(place);
            after.extend(statements);
        }
        (places, after)
    }
}

/// A query without the conversions of texts into numbers for INTO, and the types of the columns that have them; no types
/// where there are none.
pub(super) fn without_conversions(query: &Query) -> (Cow<'_, Query>, Vec<Option<Type>>) {
    let texts: Vec<Option<&Expr>> = match &query.body {
        QueryBody::Block(block) => block
            .items
            .iter()
            .map(|item| converted_text(&item.expr))
            .collect(),
        QueryBody::Set { .. } | QueryBody::Nested(_) => Vec::new(),
    };
    if texts.iter().all(Option::is_none) {
        return (Cow::Borrowed(query), Vec::new());
    }
    let types = texts
        .iter()
        .map(|text| text.map(|text| text.ty.clone()))
        .collect();
    let mut plain = query.clone();
    if let QueryBody::Block(block) = &mut plain.body {
        for (item, text) in block.items.iter_mut().zip(texts) {
            if let Some(text) = text {
                item.expr = text.clone();
            }
        }
    }
    (Cow::Owned(plain), types)
}

fn converted_text(value: &Expr) -> Option<&Expr> {
    match &value.kind {
        ExprKind::Convert {
            operand,
            implicit: true,
        } if operand.ty.is_character() && value.ty.is_numeric() => Some(operand),
        _ => None,
    }
}
