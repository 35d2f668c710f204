//! Comments of DDL: replay keeps what the dictionary keeps, so they are taken from the source when an object is written.

use super::Middle;
use plconv_hir::build::Units;
use plconv_hir::resolve::comments::{all_comments_of, comments_of, inner_comments};
use plconv_lower::ddl::{DdlObject, ObjectKind};
use plconv_pg::{CreateTable, Ident, Statement};
use plconv_syntax::ast::{self, AstNode, SyntaxNode};
use std::collections::{BTreeMap, BTreeSet};

/// Puts the comments of the units that objects come from, and of the ALTER TABLE and COMMENT statements that changed
/// them, into their statements; those before a unit go to its first object.
pub(crate) fn add_remarks(objects: &mut [DdlObject], middle: &Middle<'_>) {
    let mut commented = BTreeSet::new();
    for object in objects.iter_mut() {
        add_own_remarks(object, middle, &mut commented);
    }
    let mut places = BTreeMap::new();
    for (index, object) in objects.iter().enumerate() {
        let is_commented = matches!(
            object.kind,
            ObjectKind::Table | ObjectKind::View | ObjectKind::MaterializedView
        );
        if is_commented && !object.statements.is_empty() {
            places.entry(object.name.to_uppercase()).or_insert(index);
        }
    }
    for (number, source) in middle.units.iter().enumerate() {
        let number = number as u32;
        if source.tree.trivia().is_empty() || commented.contains(&number) {
            continue;
        }
        let Some(unit) = ast::Unit::cast(source.tree.root()) else {
            continue;
        };
        let object = changed_name(unit)
            .and_then(|parts| place_of(&parts, middle.current_schema(number), &places))
            .and_then(|index| objects.get_mut(index));
        if let Some(object) = object {
            add_change_remarks(object, unit);
        }
    }
}

/// The name of the table or view that an ALTER TABLE or COMMENT statement is about.
fn changed_name(unit: ast::Unit<'_>) -> Option<Vec<String>> {
    let name = match unit {
        ast::Unit::AlterTable(alter) => alter.name(),
        ast::Unit::CommentStmt(comment) => comment.name(),
        _ => None,
    }?;
    let mut parts: Vec<String> = name.parts().iter().map(|part| part.folded()).collect();
    if let ast::Unit::CommentStmt(comment) = unit
        && comment.kind().is_some_and(|kind| kind.is("COLUMN"))
    {
        parts.pop();
    }
    Some(parts)
}

fn place_of(parts: &[String], schema: Option<&str>, places: &BTreeMap<String, usize>) -> Option<usize> {
    let (name, owner) = parts.split_last()?;
    let owner = owner.last().map(String::as_str).or(schema);
    let qualified = owner.map(|owner| format!("{owner}.{name}").to_uppercase());
    let qualified = qualified.and_then(|qualified| places.get(&qualified));
    qualified.or_else(|| places.get(&name.to_uppercase())).copied()
}

fn add_change_remarks(object: &mut DdlObject, unit: ast::Unit<'_>) {
    let mut remarks = all_comments_of(unit.syntax());
    let mut lines = std::mem::take(&mut remarks.leading);
    lines.extend(remarks.trailing);
    if let ast::Unit::AlterTable(alter) = unit {
        let table = object
            .statements
            .iter_mut()
            .find_map(|statement| match statement {
                Statement::CreateTable(table) => Some(table),
                _ => None,
            });
        if let Some(comments) = table.and_then(|table| comments_of_added(table, alter)) {
            comments.extend(lines);
            return;
        }
    }
    let at = match unit {
        ast::Unit::CommentStmt(comment) => place_of_comment(&object.statements, comment),
        _ => None,
    };
    let first = object
        .statements
        .iter()
        .position(|statement| !matches!(statement, Statement::SourceComment(_)));
    let at = at.or(first).unwrap_or_default();
    let lines = lines.into_iter().map(Statement::SourceComment);
    object.statements.splice(at..at, lines);
}

/// Where COMMENT ON is among the statements.
fn place_of_comment(statements: &[Statement], comment: ast::CommentStmt<'_>) -> Option<usize> {
    let on_column = comment.kind()?.is("COLUMN");
    let last = comment.name()?.parts().iter().last()?.folded();
    statements.iter().position(|statement| match statement {
        Statement::Comment { kind, name, .. } => {
            (*kind == "COLUMN") == on_column && (!on_column || name.0.last() == Some(&ident(&last)))
        }
        _ => false,
    })
}

/// Where the comments of an ALTER TABLE go that adds one column or constraint.
fn comments_of_added<'t>(
    table: &'t mut CreateTable,
    alter: ast::AlterTable<'_>,
) -> Option<&'t mut Vec<String>> {
    let mut added = alter.actions().iter().flat_map(|action| match action {
        ast::AlterTableAction::AddElements(add) => add.elements().iter().collect(),
        _ => Vec::new(),
    });
    let (element, None) = (added.next()?, added.next()) else {
        return None;
    };
    match element {
        ast::TableElement::ColumnDef(column) => {
            let name = ident(&column.name()?.folded());
            let column = table.columns.iter_mut().find(|known| known.name == name)?;
            Some(&mut column.comments)
        }
        ast::TableElement::TableConstraint(constraint) => {
            let name = ident(&constraint.name()?.folded());
            let mut constraints = table.constraints.iter_mut();
            let constraint = constraints.find(|known| known.name.as_ref() == Some(&name))?;
            Some(&mut constraint.comments)
        }
        ast::TableElement::OpaqueElement(_) => None,
    }
}

fn add_own_remarks(object: &mut DdlObject, middle: &Middle<'_>, commented: &mut BTreeSet<u32>) {
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
