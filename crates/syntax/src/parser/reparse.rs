//! Parsing a package body again after an edit inside of its routines: only those are read.
//!
//! The result is what [`super::parse_unit`] gives. The parser is in the same state before every routine of a body but the
//! first, so reading begins before the first routine that the edit touches and ends before the first one behind it when
//! the parser is in that state again. Whatever would make a difference outside of the stretch between is checked first;
//! where in doubt, the whole text is parsed.

use super::driver::{Driver, Outcome};
use super::recover::{MAX_RESTARTS, MAX_SEARCHES, is_restart};
use super::repair::{self, ENOUGH};
use super::tables::{self, State};
use super::{
    ErrorKind, Parse, ParseOptions, Reading, SyntaxError, guard, is_line_end_dash, parse_unit, placed,
};
use crate::ast::{self, AstNode, SyntaxNode, SyntaxTree, Trivia};
use crate::lexer::{RawKind, RawToken, lex_from};
use crate::token::Token;
use crate::token_layer;
use plconv_grammar::{NodeId, Splice, SyntaxKind, TokenKind, Tree, TreeBuilder};
use std::ops::Range;
use std::sync::Arc;

/// Where nothing is wrong, no rule looks farther on.
const TOKENS_AHEAD: usize = 6;

/// An edit that leaves a routine open may be made up for by the next one; more are not tried.
const MAX_ENDS: usize = 3;

/// Parses a unit, given what another text of it was parsed to with the same options.
pub fn reparse_unit(before: &Parse, text: &str, options: &ParseOptions) -> Parse {
    if before.tree.text() == text {
        return before.clone();
    }
    by_members(before, text, options).unwrap_or_else(|| parse_unit(text, options))
}

/// The same where it is enough to read some routines again.
pub(super) fn by_members(before: &Parse, text: &str, options: &ParseOptions) -> Option<Parse> {
    Edit::new(before, text, options)?.parse()
}

/// Where two texts of a package body differ.
struct Edit<'a> {
    before: &'a Parse,
    tree: &'a SyntaxTree,
    text: &'a str,
    options: &'a ParseOptions,
    /// The declarations of the body.
    list: SyntaxNode<'a>,
    elements: Vec<SyntaxNode<'a>>,
    /// Bytes that are the same at the end of both.
    same_end: usize,
    /// The first routine that is read again.
    first: usize,
}

/// The tokens of a stretch of text.
struct Stretch {
    tokens: Vec<RawToken>,
    comments: Vec<RawToken>,
}

/// What is read again: routines from `first` of the edit up to an element, or to the end of the declarations.
struct Region<'a> {
    edit: &'a Edit<'a>,
    end: usize,
    /// Tokens of the old tree.
    tokens: Range<u32>,
    /// The token behind, in the old tree.
    boundary: Token,
    /// Bytes of the old and of the new text.
    old_bytes: Range<u32>,
    new_bytes: Range<u32>,
    /// What is there now.
    stretch: Stretch,
    line_end_dashes: u32,
}

/// What the driver made of a region.
struct Reread {
    tree: Tree,
    tokens: Vec<Token>,
    /// The tokens of the header and of the routine that stands for those before the region.
    skipped: usize,
    errors: Vec<SyntaxError>,
}

