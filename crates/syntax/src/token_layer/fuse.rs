//! Rules that look at the tokens around.

use crate::token::Token;
use plconv_grammar::TokenKind;

pub(super) struct Fuser<'a> {
    text: &'a str,
    input: &'a [Token],
    position: usize,
    output: Vec<Token>,
}

impl<'a> Fuser<'a> {
    pub(super) fn new(text: &'a str, input: &'a [Token]) -> Self {
        Fuser {
            text,
            input,
            position: 0,
            output: Vec::with_capacity(input.len()),
        }
    }

    pub(super) fn run(mut self) -> Vec<Token> {
        while let Some(token) = self.input.get(self.position).copied() {
            if token.kind.is_word() {
                self.word(token);
            } else {
                self.symbol(token);
            }
        }
        self.output
    }

    /// Emits `count` tokens as one of this kind.
    fn fuse(&mut self, kind: TokenKind, count: usize) {
        let Some(first) = self.input.get(self.position) else {
            return;
        };
        let count = count.clamp(1, self.input.len() - self.position);
        let end = self
            .input
            .get(self.position + count - 1)
            .map_or(first.end, |last| last.end);
        self.output.push(Token {
            start: first.start,
            end,
            kind,
        });
        self.position += count;
    }

    fn next(&self, distance: usize) -> Option<TokenKind> {
        self.input.get(self.position + distance).map(|token| token.kind)
    }

    fn next_is(&self, distance: usize, kinds: &[TokenKind]) -> bool {
        self.next(distance).is_some_and(|kind| kinds.contains(&kind))
    }

    fn previous(&self) -> Option<TokenKind> {
        self.output.last().map(|token| token.kind)
    }

    fn previous_is(&self, kinds: &[TokenKind]) -> bool {
        self.previous().is_some_and(|kind| kinds.contains(&kind))
    }

    fn word(&mut self, token: Token) {
        use TokenKind as T;
        if self.is_name_here(token.kind) {
            return self.fuse(T::Identifier, 1);
        }
        let on_event =
            self.next(1) == Some(T::On) && self.next_is(2, &[T::Null, T::Empty, T::Error, T::Mismatch]);
        match token.kind {
            T::SelfKeyword if self.previous() == Some(T::LeftParen) && self.next(1) == Some(T::As) => {
                self.fuse(T::SelfAs, 1);
            }
            T::Not if self.next_is(1, NEGATABLE) => self.fuse(T::NotLookahead, 1),
            T::Not if self.next(1) == Some(T::Deferrable) => self.fuse(T::NotDeferrable, 2),
            T::With if self.next(1) == Some(T::Time) && self.next(2) == Some(T::Zone) => {
                self.fuse(T::WithTimeZone, 3);
            }
            T::With if self.next(1) == Some(T::Local) && self.next(2) == Some(T::Time) => {
                self.fuse(T::WithLocalTimeZone, 4);
            }
            T::As if self.next(1) == Some(T::Of) && self.next_is(2, &[T::Scn, T::Timestamp, T::Snapshot]) => {
                self.fuse(T::AsOf, 2);
            }
            T::Current if self.next(1) == Some(T::Of) => self.fuse(T::CurrentOf, 2),
            T::Null if on_event => self.fuse(T::NullOn, 1),
            T::True | T::False if on_event => self.fuse(T::TrueOn, 1),
            T::Enable if self.is_state_clause() => self.fuse(T::EnableClause, 1),
            T::Disable if self.is_state_clause() => self.fuse(T::DisableClause, 1),
            T::Drop if !self.output.is_empty() && self.next_is(1, &[T::Storage, T::Index]) => {
                self.fuse(T::DropOption, 1);
            }
            T::Storage if self.previous_is(&[T::DropOption, T::Reuse]) => self.fuse(T::StorageOption, 1),
            T::Day if self.is_interval_qualifier() => self.fuse(T::IntervalDay, 1),
            T::Year if self.is_interval_qualifier() => self.fuse(T::IntervalYear, 1),
            T::Character if self.next(1) == Some(T::Set) => self.fuse(T::CharacterSet, 2),
            T::From if self.is_from_first() => self.fuse(T::FromFirst, 1),
            T::Respect | T::Ignore
                if self.next(1) == Some(T::Nulls) && self.previous() != Some(T::RightParen) =>
            {
                self.fuse(T::NullTreatmentInside, 2);
            }
            T::Parallel if self.next(1) == Some(T::LeftParen) => self.fuse(T::ParallelOpaque, 1),
            T::Model if self.next_is(1, MODEL_STARTS) => self.model_clause(),
            kind => self.fuse(kind, 1),
        }
    }

    /// Whether the neighbours make any word, even a reserved one, a name.
    fn is_name_here(&self, kind: TokenKind) -> bool {
        use TokenKind as T;
        let previous = self.previous();
        if previous == Some(T::Dot) || self.next(1) == Some(T::Arrow) {
            return true;
        }
        let names_routine = matches!(previous, Some(T::Procedure | T::Function))
            && kind.is_reserved()
            && self.next_is(1, &[T::LeftParen, T::Is, T::As, T::Return, T::Semicolon, T::Dot]);
        let ends_routine = previous == Some(T::End)
            && self.next(1) == Some(T::Semicolon)
            && !matches!(kind, T::If | T::Loop | T::Case | T::End);
        // The function SET(collection); after a name SET starts a clause.
        let set_function = kind == T::Set
            && self.next(1) == Some(T::LeftParen)
            && self.previous_is(&[
                T::Arrow,
                T::LeftParen,
                T::Assign,
                T::EqualSign,
                T::Comma,
                T::Select,
                T::Return,
            ]);
        names_routine || ends_routine || set_function
    }

