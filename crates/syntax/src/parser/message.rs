//! Sets of expected tokens as people would say them.

use crate::token::Token;
use plconv_grammar::TokenKind;

/// More than this many alternatives help nobody.
const MAX_NAMED: usize = 6;

/// Groups, and the start token after which their members follow.
pub(super) const GROUPS: &[(Group, TokenKind)] = &[
    (Group::Command, TokenKind::StartUnit),
    (Group::Expression, TokenKind::StartExpression),
    (Group::Statement, TokenKind::StartStatements),
    (Group::Declaration, TokenKind::StartDeclarations),
];

/// Alternatives that are named together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Group {
    /// Whatever can start a unit.
    Command,
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
            Group::Command => &[TokenKind::Create, TokenKind::Grant, TokenKind::Begin],
            Group::Expression => &[TokenKind::Number, TokenKind::String, TokenKind::LeftParen],
            Group::Statement => &[TokenKind::If, TokenKind::While, TokenKind::Insert],
            Group::Declaration => &[TokenKind::Pragma, TokenKind::Subtype],
        };
        typical.iter().all(|kind| expected.contains(kind))
    }

    fn name(self) -> &'static str {
        match self {
            Group::Command => "a SQL command or a PL/SQL block",
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
    TokenKind::WithTimeZone,
    TokenKind::WithLocalTimeZone,
    TokenKind::CharacterSet,
];

/// Words that go on with an argument, seldom forgotten; named only when the argument cannot end.
const ARGUMENT_WORDS: &[TokenKind] = &[
    TokenKind::As,
    TokenKind::Default,
    TokenKind::NullTreatmentInside,
    TokenKind::FromFirstInside,
    TokenKind::Partition,
    TokenKind::On,
    TokenKind::Order,
    TokenKind::Using,
    TokenKind::Format,
    TokenKind::Null,
    TokenKind::NullOn,
    TokenKind::Absent,
    TokenKind::Byte,
    TokenKind::Char,
];

/// What a name stands for: functions with a syntax of their own, bind variables.
fn is_like_a_name(kind: TokenKind) -> bool {
    let is_function = matches!(
        kind,
        TokenKind::Cast | TokenKind::Extract | TokenKind::Treat | TokenKind::Trim | TokenKind::SelfAs
    );
    let name = kind.name();
    is_function || kind == TokenKind::BindVariable || name.starts_with("XML") || name.starts_with("JSON_")
}

/// Words that are named together, when at least two are expected.
const SETS: &[(&str, &[TokenKind])] = &[
    (
        "a data type",
        &[
            TokenKind::Char,
            TokenKind::Character,
            TokenKind::Double,
            TokenKind::Interval,
            TokenKind::Long,
            TokenKind::National,
            TokenKind::Ref,
            TokenKind::Identifier,
            TokenKind::BindVariable,
        ],
    ),
    (
        "a join",
        &[
            TokenKind::Cross,
            TokenKind::Full,
            TokenKind::Inner,
            TokenKind::Join,
            TokenKind::Left,
            TokenKind::Natural,
            TokenKind::Outer,
            TokenKind::Right,
        ],
    ),
    ("an alias", &[TokenKind::As, TokenKind::Identifier]),
    (
        "a clause of the query",
        &[
            TokenKind::Connect,
            TokenKind::Except,
            TokenKind::Fetch,
            TokenKind::For,
            TokenKind::Group,
            TokenKind::Having,
            TokenKind::Qualify,
            TokenKind::Intersect,
            TokenKind::Minus,
            TokenKind::Model,
            TokenKind::Offset,
            TokenKind::Order,
            TokenKind::Start,
            TokenKind::Union,
            TokenKind::Where,
            TokenKind::Window,
            TokenKind::Partition,
            TokenKind::Subpartition,
            TokenKind::Pivot,
            TokenKind::Unpivot,
            TokenKind::Sample,
            TokenKind::Versions,
            TokenKind::AsOf,
            TokenKind::MatchRecognize,
        ],
    ),
    (
        "`NULL` or another condition",
        &[
            TokenKind::A,
            TokenKind::Dangling,
            TokenKind::Empty,
            TokenKind::False,
            TokenKind::Infinite,
            TokenKind::Json,
            TokenKind::Nan,
            TokenKind::Not,
            TokenKind::Null,
            TokenKind::Of,
            TokenKind::True,
        ],
    ),
    (
        "a DML statement",
        &[
            TokenKind::Delete,
            TokenKind::Execute,
            TokenKind::Insert,
            TokenKind::Merge,
            TokenKind::Update,
        ],
    ),
    (
        "a clause of the statement",
        &[
            TokenKind::Log,
            TokenKind::Return,
            TokenKind::Returning,
            TokenKind::When,
            TokenKind::Where,
        ],
    ),
    (
        "a property of the routine",
        &[
            TokenKind::Accessible,
            TokenKind::Aggregate,
            TokenKind::Authid,
            TokenKind::Default,
            TokenKind::Deterministic,
            TokenKind::ParallelEnable,
            TokenKind::ParallelOpaque,
            TokenKind::Pipelined,
            TokenKind::ResultCache,
            TokenKind::SqlMacro,
        ],
    ),
    ("`IS`", &[TokenKind::Is, TokenKind::As]),
];

