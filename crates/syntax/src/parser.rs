//! Parsing one unit: lexer, conditional compilation, token layer, LR driver.
//!
//! Always yields a tree. A statement that cannot be repaired becomes a `BadStmt` in its list; when not even that is
//! possible the root itself is one. The driver is our own over LALRPOP's tables, because soft keywords, exact sets of
//! expected tokens and repair all need to ask the tables what could be shifted.

mod driver;
mod guard;
mod message;
mod recover;
mod repair;
mod reparse;
mod spelling;
mod tables;

use crate::ast::{SyntaxTree, Trivia};
use crate::conditional::{self, Flags};
use crate::lexer::{RawKind, RawToken, lex};
use crate::token::Token;
use crate::token_layer;
use driver::{Driver, Outcome};
use plconv_grammar::{NodeId, TokenKind, TreeBuilder};
pub use reparse::reparse_unit;
use std::sync::Arc;

/// What parsing depends on beside the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseOptions {
    /// What `$IF` is evaluated against.
    pub flags: Flags,
    /// Deepest nesting of parentheses and blocks; the tree may be twice as deep. Later phases recurse, so a deeper
    /// unit gives [`ErrorKind::TooDeep`] and no tree.
    pub nesting_limit: u32,
}

impl Default for ParseOptions {
    fn default() -> Self {
        ParseOptions {
            flags: Flags::default(),
            nesting_limit: 2_000,
        }
    }
}

/// A parsed unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parse {
    /// The tree; its root is a `BadStmt` after a fatal error.
    pub tree: Arc<SyntaxTree>,
    /// Errors in the order they were found.
    pub errors: Vec<SyntaxError>,
    /// Flags and constants in evaluated `$IF` conditions that have no value, each once.
    pub undefined_flags: Vec<String>,
    /// How the text was read.
    reading: Reading,
}

/// What [`reparse_unit`] has to know of how a text was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Reading {
    /// Whether the rest is known.
    is_known: bool,
    /// Whether `-` at the end of lines continues them.
    continues: bool,
    /// How many there are.
    line_end_dashes: u32,
    /// Errors of comments and directives; they come behind all others.
    late_errors: u32,
}

impl Parse {
    /// A tree whose errors are told elsewhere.
    pub fn without_errors(tree: Arc<SyntaxTree>) -> Self {
        Parse {
            tree,
            errors: Vec::new(),
            undefined_flags: Vec::new(),
            reading: Reading::default(),
        }
    }

    /// Whether nothing was wrong.
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Something wrong with a unit; offsets are bytes of the unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// First byte of the offending token; the end of the text when it ends too early.
    pub start: u32,
    /// Byte after it.
    pub end: u32,
    /// What is wrong: ``expected `;`, found `y` ``.
    pub message: String,
    /// What could have stood here, grouped: "an expression", "`;`".
    pub expected: Vec<String>,
    /// How much was lost.
    pub kind: ErrorKind,
}

/// How much an error cost.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum ErrorKind {
    /// There is no tree.
    Fatal,
    /// Repaired, or a statement was skipped; the rest of the tree is good.
    Recovered,
    /// Nested deeper than [`ParseOptions::nesting_limit`]: there is no tree.
    TooDeep,
}

/// Parses a statement, block or stored unit, with or without its semicolon, without a slash.
pub fn parse_unit(text: &str, options: &ParseOptions) -> Parse {
    parse(text, TokenKind::StartUnit, options)
}

/// Whether [`parse_unit`] would find nothing wrong with the syntax: at a fraction of its price where it would, since nobody
/// asks what is expected.
pub fn is_unit(text: &str, options: &ParseOptions) -> bool {
    let lexed = Lexed::new(text, options);
    lexed.selection.problems.is_empty()
        && !lexed.comments.iter().any(|comment| comment.kind.is_open())
        && (lexed.accepts(options, Dashes::AreMinus)
            || (lexed.line_end_dashes() > 0 && lexed.accepts(options, Dashes::Continue)))
}

/// Parses an expression or condition.
pub fn parse_expression(text: &str, options: &ParseOptions) -> Parse {
    parse(text, TokenKind::StartExpression, options)
}

/// Parses PL/SQL statements, each with its semicolon; the root is a list.
pub fn parse_statements(text: &str, options: &ParseOptions) -> Parse {
    parse(text, TokenKind::StartStatements, options)
}