impl<'a> Edit<'a> {
    /// None when the body has to be parsed as a whole.
    fn new(before: &'a Parse, text: &'a str, options: &'a ParseOptions) -> Option<Self> {
        let tree = &*before.tree;
        let can_be_reused = before.reading.is_known
            && !before.reading.continues
            && before.reading.late_errors == 0
            && before.errors.len() <= MAX_SEARCHES as usize
            && before
                .errors
                .iter()
                .all(|error| error.kind == ErrorKind::Recovered);
        if !can_be_reused {
            return None;
        }
        let body = ast::CreatePackageBody::cast(tree.root())?;
        let list = body.declarations().syntax();
        let elements: Vec<SyntaxNode<'a>> = list.elements().collect();
        if list.kind() != SyntaxKind::List {
            return None;
        }
        let (old, new) = (tree.text().as_bytes(), text.as_bytes());
        let same_start = common(old.iter().zip(new));
        let most = old.len().min(new.len()) - same_start;
        let same_end = common(old.iter().rev().zip(new.iter().rev()).take(most));
        let header_end = elements.first()?.start();
        if before.errors.iter().any(|error| error.start <= header_end) {
            return None;
        }
        let is_start = |element: &SyntaxNode<'_>| {
            let first = element.first_token() as usize;
            routine_start(tree, *element)
                && tree
                    .tokens()
                    .get(first)
                    .is_some_and(|token| (token.end as usize) < same_start)
                && before.errors.iter().all(|error| error.start != element.start())
        };
        let first = elements.iter().rposition(is_start).filter(|first| *first > 0)?;
        let edit = Edit {
            before,
            tree,
            text,
            options,
            list,
            elements,
            same_end,
            first,
        };
        edit.is_independent().then_some(edit)
    }

    /// Whether what was wrong before the region was recovered from without a look at the region, and left nothing open.
    fn is_independent(&self) -> bool {
        let start = self.start();
        let Some(last) = self.before.errors.iter().rfind(|error| error.start < start) else {
            return true;
        };
        let tokens = self.tree.tokens();
        let at = tokens.partition_point(|token| token.start < last.start);
        let places = tokens
            .iter()
            .enumerate()
            .skip(at)
            .filter(|(_, token)| is_restart(token.kind));
        let farthest = places.map(|(index, _)| index).nth(MAX_RESTARTS);
        let first = self
            .elements
            .get(self.first)
            .map_or(0, |first| first.first_token() as usize);
        // What stands before parentheses that are never closed is asked for behind them.
        farthest.is_some_and(|index| index + 2 * ENOUGH < first)
            && Stretch::of(self.text, 0..start as usize).is_some_and(|before| is_balanced(&before.tokens))
    }

    fn start(&self) -> u32 {
        self.elements.get(self.first).map_or(0, |first| first.start())
    }

    fn parse(&self) -> Option<Parse> {
        let tree = self.tree;
        let unchanged = tree.text().len() - self.same_end;
        let ends = (self.first + 1..=self.elements.len()).filter(|end| match self.elements.get(*end) {
            Some(next) => routine_start(tree, *next) && next.start() as usize >= unchanged,
            None => (tree.tokens().get(self.list.end_token() as usize))
                .is_some_and(|token| token.start < token.end && token.start as usize >= unchanged),
        });
        ends.take(MAX_ENDS).find_map(|end| self.region(end)?.parse())
    }

    fn region(&self, end: usize) -> Option<Region<'_>> {
        let tree = self.tree;
        let behind = self
            .elements
            .get(end)
            .map_or(self.list.end_token(), |next| next.first_token());
        let boundary = *tree.tokens().get(behind as usize)?;
        let new_end = (boundary.start as usize + self.text.len()).checked_sub(tree.text().len())?;
        let old_bytes = self.start()..boundary.start;
        let new_bytes = self.start()..u32::try_from(new_end).ok()?;
        let is_inactive = tree
            .inactive
            .iter()
            .any(|range| range.start < old_bytes.end && range.end > old_bytes.start);
        if is_inactive {
            return None;
        }
        let bytes = |range: &Range<u32>| range.start as usize..range.end as usize;
        let old = Stretch::of(tree.text(), bytes(&old_bytes))?;
        let stretch = Stretch::of(self.text, bytes(&new_bytes))?;
        if !is_balanced(&old.tokens) || !is_balanced(&stretch.tokens) {
            return None;
        }
        let around = self
            .before
            .reading
            .line_end_dashes
            .checked_sub(old.line_end_dashes(tree.text()))?;
        Some(Region {
            edit: self,
            end,
            tokens: self.elements.get(self.first)?.first_token()..behind,
            boundary,
            old_bytes,
            new_bytes,
            line_end_dashes: around + stretch.line_end_dashes(self.text),
            stretch,
        })
    }
}

/// How many pairs at the start are equal.
fn common<'b>(pairs: impl Iterator<Item = (&'b u8, &'b u8)>) -> usize {
    pairs.take_while(|(left, right)| left == right).count()
}

/// Whether an element is a routine that begins with its own word.
fn routine_start(tree: &SyntaxTree, element: SyntaxNode<'_>) -> bool {
    let is_routine = matches!(
        element.kind(),
        SyntaxKind::CreateProcedure | SyntaxKind::CreateFunction
    );
    is_routine
        && (tree.tokens().get(element.first_token() as usize)).is_some_and(|token| {
            token.start < token.end && matches!(token.kind, TokenKind::Procedure | TokenKind::Function)
        })
}

