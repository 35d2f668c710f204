//! What could be written at a place.

mod members;
mod query;

use crate::declarations;
use crate::file::{FileSyntax, UnitSyntax};
use crate::names::Role;
use crate::snapshot::Snapshot;
use crate::target::Target;
use crate::types;
use plconv_db::Policy;
use plconv_grammar::{KEYWORDS, TokenKind};
use plconv_hir::resolve::builtins;
use plconv_source::{TextRange, TextSize};
use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::parser::{ParseOptions, expected_after};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A text that could stand at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What is shown and inserted.
    pub label: String,
    /// Type or header.
    pub detail: String,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a completion is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs, reason = "named as in Oracle")]
pub enum CompletionKind {
    Column,
    Variable,
    Parameter,
    Field,
    Routine,
    Member,
    Package,
    Table,
    Sequence,
    Type,
    BuiltIn,
    Keyword,
}

impl Completion {
    fn new(label: impl Into<String>, kind: CompletionKind, detail: impl Into<String>) -> Self {
        Completion {
            label: label.into(),
            detail: detail.into(),
            kind,
        }
    }
}

/// More help nobody; the editor asks again when more is typed.
const MAX_COMPLETIONS: usize = 400;

/// What could stand at an offset, nearest first, and the part of a word that it replaces. Without a snapshot only words of
/// the language are known.
pub fn complete(
    snapshot: Option<&Snapshot>,
    file: &FileSyntax,
    offset: TextSize,
    policy: &Policy,
) -> (TextRange, Vec<Completion>) {
    let start = word_start(&file.text, offset);
    let word = file.slice(TextRange::new(start, offset)).to_uppercase();
    let replaced = TextRange::new(start, offset);
    let before = file.slice(TextRange::up_to(start));
    let unit = file.unit_at(start);
    if in_comment_or_literal(file, start) {
        return (replaced, Vec::new());
    }
    let mut found = Vec::new();
    if let Some(chain) = before.strip_suffix('.') {
        if let (Some(snapshot), Some((index, _, at))) = (snapshot, unit) {
            found = members::after_dot(snapshot, file, index, at, chain);
        }
    } else {
        if let (Some(snapshot), Some((index, _, at))) = (snapshot, unit) {
            found.extend(query::columns_in_scope(snapshot, file, index, at));
            found.extend(locals(snapshot, file, index, at));
            found.extend(members::of_own_package(snapshot, file, index));
            found.extend(members::of_schema(snapshot, &word));
            let built_ins = builtins::names().filter(|name| !name.contains('.'));
            found.extend(
                built_ins
                    .filter(|name| !word.is_empty() && name.starts_with(&word))
                    .map(|name| Completion::new(name, CompletionKind::BuiltIn, "built-in")),
            );
        }
        found.extend(keywords(file, start, policy, &word));
    }
    let mut seen = BTreeSet::new();
    found.retain(|completion| {
        completion.label.to_uppercase().starts_with(&word) && seen.insert(completion.label.clone())
    });
    found.truncate(MAX_COMPLETIONS);
    (replaced, found)
}

/// Where the word before an offset starts.
fn word_start(text: &str, offset: TextSize) -> TextSize {
    let before = text.get(..usize::from(offset)).unwrap_or("");
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$' | '#'))
        .last()
        .map_or(before.len(), |(at, _)| at);
    TextSize::try_from(start).unwrap_or(offset)
}

fn in_comment_or_literal(file: &FileSyntax, offset: TextSize) -> bool {
    let Some((_, unit, at)) = file.unit_at(offset) else {
        return false;
    };
    let tree = unit.tree();
    let in_comment = tree.trivia().iter().any(|comment| comment.start < at && at <= comment.end)
        // The end of a line comment is its line end.
        && !file.slice(TextRange::up_to(offset)).ends_with('\n');
    let in_literal = tree
        .tokens()
        .iter()
        .any(|token| token.kind == TokenKind::String && token.start < at && at < token.end);
    in_comment || in_literal
}

