//! Sets of expected tokens as people would say them.

use crate::token::Token;
use plconv_grammar::TokenKind;

/// More than this many alternatives help nobody.
const MAX_NAMED: usize = 10;

/// Groups, and the start token after which their members follow.
pub(super) const GROUPS: &[(Group, TokenKind)] = &[
    (Group::Expression, TokenKind::StartExpression),
    (Group::Statement, TokenKind::StartStatements),
    (Group::Declaration, TokenKind::StartDeclarations),
];

/// Alternatives that are named together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Group {
    /// Whatever can start an expression.
    Expression,
    /// Whatever can start a statement.
    Statement,
    /// Whatever can start a declaration.
    Declaration,
}

impl Group {
    /// Whether the set holds the group, judged by members that stand for nothing else.
    pub fn is_in(self, expected: &[TokenKind]) -> bool {
        let typical: &[TokenKind] = match self {
            Group::Expression => &[TokenKind::Number, TokenKind::String, TokenKind::LeftParen],
            Group::Statement => &[TokenKind::If, TokenKind::While, TokenKind::Insert],
            Group::Declaration => &[TokenKind::Pragma, TokenKind::Subtype],
        };
        typical.iter().all(|kind| expected.contains(kind))
    }

    fn name(self) -> &'static str {
        match self {
            Group::Expression => "an expression",
            Group::Statement => "a statement",
            Group::Declaration => "a declaration",
        }
    }
}

/// What can follow an operand.
const OPERATORS: &[TokenKind] = &[
    TokenKind::PlusSign,
    TokenKind::MinusSign,
    TokenKind::Asterisk,
    TokenKind::Slash,
    TokenKind::Power,
    TokenKind::Concatenation,
    TokenKind::VectorDistance,
    TokenKind::EqualSign,
    TokenKind::NotEqual,
    TokenKind::LessSign,
    TokenKind::GreaterSign,
    TokenKind::LessOrEqual,
    TokenKind::GreaterOrEqual,
    TokenKind::And,
    TokenKind::Or,
    TokenKind::Is,
    TokenKind::In,
    TokenKind::Between,
    TokenKind::Like,
    TokenKind::Like2,
    TokenKind::Like4,
    TokenKind::Likec,
    TokenKind::Member,
    TokenKind::Submultiset,
    TokenKind::NotLookahead,
    TokenKind::Multiset,
    TokenKind::Mod,
    TokenKind::At,
    TokenKind::Collate,
    TokenKind::IntervalDay,
    TokenKind::IntervalYear,
];

/// What makes an operand longer; named only when nothing else is expected.
const SUFFIXES: &[TokenKind] = &[
    TokenKind::Dot,
    TokenKind::LeftParen,
    TokenKind::PercentSign,
    TokenKind::DbLink,
    TokenKind::OuterJoinMark,
    TokenKind::Over,
    TokenKind::Within,
    TokenKind::Keep,
    TokenKind::Filter,
    TokenKind::Respect,
    TokenKind::Ignore,
    TokenKind::FromFirst,
    TokenKind::OpaqueArguments,
];

/// Groups a set; `groups` holds the members of the groups in it.
pub(super) fn grouped(expected: &[TokenKind], groups: &[(Group, Vec<TokenKind>)]) -> Vec<String> {
    let mut rest: Vec<TokenKind> = expected
        .iter()
        .copied()
        .filter(|kind| {
            !matches!(
                kind,
                TokenKind::Bad | TokenKind::BadExpr | TokenKind::OpaqueArguments
            )
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    for (group, members) in groups {
        names.push(group.name().to_owned());
        rest.retain(|kind| !members.contains(kind));
    }
    if rest.contains(&TokenKind::Concatenation) {
        rest.retain(|kind| !OPERATORS.contains(kind) && !SUFFIXES.contains(kind));
        names.push("an operator".to_owned());
    }
    let mut plain: Vec<String> = rest.into_iter().map(quoted).collect();
    plain.dedup();
    // Symbols first: a missing one is the most frequent mistake.
    plain.append(&mut names);
    plain
}

fn quoted(kind: TokenKind) -> String {
    let name = kind.name();
    if name.contains(|character: char| character.is_ascii_lowercase()) {
        name.to_owned()
    } else {
        format!("`{name}`")
    }
}

/// The message for a token that cannot stand where it does.
pub(super) fn text(text: &str, at: Option<Token>, expected: &[String]) -> String {
    let Some(token) = at else {
        return format!("{}, found the end", expectation(expected));
    };
    let found = text.get(token.start as usize..token.end as usize).unwrap_or("");
    if token.kind == TokenKind::Unknown {
        return unreadable(found);
    }
    format!("{}, found `{}`", expectation(expected), shortened(found))
}

/// Literals without end and characters that start nothing.
fn unreadable(found: &str) -> String {
    let first = found.chars().next().unwrap_or(' ');
    match first {
        '"' => "the quoted name that starts here has no end on its line".to_owned(),
        '\'' | 'q' | 'Q' | 'n' | 'N' => "the string that starts here has no end".to_owned(),
        _ => format!("the character `{first}` cannot stand here"),
    }
}

fn expectation(expected: &[String]) -> String {
    match expected {
        [] => "cannot be read here".to_owned(),
        [only] => format!("expected {only}"),
        [all @ .., last] if expected.len() <= MAX_NAMED => format!("expected {} or {last}", all.join(", ")),
        many => format!(
            "expected {} or something else",
            many.get(..MAX_NAMED).unwrap_or(many).join(", ")
        ),
    }
}

fn shortened(found: &str) -> String {
    let line = found.lines().next().unwrap_or("");
    if line.chars().count() > 40 {
        line.chars().take(40).chain("...".chars()).collect()
    } else {
        line.to_owned()
    }
}