/// Whether all parentheses and brackets are closed by what was opened last.
fn is_balanced(tokens: &[RawToken]) -> bool {
    let mut open = Vec::new();
    for token in tokens {
        let closes = match token.kind {
            RawKind::LeftParen | RawKind::LeftBracket | RawKind::LeftBrace => {
                open.push(token.kind);
                continue;
            }
            RawKind::RightParen => RawKind::LeftParen,
            RawKind::RightBracket => RawKind::LeftBracket,
            RawKind::RightBrace => RawKind::LeftBrace,
            _ => continue,
        };
        if open.pop() != Some(closes) {
            return false;
        }
    }
    open.is_empty()
}

impl Stretch {
    /// None when a token reaches out of it, has no end, or chooses what is compiled.
    fn of(text: &str, bytes: Range<usize>) -> Option<Self> {
        let mut stretch = Stretch {
            tokens: Vec::new(),
            comments: Vec::new(),
        };
        let end = bytes.end as u32;
        for token in lex_from(text, bytes.start).without_blanks() {
            if token.start >= end {
                break;
            }
            if token.end > end || token.kind.is_open() || token.kind == RawKind::Directive {
                return None;
            }
            match token.kind.is_comment() {
                true => stretch.comments.push(token),
                false => stretch.tokens.push(token),
            }
        }
        Some(stretch)
    }

    fn line_end_dashes(&self, text: &str) -> u32 {
        let dashes = self.tokens.iter().filter(|token| is_line_end_dash(text, token));
        dashes.count() as u32
    }
}