/// The words that the grammar has a use for after the text before the word.
fn keywords(file: &FileSyntax, start: TextSize, policy: &Policy, word: &str) -> Vec<Completion> {
    // Flags of conditional compilation change which branch is read, not which words there are.
    let _ = policy;
    let prefix = match file.unit_at(start) {
        Some((_, unit, at)) => text_before(unit, at),
        None => Cow::Borrowed(""),
    };
    let expected: BTreeSet<TokenKind> = expected_after(&prefix, &ParseOptions::default())
        .into_iter()
        .collect();
    KEYWORDS
        .iter()
        .filter(|keyword| {
            keyword.word.starts_with(word)
                && (expected.contains(&keyword.kind)
                    || keyword
                        .kind
                        .candidates()
                        .iter()
                        .any(|kind| expected.contains(kind)))
        })
        .map(|keyword| Completion::new(keyword.word, CompletionKind::Keyword, ""))
        .collect()
}

/// The text of a unit before a byte, without the routines of a package body that are through: all but the first of them leave
/// the parser as it was.
fn text_before(unit: &UnitSyntax, at: u32) -> Cow<'_, str> {
    let tree = unit.tree();
    let text = &*unit.loaded.text;
    let upto = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("");
    let whole = || Cow::Borrowed(upto(0, at));
    if !matches!(
        ast::Unit::cast(tree.root()),
        Some(ast::Unit::CreatePackageBody(_))
    ) {
        return whole();
    }
    let routines = declarations::members(tree);
    let around = routines
        .iter()
        .position(|node| node.start() < at && at <= node.end());
    match (around, routines.first()) {
        (Some(around), Some(first)) if around > 1 => {
            let start = routines.get(around).map_or(0, |node| node.start());
            Cow::Owned(format!("{} {}", upto(0, first.end()), upto(start, at)))
        }
        _ => whole(),
    }
}

/// What the routines and blocks around a place declare, the innermost first.
fn locals(snapshot: &Snapshot, file: &FileSyntax, unit: usize, at: u32) -> Vec<Completion> {
    let Some(syntax) = file.units.get(unit) else {
        return Vec::new();
    };
    let around = syntax.tree().path_at(at.saturating_sub(1));
    let names = snapshot.names_at(file, unit, at);
    let mut found: Vec<(u32, Completion)> = names
        .uses
        .iter()
        .filter(|name| name.role == Role::Declaration)
        .filter_map(|name| {
            let kind = match &name.target {
                Target::Local { .. } => CompletionKind::Variable,
                Target::Parameter { .. } => CompletionKind::Parameter,
                _ => return None,
            };
            // The nearest of the nodes around the place that the declaration is in.
            let scope = around.iter().rev().find(|node| {
                node.start() <= name.span.start && name.span.start < node.end() && opens_scope(node.kind())
            })?;
            let text = syntax.tree().slice(name.span.start, name.span.end).to_owned();
            Some((
                scope.start(),
                Completion::new(text, kind, types::oracle(&name.ty)),
            ))
        })
        .collect();
    found.sort_by_key(|(scope, _)| std::cmp::Reverse(*scope));
    found.into_iter().map(|(_, completion)| completion).collect()
}

fn opens_scope(kind: plconv_grammar::SyntaxKind) -> bool {
    use plconv_grammar::SyntaxKind;
    matches!(
        kind,
        SyntaxKind::CreateProcedure
            | SyntaxKind::CreateFunction
            | SyntaxKind::CreateTrigger
            | SyntaxKind::Block
            | SyntaxKind::LoopStmt
            | SyntaxKind::CompoundSection
            | SyntaxKind::CursorDecl
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routines_that_are_through_make_no_difference_to_what_is_expected() {
        let text = "create package body p as\n  g number;\n  function a return number is begin return 1; end a;\n  \
                    procedure b (n number) is\n    cursor c is select 1 x from dual;\n  begin\n    if n > 1 then null; end if;\n  \
                    end b;\n  procedure c (n number default 2) is\n    x number := 1;\n    procedure d is begin null; end d;\n  \
                    begin\n    update t set a = x where b = n;\n    for i in 1 .. 2 loop d; end loop;\n    case x when 1 then \
                    null; end case;\n  exception\n    when others then raise;\n  end c;\nbegin\n  null;\nend;\n";
        let file = FileSyntax::new(&"a.pkb".into(), text.into(), &Policy::default(), None);
        let unit = file.units.first().unwrap();
        let options = ParseOptions::default();
        let mut cut = 0;
        for token in unit.tree().tokens() {
            let before = text_before(unit, token.start);
            cut += usize::from(before.len() < token.start as usize);
            let whole = text.get(..token.start as usize).unwrap();
            assert_eq!(
                expected_after(&before, &options),
                expected_after(whole, &options),
                "behind {whole}"
            );
        }
        assert!(cut > 50, "{cut}");
    }
}