/// Terminals that no text gives.
const UNNAMED: &[TokenKind] = &[
    TokenKind::Bad,
    TokenKind::BadExpr,
    TokenKind::Opaque,
    TokenKind::OpaqueArguments,
];

/// Groups a set; `groups` holds the members of the groups in it.
pub(super) fn grouped(expected: &[TokenKind], groups: &[(Group, Vec<TokenKind>)]) -> Vec<String> {
    let mut rest: Vec<TokenKind> = expected
        .iter()
        .copied()
        .filter(|kind| !UNNAMED.contains(kind))
        .collect();
    let mut names: Vec<&str> = Vec::new();
    for (group, members) in groups {
        // A unit may be a block or a query: what is inside of it is no alternative.
        if names.is_empty() || members.iter().any(|member| rest.contains(member)) {
            names.push(group.name());
        }
        rest.retain(|kind| !members.contains(kind));
    }
    if rest.contains(&TokenKind::Concatenation) {
        names.push("an operator");
        rest.retain(|kind| !OPERATORS.contains(kind));
    }
    if rest.contains(&TokenKind::Identifier) {
        rest.retain(|kind| !is_like_a_name(*kind));
    }
    if rest.contains(&TokenKind::RightParen) && rest.contains(&TokenKind::Comma) {
        rest.retain(|kind| !ARGUMENT_WORDS.contains(kind));
    }
    if !names.is_empty() || rest.iter().any(|kind| !SUFFIXES.contains(kind)) {
        rest.retain(|kind| {
            !SUFFIXES.contains(kind) || *kind == TokenKind::LeftParen && starts_group(expected)
        });
    }
    for (name, members) in SETS {
        if rest.iter().filter(|kind| members.contains(kind)).count() >= 2 {
            names.push(name);
            rest.retain(|kind| !members.contains(kind));
        }
    }
    // Symbols first: a missing one is the most frequent mistake.
    let (symbols, words): (Vec<TokenKind>, Vec<TokenKind>) =
        rest.into_iter().partition(|kind| !kind.is_word());
    let mut all: Vec<String> = symbols.into_iter().map(quoted).collect();
    all.extend(names.into_iter().map(str::to_owned));
    let mut words: Vec<String> = words.into_iter().map(quoted).collect();
    all.append(&mut words);
    let mut seen = Vec::new();
    all.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    all
}

/// Whether a parenthesis is what is expected, and not one more thing that may follow a name.
fn starts_group(expected: &[TokenKind]) -> bool {
    !expected.contains(&TokenKind::Dot)
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
            "expected {} or another keyword",
            many.get(..MAX_NAMED - 1).unwrap_or(many).join(", ")
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