impl Region<'_> {
    fn parse(&self) -> Option<Parse> {
        let reread = self.reread(Some(TOKENS_AHEAD)).or_else(|| self.reread(None))?;
        let edit = self.edit;
        let errors = self.errors(reread.errors)?;
        // With errors, a second reading of such a text may be better.
        if self.line_end_dashes > 0 && !(errors.is_empty() && edit.before.errors.is_empty()) {
            return None;
        }
        let taken = reread.tokens.get(reread.skipped..)?;
        let root = self.splice(&reread.tree, reread.skipped, taken.len())?;
        if root.0.height(root.1)? > edit.options.nesting_limit.saturating_mul(2) {
            return None;
        }
        let tokens = self.tokens(taken)?;
        let (trivia, inactive) = (self.trivia(&tokens), self.inactive(taken.len()));
        Some(Parse {
            tree: Arc::new(SyntaxTree {
                text: Arc::from(edit.text),
                tokens,
                trivia,
                inactive,
                tree: root.0,
                root: root.1,
            }),
            errors,
            undefined_flags: edit.before.undefined_flags.clone(),
            reading: Reading {
                line_end_dashes: self.line_end_dashes,
                ..edit.before.reading
            },
        })
    }

    /// Reads the region in the state that the parser was in. With a number, only as many tokens behind it are looked at,
    /// and nothing in it may be wrong; without, all are.
    fn reread(&self, ahead: Option<usize>) -> Option<Reread> {
        let edit = self.edit;
        let mut raw = self.stretch.tokens.clone();
        for token in lex_from(edit.text, self.new_bytes.end as usize)
            .without_blanks()
            .filter(|token| !token.kind.is_comment())
            .take(ahead.unwrap_or(usize::MAX))
        {
            if token.kind == RawKind::Directive || token.kind.is_open() {
                return None;
            }
            raw.push(token);
        }
        let input = token_layer::terminals(edit.text, &raw);
        let length = input.iter().position(|token| token.start >= self.new_bytes.end)?;
        let boundary = *input.get(length)?;
        if boundary.start != self.new_bytes.end
            || guard::first_too_deep(input.get(..length)?, edit.options.nesting_limit).is_some()
        {
            return None;
        }
        let mut builder = TreeBuilder::with_capacity(2 * length);
        let mut driver = Driver::new(edit.text, &input, tables::state_machine(&mut builder));
        let (skipped, expected) = self.enter(&mut driver)?;
        let is_through = match ahead {
            Some(_) => driver.read_hastily(length),
            None => driver.read_up_to(length),
        };
        // Places in an error are those of the new text.
        if !is_through || driver.states != expected {
            return None;
        }
        let Outcome {
            mut tokens, errors, ..
        } = driver.into_outcome();
        let taken = tokens.pop()?;
        let is_boundary = taken
            == Token {
                kind: self.boundary.kind,
                ..boundary
            };
        // These take everything up to the end of the unit.
        let is_unit_text = tokens.iter().skip(skipped).any(|token| {
            matches!(
                token.kind,
                TokenKind::OpaqueKind | TokenKind::OpaqueStatement | TokenKind::OpaqueClause
            )
        });
        (is_boundary && !is_unit_text).then(|| Reread {
            tree: builder.finish(),
            tokens,
            skipped,
            errors,
        })
    }

    /// Brings the parser behind the header and one short routine. Gives how many tokens these are, and the states when
    /// the token behind the region has been taken.
    fn enter<D: tables::Machine>(&self, driver: &mut Driver<'_, D>) -> Option<(usize, Vec<State>)> {
        let tree = self.edit.tree;
        let header = tree
            .tokens()
            .get(..self.edit.elements.first()?.first_token() as usize)?;
        let place = header.first()?.start;
        let routine = [TokenKind::Procedure, TokenKind::Identifier, TokenKind::Semicolon];
        let routine = routine.map(|kind| Token {
            start: place,
            end: place,
            kind,
        });
        driver.enter(TokenKind::StartUnit, header.iter().chain(&routine))?;
        let mut expected = driver.states.clone();
        repair::shift(&mut expected, self.boundary.kind).then_some((header.len() + routine.len(), expected))
    }

    fn errors(&self, new: Vec<SyntaxError>) -> Option<Vec<SyntaxError>> {
        let (start, end) = (self.old_bytes.start, self.old_bytes.end);
        let all: Vec<SyntaxError> = self
            .edit
            .before
            .errors
            .iter()
            .filter(|error| error.start < start)
            .cloned()
            .chain(new)
            .chain(
                self.edit
                    .before
                    .errors
                    .iter()
                    .filter(|error| error.start > end)
                    .map(|error| SyntaxError {
                        start: self.moved(error.start),
                        end: self.moved(error.end),
                        ..error.clone()
                    }),
            )
            .collect();
        // Of many errors not everything is said, and recovery is not as thorough.
        (all.len() <= MAX_SEARCHES as usize).then_some(all)
    }

    fn splice(&self, part: &Tree, skipped: usize, taken: usize) -> Option<(Tree, NodeId)> {
        let edit = self.edit;
        let first = skipped as u32;
        let part_list = part.list_from(first - 3)?;
        let part_tokens = first..first + taken as u32;
        // At the end of the declarations the state does not say whether what initialises the package has been read.
        if self.end == edit.elements.len() && part.node(part_list).end != part_tokens.end {
            return None;
        }
        Splice {
            before: &edit.tree.tree,
            root: edit.tree.root,
            list: edit.list.id(),
            replaced: edit.first..self.end,
            tokens: self.tokens.clone(),
            part,
            part_list,
            part_tokens,
        }
        .apply()
    }

    fn tokens(&self, taken: &[Token]) -> Option<Vec<Token>> {
        let old = self.edit.tree.tokens();
        let behind = old.get(self.tokens.end as usize..)?;
        let mut tokens = Vec::with_capacity(old.len() + taken.len());
        tokens.extend_from_slice(old.get(..self.tokens.start as usize)?);
        tokens.extend_from_slice(taken);
        tokens.extend(behind.iter().map(|token| Token {
            start: self.moved(token.start),
            end: self.moved(token.end),
            kind: token.kind,
        }));
        Some(tokens)
    }

    fn trivia(&self, tokens: &[Token]) -> Vec<Trivia> {
        let count = tokens.len() as i64 - self.edit.tree.tokens().len() as i64;
        let comments = self
            .stretch
            .comments
            .iter()
            .map(|comment| (comment.start, comment.end));
        self.around(&self.edit.tree.trivia, placed(tokens, comments), count)
    }

    fn inactive(&self, taken: usize) -> Vec<Trivia> {
        let count = taken as i64 - self.tokens.len() as i64;
        self.around(&self.edit.tree.inactive, Vec::new(), count)
    }

    /// What stood before the region, what stands in it, and what stood behind it, `count` tokens further on.
    fn around(&self, old: &[Trivia], inside: Vec<Trivia>, count: i64) -> Vec<Trivia> {
        let before = old.partition_point(|trivia| trivia.start < self.old_bytes.start);
        let behind = old.partition_point(|trivia| trivia.start < self.old_bytes.end);
        let mut all = Vec::with_capacity(old.len() + inside.len());
        all.extend_from_slice(old.get(..before).unwrap_or_default());
        all.extend(inside);
        all.extend(old.get(behind..).unwrap_or_default().iter().map(|trivia| Trivia {
            before_token: (i64::from(trivia.before_token) + count) as u32,
            start: self.moved(trivia.start),
            end: self.moved(trivia.end),
        }));
        all
    }

    /// Where a byte behind the region is now.
    fn moved(&self, byte: u32) -> u32 {
        byte.wrapping_add(self.new_bytes.end.wrapping_sub(self.old_bytes.end))
    }
}