/// Parses PL/SQL declarations, each with its semicolon; the root is a list.
pub fn parse_declarations(text: &str, options: &ParseOptions) -> Parse {
    parse(text, TokenKind::StartDeclarations, options)
}

/// Parses a query; the root is a `SelectStmt`.
pub fn parse_query(text: &str, options: &ParseOptions) -> Parse {
    parse(text, TokenKind::StartUnit, options)
}

/// The tokens that may follow the beginning of a unit, words first as their table has them: for completion. The unit is
/// read with the same repairs as by [`parse_unit`].
pub fn expected_after(text: &str, options: &ParseOptions) -> Vec<TokenKind> {
    let lexed = Lexed::new(text, options);
    let mut tokens = token_layer::terminals(lexed.text, &lexed.selection.active);
    if !tokens.is_empty() {
        add_create(&mut tokens);
    }
    if guard::first_too_deep(&tokens, options.nesting_limit).is_some() {
        return Vec::new();
    }
    let mut builder = TreeBuilder::with_capacity(tokens.len());
    Driver::new(text, &tokens, tables::state_machine(&mut builder)).expected_at_end(TokenKind::StartUnit)
}

fn parse(text: &str, start: TokenKind, options: &ParseOptions) -> Parse {
    let lexed = Lexed::new(text, options);
    let mut outcome = lexed.drive(start, options, Dashes::AreMinus);
    let mut reading = Reading {
        is_known: true,
        line_end_dashes: lexed.line_end_dashes(),
        ..Reading::default()
    };
    // `-` at the end of a line continues a SQL statement in SQL*Plus and is a minus for every other tool. Where both
    // readings parse, it stays a minus.
    if !outcome.errors.is_empty() && reading.line_end_dashes > 0 {
        let continued = lexed.drive(start, options, Dashes::Continue);
        if continued.errors.is_empty() {
            outcome = continued;
            reading.continues = true;
        }
    }
    lexed.finish(outcome, reading)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dashes {
    AreMinus,
    Continue,
}

/// A unit after the lexer and conditional compilation.
struct Lexed<'s> {
    text: &'s str,
    comments: Vec<RawToken>,
    selection: conditional::Selection,
}

impl<'s> Lexed<'s> {
    fn new(text: &'s str, options: &ParseOptions) -> Self {
        let mut comments = Vec::new();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        for token in lex(text).without_blanks() {
            match token.kind.is_comment() {
                true => comments.push(token),
                false => tokens.push(token),
            }
        }
        let selection = conditional::select(text, tokens, &options.flags);
        Lexed {
            text,
            comments,
            selection,
        }
    }

    /// The terminals of the grammar.
    fn terminals(&self, start: TokenKind, dashes: Dashes) -> Vec<Token> {
        let mut tokens = match dashes {
            Dashes::AreMinus => token_layer::terminals(self.text, &self.selection.active),
            Dashes::Continue => {
                let kept: Vec<RawToken> = self
                    .selection
                    .active
                    .iter()
                    .copied()
                    .filter(|token| !is_line_end_dash(self.text, token))
                    .collect();
                token_layer::terminals(self.text, &kept)
            }
        };
        if start == TokenKind::StartUnit {
            add_create(&mut tokens);
        }
        tokens
    }

    fn accepts(&self, options: &ParseOptions, dashes: Dashes) -> bool {
        let tokens = self.terminals(TokenKind::StartUnit, dashes);
        let mut builder = TreeBuilder::with_capacity(tokens.len());
        guard::first_too_deep(&tokens, options.nesting_limit).is_none()
            && Driver::new(self.text, &tokens, tables::state_machine(&mut builder))
                .accepts(TokenKind::StartUnit)
    }

    fn drive(&self, start: TokenKind, options: &ParseOptions, dashes: Dashes) -> Outcome {
        let tokens = self.terminals(start, dashes);
        if let Some(token) = guard::first_too_deep(&tokens, options.nesting_limit) {
            return too_deep(&tokens, token, options.nesting_limit);
        }
        let mut builder = TreeBuilder::with_capacity(tokens.len());
        let clean = Driver::new(self.text, &tokens, tables::state_machine(&mut builder)).run_clean(start);
        let mut outcome = clean.unwrap_or_else(|| {
            builder = TreeBuilder::with_capacity(tokens.len());
            Driver::new(self.text, &tokens, tables::state_machine(&mut builder)).run(start)
        });
        outcome.tree = builder.finish();
        let limit = options.nesting_limit.saturating_mul(2);
        if let Some(node) = guard::first_deeper(&outcome.tree, outcome.root, limit) {
            let start = outcome.tree.node(node).start as usize;
            let at = outcome.tokens.get(start).or(tokens.first()).copied();
            let at = at.unwrap_or(Token {
                start: 0,
                end: 0,
                kind: TokenKind::Unknown,
            });
            return too_deep(&tokens, at, limit);
        }
        if outcome.root.is_nil() && !outcome.errors.is_empty() {
            outcome.make_bad_root(&tokens);
        }
        outcome
    }

