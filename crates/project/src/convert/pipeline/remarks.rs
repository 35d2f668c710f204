//! Comments of DDL: replay keeps what the dictionary keeps, so they are taken from the source when an object is written.

use super::Middle;
use plconv_hir::build::Units;
use plconv_hir::resolve::comments::comments_of;
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
        let before = comments_of(unit.syntax()).leading;
        let before = before.into_iter().map(Statement::SourceComment);
        object.statements.splice(0..0, before);
    }
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
    let comments = comments_of(node);
    comments.leading.into_iter().chain(comments.trailing)
}