    fn is_state_clause(&self) -> bool {
        use TokenKind as T;
        self.next_is(
            1,
            &[T::Constraint, T::Primary, T::Unique, T::All, T::Row, T::Table],
        ) || (self.next_is(1, &[T::Validate, T::Novalidate])
            && self.next_is(2, &[T::Constraint, T::Primary, T::Unique]))
    }

    fn is_interval_qualifier(&self) -> bool {
        self.previous() == Some(TokenKind::RightParen)
            && self.next_is(1, &[TokenKind::To, TokenKind::LeftParen])
    }

    fn is_from_first(&self) -> bool {
        use TokenKind as T;
        self.previous() == Some(T::RightParen)
            && self.next_is(1, &[T::First, T::Last])
            && self.next_is(2, &[T::Over, T::Respect, T::Ignore])
    }

    /// MODEL with everything up to the end of its query block, as one text.
    fn model_clause(&mut self) {
        use TokenKind as T;
        let mut depth = 0_u32;
        let mut count = 1;
        while let Some(kind) = self.next(count) {
            match kind {
                T::LeftParen => depth += 1,
                T::RightParen if depth == 0 => break,
                T::RightParen => depth -= 1,
                T::Semicolon | T::Union | T::Intersect | T::Minus if depth == 0 => break,
                T::Order if depth == 0 && self.next(count + 1) == Some(T::By) => break,
                _ => {}
            }
            count += 1;
        }
        self.fuse(T::Model, 1);
        self.fuse(T::Opaque, count - 1);
    }

    fn symbol(&mut self, token: Token) {
        use TokenKind as T;
        match token.kind {
            T::QuotedIdentifier => self.fuse(T::Identifier, 1),
            T::LeftParen if self.next(1) == Some(T::PlusSign) && self.next(2) == Some(T::RightParen) => {
                self.fuse(T::OuterJoinMark, 3);
            }
            T::AtSign if self.starts_name(1) => self.database_link(),
            T::GreaterSign if self.next(1) == Some(T::EqualSign) => self.fuse(T::GreaterOrEqual, 2),
            T::LessSign if self.next(1) == Some(T::EqualSign) => self.fuse(T::LessOrEqual, 2),
            T::LessSign if self.next(1) == Some(T::GreaterSign) => self.fuse(T::NotEqual, 2),
            T::ExclamationMark | T::Caret | T::Tilde if self.next(1) == Some(T::EqualSign) => {
                self.fuse(T::NotEqual, 2);
            }
            T::VerticalBar if self.next(1) == Some(T::VerticalBar) => self.fuse(T::Concatenation, 2),
            T::BindVariable if self.previous_is(&[T::String, T::Identifier, T::RightParen]) => {
                self.json_colon(token);
            }
            kind => self.fuse(kind, 1),
        }
    }

    fn starts_name(&self, distance: usize) -> bool {
        self.next(distance).is_some_and(|kind| {
            kind.is_word() || matches!(kind, TokenKind::Identifier | TokenKind::QuotedIdentifier)
        })
    }

    /// `@link.domain.com`: the dots belong to the link when nothing stands between.
    fn database_link(&mut self) {
        let mut count = 2;
        while self.next(count) == Some(TokenKind::Dot) && self.starts_name(count + 1) && self.adjacent(count)
        {
            count += 2;
        }
        self.fuse(TokenKind::DbLink, count);
    }

    /// Whether nothing stands between the token at this distance and the one before it.
    fn adjacent(&self, distance: usize) -> bool {
        let at = |distance: usize| self.input.get(self.position + distance);
        match (at(distance - 1), at(distance)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// `'key' : value` in JSON_OBJECT: no bind variable can follow an operand.
    fn json_colon(&mut self, token: Token) {
        let text = self
            .text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("");
        self.output.push(Token {
            start: token.start,
            end: token.start + 1,
            kind: TokenKind::Colon,
        });
        let rest = text.get(1..).unwrap_or("").trim_start();
        let start = token.end - rest.len() as u32;
        let kind = match rest.chars().next() {
            Some('"') => TokenKind::Identifier,
            Some(first) if first.is_ascii_digit() => TokenKind::Number,
            _ => super::keyword(rest).unwrap_or(TokenKind::Identifier),
        };
        self.output.push(Token {
            start,
            end: token.end,
            kind,
        });
        self.position += 1;
    }
}

/// What NOT negates as a condition's operator.
const NEGATABLE: &[TokenKind] = &[
    TokenKind::In,
    TokenKind::Between,
    TokenKind::Like,
    TokenKind::Like2,
    TokenKind::Like4,
    TokenKind::Likec,
    TokenKind::Member,
    TokenKind::Submultiset,
];

/// Words after MODEL. SQL Language Reference, "model_clause".
const MODEL_STARTS: &[TokenKind] = &[
    TokenKind::Ignore,
    TokenKind::Keep,
    TokenKind::Unique,
    TokenKind::Return,
    TokenKind::Reference,
    TokenKind::Partition,
    TokenKind::OpaqueKind,
];