    fn line_end_dashes(&self) -> u32 {
        let active = self.selection.active.iter();
        active.filter(|token| is_line_end_dash(self.text, token)).count() as u32
    }

    fn finish(self, outcome: Outcome, reading: Reading) -> Parse {
        let mut errors = outcome.errors;
        let in_time = errors.len();
        for comment in self.comments.iter().filter(|comment| comment.kind.is_open()) {
            errors.push(SyntaxError {
                start: comment.start,
                end: comment.end,
                message: "the comment that starts here has no end".to_owned(),
                expected: vec!["`*/`".to_owned()],
                kind: ErrorKind::Recovered,
            });
        }
        for problem in &self.selection.problems {
            errors.push(SyntaxError {
                start: problem.start,
                end: problem.end,
                message: problem.message.clone(),
                expected: Vec::new(),
                kind: ErrorKind::Recovered,
            });
        }
        let inactive = &self.selection.inactive;
        let is_inactive = |comment: &RawToken| {
            let index = inactive.partition_point(|range| range.1 <= comment.start);
            inactive.get(index).is_some_and(|range| range.0 <= comment.start)
        };
        let comments = self
            .comments
            .iter()
            .filter(|comment| !is_inactive(comment))
            .map(|comment| (comment.start, comment.end));
        let trivia = placed(&outcome.tokens, comments);
        let inactive = placed(&outcome.tokens, inactive.iter().copied());
        let tree = Arc::new(SyntaxTree {
            text: Arc::from(self.text),
            tokens: outcome.tokens,
            trivia,
            inactive,
            tree: outcome.tree,
            root: outcome.root,
        });
        Parse {
            tree,
            reading: Reading {
                late_errors: (errors.len() - in_time) as u32,
                ..reading
            },
            errors,
            undefined_flags: self.selection.undefined,
        }
    }
}

fn is_line_end_dash(text: &str, token: &RawToken) -> bool {
    let rest = text.as_bytes().get(token.end as usize..).unwrap_or(&[]);
    token.kind == RawKind::Minus
        && rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r')) == Some(&b'\n')
}

/// Gives each byte range the token it stands before; ranges inside of a token, which is kept as text, are dropped.
fn placed(tokens: &[Token], ranges: impl Iterator<Item = (u32, u32)>) -> Vec<Trivia> {
    ranges
        .filter_map(|(start, end)| {
            let before_token = tokens.partition_point(|token| token.start < start || token.end <= start);
            let inside = before_token
                .checked_sub(1)
                .and_then(|index| tokens.get(index))
                .is_some_and(|token| token.start < start && token.end > start);
            (!inside).then_some(Trivia {
                before_token: before_token as u32,
                start,
                end,
            })
        })
        .collect()
}

/// The text of a unit in ALL_SOURCE starts without CREATE: an empty one is put in front.
fn add_create(tokens: &mut Vec<Token>) {
    let Some(first) = tokens.first().copied() else {
        return;
    };
    let is_stored = matches!(
        first.kind,
        TokenKind::Package
            | TokenKind::Procedure
            | TokenKind::Function
            | TokenKind::Trigger
            | TokenKind::Type
    );
    if is_stored {
        tokens.insert(
            0,
            Token {
                start: first.start,
                end: first.start,
                kind: TokenKind::Create,
            },
        );
    }
}

fn too_deep(tokens: &[Token], at: Token, limit: u32) -> Outcome {
    let error = SyntaxError {
        start: at.start,
        end: at.end,
        message: format!("nested or chained deeper than {limit} levels"),
        expected: Vec::new(),
        kind: ErrorKind::TooDeep,
    };
    let mut outcome = Outcome {
        tree: TreeBuilder::new().finish(),
        root: NodeId::NIL,
        tokens: Vec::new(),
        errors: vec![error],
    };
    outcome.make_bad_root(tokens);
    outcome
}

#[cfg(test)]
mod tests;
