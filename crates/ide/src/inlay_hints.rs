//! What the source does not say: PostgreSQL types, conversions that Oracle does by itself.

use crate::file::FileSyntax;
use crate::names::Role;
use crate::snapshot::Snapshot;
use crate::target::Target;
use crate::types;
use plconv_hir::expr::{Expr, ExprKind};
use plconv_hir::stmt::{Block, Declaration, DeclarationKind};
use plconv_hir::visit::walk_block_exprs;
use plconv_project::convert::pipeline::ResolvedItem;
use plconv_source::{TextRange, TextSize};
use plconv_syntax::ast::{self, AstNode};

/// A text beside the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InlayHint {
    /// Where it is shown.
    pub offset: TextSize,
    /// The text.
    pub label: String,
    /// What it says.
    pub kind: InlayKind,
}

/// What a hint says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InlayKind {
    /// The PostgreSQL type of a declaration.
    Type,
    /// A conversion.
    Conversion,
}

/// The hints in a range, in order. Conversions are known where the text is as it was analysed.
pub fn inlay_hints(snapshot: &Snapshot, file: &FileSyntax, within: TextRange) -> Vec<InlayHint> {
    let mut hints = Vec::new();
    for (index, unit) in file.units.iter().enumerate() {
        let all = TextRange::new(unit.loaded.offset.into(), unit.loaded.end.into());
        if within.intersect(all).is_none() {
            continue;
        }
        type_hints(snapshot, file, index, &mut hints);
        conversion_hints(snapshot, file, index, &mut hints);
    }
    hints.retain(|hint| within.contains_inclusive(hint.offset));
    hints.sort_by_key(|hint| hint.offset);
    hints.dedup();
    hints
}

fn type_hints(snapshot: &Snapshot, file: &FileSyntax, index: usize, hints: &mut Vec<InlayHint>) {
    let Some(unit) = file.units.get(index) else { return };
    let program = snapshot.base.analysis.program();
    for name in &snapshot.names(file, index).uses {
        if name.role != Role::Declaration {
            continue;
        }
        let ty = match &name.target {
            Target::Column {
                relation: Some(relation),
                column,
            } => {
                let columns = program.relation_columns(relation).unwrap_or_default();
                columns
                    .into_iter()
                    .find(|known| known.name == *column)
                    .map(|known| known.ty)
            }
            _ => Some(name.ty.clone()),
        };
        let Some(postgres) = ty.and_then(|ty| types::postgres(&ty, &snapshot.base.policy)) else {
            continue;
        };
        let path = unit.tree().path_at(name.span.start);
        let datatype = path.iter().rev().find_map(|node| {
            ast::VariableDecl::cast(*node)
                .and_then(|declaration| declaration.datatype())
                .or_else(|| ast::Parameter::cast(*node).and_then(|declaration| declaration.datatype()))
                .or_else(|| ast::ColumnDef::cast(*node).and_then(|declaration| declaration.datatype()))
        });
        if let Some(datatype) = datatype {
            let node = datatype.syntax();
            hints.push(InlayHint {
                offset: unit.range(node.start(), node.end()).end(),
                label: format!(" → {postgres}"),
                kind: InlayKind::Type,
            });
        }
    }
}

fn conversion_hints(snapshot: &Snapshot, file: &FileSyntax, index: usize, hints: &mut Vec<InlayHint>) {
    let Some(unit) = file.units.get(index) else { return };
    let Some(number) = snapshot.base.number_of(file, index) else {
        return;
    };
    let mut add = |expr: &Expr, moved: u32| {
        if let ExprKind::Convert {
            operand,
            implicit: true,
        } = &expr.kind
            && expr.ty.scalar().is_some()
            && operand.ty.scalar().is_some()
            && operand.ty.unconstrained() != expr.ty.unconstrained()
            && !matches!(operand.kind, ExprKind::Literal(_))
            && operand.span.start < operand.span.end
        {
            let place = |at: u32| at.wrapping_add(moved);
            hints.push(InlayHint {
                offset: unit
                    .range(place(operand.span.start), place(operand.span.end))
                    .end(),
                label: format!(
                    " {} → {}",
                    types::oracle(&operand.ty.unconstrained()),
                    types::oracle(&expr.ty.unconstrained())
                ),
                kind: InlayKind::Conversion,
            });
        }
    };
    let is_body = matches!(
        ast::Unit::cast(unit.tree().root()),
        Some(ast::Unit::CreatePackageBody(_) | ast::Unit::CreateTypeBody(_))
    );
    for item in snapshot.base.analysis.items(number) {
        match item {
            ResolvedItem::Routine(item) => block(item.value.body.as_ref(), &mut |expr| add(expr, 0)),
            ResolvedItem::Package(item) if is_body => {
                for declaration in &item.value.body {
                    let moved = declaration.moved();
                    declarations(std::slice::from_ref(declaration), &mut |expr| add(expr, moved));
                }
                block(item.value.init.as_ref(), &mut |expr| add(expr, 0));
            }
            ResolvedItem::Package(_) => {}
            ResolvedItem::Trigger(item) => {
                if let plconv_hir::item::TriggerBody::Block(body) = &item.value.body {
                    block(Some(body), &mut |expr| add(expr, 0));
                }
            }
            ResolvedItem::TypeBody(item) if is_body => {
                for method in &item.value.methods {
                    block(method.body.as_ref(), &mut |expr| add(expr, 0));
                }
            }
            ResolvedItem::TypeBody(_) => {}
        }
    }
}

fn declarations(all: &[Declaration], add: &mut dyn FnMut(&Expr)) {
    for declaration in all {
        if let DeclarationKind::Routine(routine) = &declaration.kind {
            block(routine.body.as_ref(), add);
        }
    }
}

fn block(body: Option<&Block>, add: &mut dyn FnMut(&Expr)) {
    if let Some(body) = body {
        walk_block_exprs(body, add);
        declarations(&body.declarations, add);
    }
}
