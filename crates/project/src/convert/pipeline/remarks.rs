//! Comments of DDL: replay keeps what the dictionary keeps, so they are taken from the source when an object is written.

use super::Middle;
use plconv_hir::build::Units;
use plconv_hir::resolve::comments::{all_comments_of, comments_of, inner_comments};
use plconv_lower::ddl::DdlObject;
use plconv_pg::{CreateTable, Ident, Statement};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use std::collections::BTreeSet;

/// Puts the comments of the unit that an object comes from into its statements; those before a unit go to its first
/// object, as `commented` remembers.
pub(crate) fn add_remarks(object: &mut DdlObject, middle: &Middle<'_>, commented: &mut BTreeSet<u32>) {
    let Some(unit) = Units(middle.units).unit(object.origin) else {
        return;
    };
    if object.statements.is_empty() {
        return;
    }
    if let ast::Unit::CreateTable(create) = unit {
        for statement in &mut object.statements {
            if let Statement::CreateTable(table) = statement {
                remark_elements(table, create);
            }
        }
    }
    if commented.insert(object.origin.unit) {
        let around = comments_of(unit.syntax());
        let mut before = around.leading;
        before.extend(remarks_inside(unit));
        before.extend(around.trailing);
        let before = before.into_iter().map(Statement::SourceComment);
        object.statements.splice(0..0, before);
    }
}

/// The comments in a unit that stand at no column and no constraint with a name.
fn remarks_inside(unit: ast::Unit<'_>) -> Vec<String> {
    let mut inside = inner_comments(unit.syntax());
    if let ast::Unit::CreateTable(create) = unit {
        for element in create.elements().iter() {
            let is_carried = match element {
                ast::TableElement::ColumnDef(_) => true,
                ast::TableElement::TableConstraint(constraint) => constraint.name().is_some(),
                ast::TableElement::OpaqueElement(_) => false,
            };
            for line in lines(element.syntax()).filter(|_| is_carried) {
                if let Some(index) = inside.iter().position(|comment| *comment == line) {
                    inside.remove(index);
                }
            }
        }
    }
    inside
}

fn remark_elements(table: &mut CreateTable, create: ast::CreateTable<'_>) {
    for element in create.elements().iter() {
        match element {
            ast::TableElement::ColumnDef(column) => {
                let name = column.name().map(|name| ident(&name.folded()));
                let found = table
                    .columns
                    .iter_mut()
                    .find(|known| Some(&known.name) == name.as_ref());
                if let Some(found) = found {
                    found.comments.extend(lines(column.syntax()));
                }
            }
            ast::TableElement::TableConstraint(constraint) => {
                let name = constraint.name().map(|name| ident(&name.folded()));
                let found = table
                    .constraints
                    .iter_mut()
                    .find(|known| known.name.is_some() && known.name == name);
                if let Some(found) = found {
                    found.comments.extend(lines(constraint.syntax()));
                }
            }
            ast::TableElement::OpaqueElement(_) => {}
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident(plconv_lower::naming::identifier(name))
}

fn lines(node: SyntaxNode<'_>) -> impl Iterator<Item = String> {
    let comments = all_comments_of(node);
    comments.leading.into_iter().chain(comments.trailing)
}
