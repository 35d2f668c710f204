//! Columns of the tables that the statement around a place names. Looks at tokens only, since the statement is unfinished.

use super::{Completion, members};
use crate::file::FileSyntax;
use crate::snapshot::Snapshot;
use plconv_catalog::ObjectName;
use plconv_grammar::TokenKind;
use plconv_hir::program::SchemaObject;
use plconv_hir::ty::Field;
use plconv_syntax::token::Token;

/// A table of the statement with what the statement calls it.
struct Table {
    alias: Option<String>,
    name: ObjectName,
}

/// The columns of all tables of the statement around a place; none where the statement names no table.
pub(super) fn columns_in_scope(
    snapshot: &Snapshot,
    file: &FileSyntax,
    unit: usize,
    at: u32,
) -> Vec<Completion> {
    let program = snapshot.base.analysis.program();
    tables(snapshot, file, unit, at)
        .iter()
        .filter_map(|table| program.relation_columns(&table.name))
        .flat_map(|fields| members::columns(&fields))
        .collect()
}

/// The columns of what the statement around a place calls `alias`.
pub(super) fn columns_of_alias(
    snapshot: &Snapshot,
    file: &FileSyntax,
    unit: usize,
    at: u32,
    alias: &str,
) -> Option<Vec<Field>> {
    let tables = tables(snapshot, file, unit, at);
    let table = tables.iter().find(|table| match &table.alias {
        Some(known) => known == alias,
        None => table.name.name == alias,
    })?;
    snapshot.base.analysis.program().relation_columns(&table.name)
}

fn tables(snapshot: &Snapshot, file: &FileSyntax, unit: usize, at: u32) -> Vec<Table> {
    let Some(syntax) = file.units.get(unit) else {
        return Vec::new();
    };
    let tree = syntax.tree();
    let tokens = tree.tokens();
    let here = tokens.partition_point(|token| token.start < at);
    let ends = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Semicolon | TokenKind::Begin | TokenKind::Loop
        )
    };
    let first = tokens
        .get(..here)
        .and_then(|before| before.iter().rposition(ends))
        .map_or(0, |found| found + 1);
    let last = tokens
        .get(here..)
        .and_then(|after| after.iter().position(ends))
        .map_or(tokens.len(), |found| here + found);
    let statement = tokens.get(first..last).unwrap_or_default();
    let schema = snapshot.base.schema_at(file, unit);
    let program = snapshot.base.analysis.program();
    let folded = |token: &Token| {
        let text = tree.slice(token.start, token.end);
        match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(quoted) => quoted.to_owned(),
            None => text.to_uppercase(),
        }
    };
    let is_name = |token: Option<&Token>| token.is_some_and(|token| token.kind == TokenKind::Identifier);
    let mut found = Vec::new();
    let mut index = 0;
    while index < statement.len() {
        let starts = statement.get(index).is_some_and(|token| {
            matches!(
                token.kind,
                TokenKind::From
                    | TokenKind::Join
                    | TokenKind::Into
                    | TokenKind::Update
                    | TokenKind::Comma
                    | TokenKind::Using
            )
        });
        index += 1;
        if !starts || !is_name(statement.get(index)) {
            continue;
        }
        let (mut owner, mut name) = (None, statement.get(index).map(folded).unwrap_or_default());
        index += 1;
        let is_dot = |at: usize| {
            statement
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Dot)
        };
        if is_dot(index) && is_name(statement.get(index + 1)) {
            owner = Some(name);
            name = statement.get(index + 1).map(folded).unwrap_or_default();
            index += 2;
        }
        let Some(SchemaObject::Relation(name)) = program.find(schema.as_deref(), owner.as_deref(), &name)
        else {
            continue;
        };
        if statement
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::As)
        {
            index += 1;
        }
        let alias = statement
            .get(index)
            .filter(|token| token.kind == TokenKind::Identifier && !is_dot(index + 1))
            .map(folded);
        index += usize::from(alias.is_some());
        found.push(Table { alias, name });
    }
    found
}
