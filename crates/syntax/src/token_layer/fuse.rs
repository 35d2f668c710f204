//! Rules that look at the tokens around.

use super::opaque::{self, OpaqueForm};
use crate::token::Token;
use plconv_grammar::{TOKEN_KIND_COUNT, TokenKind};

pub(super) struct Fuser<'a> {
    text: &'a str,
    input: &'a [Token],
    position: usize,
    output: Vec<Token>,
    /// What stands before each parenthesis that is open.
    open: Vec<Option<TokenKind>>,
}

impl<'a> Fuser<'a> {
    pub(super) fn new(text: &'a str, input: &'a [Token]) -> Self {
        Fuser {
            text,
            input,
            position: 0,
            output: Vec::with_capacity(input.len()),
            open: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Vec<Token> {
        while let Some(token) = self.input.get(self.position).copied() {
            match self.plain(token.kind) {
                Some(kind) => {
                    self.output.push(Token { kind, ..token });
                    self.position += 1;
                }
                None => self.apply_rules(token),
            }
        }
        self.output
    }

    /// The same with a look at every token by every rule.
    #[cfg(test)]
    pub(super) fn run_slowly(mut self) -> Vec<Token> {
        while let Some(token) = self.input.get(self.position).copied() {
            self.apply_rules(token);
        }
        self.output
    }

    fn apply_rules(&mut self, token: Token) {
        if let Some(end) = self.opaque_arguments(token) {
            self.fuse(TokenKind::Identifier, 1);
            self.fuse(TokenKind::OpaqueArguments, end - 1);
        } else if token.kind.is_word() {
            self.word(token);
        } else {
            self.symbol(token);
        }
    }

    /// What a token is taken for where none of the rules below needs a look at it: as most are.
    fn plain(&self, kind: TokenKind) -> Option<TokenKind> {
        use TokenKind as T;
        if STARTS_RULE.get(kind as usize) != Some(&false) {
            return None;
        }
        let next = self.next(1);
        if kind == T::Identifier {
            let is_plain = !matches!(next, Some(T::LeftParen | T::LeftBracket | T::As));
            return is_plain.then_some(kind);
        }
        if !kind.is_word() {
            return Some(kind);
        }
        if matches!(next, Some(T::Arrow | T::LeftBracket | T::As)) {
            return None;
        }
        match self.previous() {
            Some(T::Dot) => Some(T::Identifier),
            Some(T::LabelStart | T::Procedure | T::Function | T::End) => None,
            Some(_) | None => Some(kind),
        }
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
            _ if self.is_narrowed() => self.fuse(T::SelfAs, 1),
            T::Json if self.json_form() > 1 => self.fuse(T::JsonForm, self.json_form()),
            T::With if self.next_is(1, &[T::Target]) && self.next_is(2, &[T::Accuracy]) => {
                self.fuse(T::WithTarget, 2);
            }
            T::Is if self.is_pair() => self.fuse(T::PairIs, 1),
            T::Nested if self.starts_name(1) && self.next(2) == Some(T::Columns) => {
                self.fuse(T::NestedMember, 1);
            }
            T::Not if self.next_is(1, NEGATABLE) => self.fuse(T::NotLookahead, 1),
            T::Not if self.next(1) == Some(T::Deferrable) => self.fuse(T::NotDeferrable, 2),
            T::With if self.next(1) == Some(T::Time) && self.next(2) == Some(T::Zone) => {
                self.fuse(T::WithTimeZone, 3);
            }
            T::With if self.next(1) == Some(T::Local) && self.next(2) == Some(T::Time) => {
                self.fuse(T::WithLocalTimeZone, 4);
            }
            T::As if self.next(1) == Some(T::Of) && self.next_is(2, FLASHBACK_UNITS) => {
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
            T::From if self.is_from_first_inside() => self.fuse(T::FromFirstInside, 1),
            T::Respect | T::Ignore
                if self.next(1) == Some(T::Nulls)
                    && !self.previous_is(&[T::RightParen, T::First, T::Last]) =>
            {
                self.fuse(T::NullTreatmentInside, 2);
            }
            T::Parallel if self.next(1) == Some(T::LeftParen) && !self.ends_insert_target() => {
                self.fuse(T::ParallelOpaque, 1);
            }
            T::No if self.next_is(1, STORAGE_NEGATED) => self.fuse(T::NoStorage, 1),
            T::Constraint if self.is_column_named_constraint() => self.fuse(T::Identifier, 1),
            T::Constraints if self.names_constraint() => self.fuse(T::Constraint, 1),
            T::Clustering if !self.is_clustering_clause() => self.fuse(T::Identifier, 1),
            T::Logical if !self.previous_is(&[T::EnableClause, T::DisableClause]) => {
                self.fuse(T::Identifier, 1)
            }
            T::Model if self.next_is(1, MODEL_STARTS) => self.model_clause(),
            kind => self.fuse(kind, 1),
        }
    }

    /// Whether the neighbours make any word, even a reserved one, a name.
    fn is_name_here(&self, kind: TokenKind) -> bool {
        use TokenKind as T;
        let previous = self.previous();
        if matches!(previous, Some(T::Dot | T::LabelStart)) {
            return true;
        }
        if self.next(1) == Some(T::Arrow) {
            // SEQUENCE behind the controls of an iterator is no parameter.
            return kind != T::Sequence || self.previous_is(&[T::LeftParen, T::Comma]);
        }
        if self.is_sql_name(kind) {
            return true;
        }
        let names_routine = matches!(previous, Some(T::Procedure | T::Function))
            && kind.is_reserved()
            && self.next_is(1, &[T::LeftParen, T::Is, T::As, T::Return, T::Semicolon, T::Dot]);
        let ends_routine = previous == Some(T::End)
            && self.next(1) == Some(T::Semicolon)
            && !matches!(kind, T::If | T::Loop | T::Case | T::End | T::Asc | T::Desc);
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
        // A column FUNCTION: the routine of that kind would have its name here.
        let function_column = kind == T::Function
            && self.previous_is(&[T::Comma, T::LeftParen])
            && (self.next_is(1, &[T::Comma, T::RightParen])
                || (self.starts_name(1) && self.next(2) == Some(T::LeftParen)));
        names_routine || ends_routine || set_function || function_column
    }

    /// `CONSTRAINTS` is read like CONSTRAINT where the columns of a key follow; elsewhere it may be a column.
    fn names_constraint(&self) -> bool {
        use TokenKind as T;
        if !self.starts_name(1) {
            return false;
        }
        match self.next(2) {
            Some(T::Foreign) => true,
            Some(T::Primary) => self.next(4) == Some(T::LeftParen),
            Some(T::Unique) => self.next(3) == Some(T::LeftParen),
            _ => false,
        }
    }

    /// `constraint varchar2(30)` is a column of the table that EXCEPTIONS INTO writes to, as Oracle's own script creates it.
    fn is_column_named_constraint(&self) -> bool {
        use TokenKind as T;
        self.previous_is(&[T::LeftParen, T::Comma])
            && self.starts_name(1)
            && self.next_is(2, &[T::LeftParen, T::Comma, T::RightParen])
    }

    /// CLUSTERING is a column unless the clause it starts can be seen.
    fn is_clustering_clause(&self) -> bool {
        use TokenKind as T;
        self.next(1) == Some(T::By)
            || self.next_is(2, &[T::By, T::Join])
            || self.previous() == Some(T::Drop)
            || (self.previous() == Some(T::Modify) && self.next_is(1, &[T::Yes, T::No, T::With, T::Without]))
    }

    /// Words that only PL/SQL reserves are names of columns, tables and attributes where what follows says so.
    fn is_sql_name(&self, kind: TokenKind) -> bool {
        use TokenKind as T;
        let ends_operand = self.next_is(1, AFTER_OPERAND);
        match kind {
            T::Function | T::Procedure => {
                let is_privilege = self.previous_is(&[T::Create, T::Any, T::Alter, T::Drop]);
                let is_attribute = self.previous_is(&[T::LeftParen, T::Comma])
                    && self.starts_name(1)
                    && (self.next_is(2, &[T::Comma, T::RightParen])
                        || (self.next(2) == Some(T::LeftParen) && self.next(3) == Some(T::Number)));
                (ends_operand && !is_privilege) || is_attribute
            }
            T::If => {
                self.previous_is(&[T::From, T::Join])
                    || self.next_is(
                        1,
                        &[T::Dot, T::On, T::Comma, T::Where, T::RightParen, T::EqualSign],
                    )
                    || (self.next(1) == Some(T::Semicolon) && self.previous() != Some(T::End))
            }
            // The label LOOP.
            T::Loop if self.next_is(1, &[T::Semicolon, T::When]) => {
                self.previous_is(&[T::Exit, T::Continue, T::Loop])
            }
            T::Exception | T::Return | T::Loop | T::Begin | T::Declare | T::While => {
                self.previous_is(&[T::Select, T::From, T::Join])
            }
            _ => false,
        }
    }

    /// `INTO [schema.]t PARALLEL (`: an alias before the columns.
    fn ends_insert_target(&self) -> bool {
        use TokenKind as T;
        let before = |distance: usize| {
            let index = self.output.len().checked_sub(distance)?;
            self.output.get(index).map(|token| token.kind)
        };
        before(2) == Some(T::Into) || (before(2) == Some(T::Dot) && before(4) == Some(T::Into))
    }

    /// The name in `(name AS type).method`.
    fn is_narrowed(&self) -> bool {
        use TokenKind as T;
        if self.previous() != Some(T::LeftParen) || self.next(1) != Some(T::As) {
            return false;
        }
        let before = self.open.last().copied().flatten();
        if matches!(before, Some(T::Identifier | T::Cast | T::Treat | T::Xmlserialize)) {
            return false;
        }
        // The supertype's view of an object as a value: `f((SELF AS t), x)`.
        let is_operand = matches!(
            before,
            Some(T::LeftParen | T::Comma | T::Assign | T::EqualSign | T::Return | T::Arrow)
        );
        let mut distance = 2;
        while self.starts_name(distance) && self.next(distance + 1) == Some(T::Dot) {
            distance += 2;
        }
        self.starts_name(distance)
            && self.next(distance + 1) == Some(T::RightParen)
            && (is_operand || self.next(distance + 2) == Some(T::Dot))
    }

    /// IS between the key and the value of a JSON object.
    fn is_pair(&self) -> bool {
        use TokenKind as T;
        matches!(self.open.last(), Some(Some(T::JsonObject | T::JsonObjectagg))) && !self.next_is(1, AFTER_IS)
    }

    /// How many tokens JSON and its options are, behind IS or IS NOT.
    fn json_form(&self) -> usize {
        use TokenKind as T;
        let negated = self.previous() == Some(T::Not);
        let before = self.output.len().checked_sub(1 + usize::from(negated));
        if before
            .and_then(|index| self.output.get(index))
            .map(|token| token.kind)
            != Some(T::Is)
        {
            return 1;
        }
        let mut count = 1;
        loop {
            let next = self.next(count);
            count += match next {
                Some(T::LeftParen) => match self.group_end(count) {
                    Some(end) => end - count,
                    None => return count,
                },
                Some(T::Strict) => 1,
                Some(T::Identifier) if self.is_word(count, "LAX") => 1,
                Some(T::With | T::Without) if self.next(count + 1) == Some(T::Unique) => {
                    2 + usize::from(self.next(count + 2) == Some(T::Keys))
                }
                _ => return count,
            };
        }
    }

    fn is_word(&self, distance: usize, word: &str) -> bool {
        self.input.get(self.position + distance).is_some_and(|token| {
            self.text
                .get(token.start as usize..token.end as usize)
                .is_some_and(|text| text.eq_ignore_ascii_case(word))
        })
    }

    /// How many tokens the name at the current position and its arguments are, when those are kept as text.
    fn opaque_arguments(&self, token: Token) -> Option<usize> {
        use TokenKind as T;
        let is_json = token.kind == T::Json && self.next_is(1, &[T::LeftBrace, T::LeftBracket]);
        let is_subscripted = self.next(1) == Some(T::LeftBracket)
            && (token.kind.is_word() || matches!(token.kind, T::Identifier | T::QuotedIdentifier))
            && self.previous() == Some(T::Dot);
        let is_inline_external = token.kind == T::External
            && self.next(1) == Some(T::LeftParen)
            && self.previous_is(&[T::From, T::Comma, T::Join]);
        if is_json || is_subscripted || is_inline_external {
            return self.group_end(1);
        }
        if token.kind != T::Identifier
            || self.next(1) != Some(T::LeftParen)
            || self.previous_is(&[T::Dot, T::Function, T::Procedure])
        {
            return None;
        }
        let word = self
            .text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("");
        let form = opaque::form(word)?;
        let is_opaque = match form {
            OpaqueForm::Always => true,
            OpaqueForm::Using => self.group_has(1, T::Using),
            OpaqueForm::Partition => self.next_is(2, &[T::Partition, T::Order]),
        };
        if is_opaque { self.group_end(1) } else { None }
    }

    /// Distance behind the bracket that closes the one at `distance`.
    fn group_end(&self, distance: usize) -> Option<usize> {
        use TokenKind as T;
        let mut depth = 0_u32;
        for end in distance.. {
            match self.next(end)? {
                T::LeftParen | T::LeftBrace | T::LeftBracket => depth += 1,
                T::RightParen | T::RightBrace | T::RightBracket => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return Some(end + 1);
                    }
                }
                T::Semicolon => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a word stands in the parentheses at `distance`, outside of inner ones.
    fn group_has(&self, distance: usize, word: TokenKind) -> bool {
        use TokenKind as T;
        let mut depth = 0_u32;
        for at in distance.. {
            match self.next(at) {
                Some(T::LeftParen) => depth += 1,
                Some(T::RightParen) if depth <= 1 => return false,
                Some(T::RightParen) => depth -= 1,
                Some(T::Semicolon) | None => return false,
                Some(kind) if kind == word && depth == 1 => return true,
                Some(_) => {}
            }
        }
        false
    }

    fn is_state_clause(&self) -> bool {
        use TokenKind as T;
        self.next_is(
            1,
            &[
                T::Constraint,
                T::Primary,
                T::Unique,
                T::All,
                T::Row,
                T::Table,
                T::Logical,
            ],
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
            && self.next_is(2, AFTER_NTH_VALUE)
    }

    fn is_from_first_inside(&self) -> bool {
        use TokenKind as T;
        self.next_is(1, &[T::First, T::Last])
            && self.next(2) == Some(T::RightParen)
            && self.next_is(3, AFTER_NTH_VALUE)
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
            T::LeftParen => self.open.push(self.previous()),
            T::RightParen => {
                self.open.pop();
            }
            _ => {}
        }
        match token.kind {
            T::Identifier | T::QuotedIdentifier if self.is_narrowed() => self.fuse(T::SelfAs, 1),
            T::QuotedIdentifier => self.fuse(T::Identifier, 1),
            T::LeftParen if self.next(1) == Some(T::PlusSign) && self.next(2) == Some(T::RightParen) => {
                self.open.pop();
                self.fuse(T::OuterJoinMark, 3);
            }
            T::LeftParen if self.is_storage_group() => self.fuse(T::Opaque, self.group_length()),
            T::AtSign if self.starts_name(1) => self.database_link(),
            // SYSDATE@! in the predicates that EXPLAIN PLAN prints.
            T::AtSign if self.next(1) == Some(T::ExclamationMark) => self.fuse(T::DbLink, 2),
            T::LessOrEqual if self.next(1) == Some(T::GreaterSign) && self.adjacent(1) => {
                self.fuse(T::VectorDistance, 2);
            }
            T::LessSign
                if self.next_is(1, &[T::MinusSign, T::Unknown])
                    && self.next(2) == Some(T::GreaterSign)
                    && self.adjacent(1)
                    && self.adjacent(2) =>
            {
                self.fuse(T::VectorDistance, 3);
            }
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

    /// `STORE AS [kind] [name] (...)`: in a partition the parenthesis could also open its subpartitions. A query or a
    /// group in it belongs to something that is called STORE, or to a nested table.
    fn is_storage_group(&self) -> bool {
        use TokenKind as T;
        let mut before = self.output.iter().rev().map(|token| token.kind).peekable();
        before.next_if(|kind| *kind == T::Identifier);
        before.next_if(|kind| matches!(kind, T::Securefile | T::Basicfile));
        before.next() == Some(T::As)
            && before.next() == Some(T::Store)
            && !self.next_is(1, &[T::Select, T::With, T::Values, T::LeftParen])
    }

    /// The number of tokens up to the parenthesis that closes the one here.
    fn group_length(&self) -> usize {
        let mut depth = 0_u32;
        let mut count = 0;
        while let Some(kind) = self.next(count) {
            count += 1;
            match kind {
                TokenKind::LeftParen => depth += 1,
                TokenKind::RightParen if depth <= 1 => break,
                TokenKind::RightParen => depth -= 1,
                _ => {}
            }
        }
        count
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

/// The tokens some rule starts at, whatever stands beside them.
static STARTS_RULE: [bool; TOKEN_KIND_COUNT] = {
    use TokenKind as T;
    const STARTS: &[TokenKind] = &[
        T::As,
        T::AtSign,
        T::Begin,
        T::BindVariable,
        T::Caret,
        T::Character,
        T::Clustering,
        T::Constraint,
        T::Constraints,
        T::Current,
        T::Day,
        T::Declare,
        T::Disable,
        T::Drop,
        T::Enable,
        T::Exception,
        T::ExclamationMark,
        T::External,
        T::False,
        T::From,
        T::Function,
        T::GreaterSign,
        T::If,
        T::Ignore,
        T::Is,
        T::Json,
        T::LeftParen,
        T::LessOrEqual,
        T::LessSign,
        T::Logical,
        T::Loop,
        T::Model,
        T::Nested,
        T::No,
        T::Not,
        T::Null,
        T::Parallel,
        T::Procedure,
        T::QuotedIdentifier,
        T::Respect,
        T::Return,
        T::RightParen,
        T::Set,
        T::Storage,
        T::Tilde,
        T::True,
        T::VerticalBar,
        T::While,
        T::With,
        T::Year,
    ];
    let mut table = [false; TOKEN_KIND_COUNT];
    let mut index = 0;
    while index < STARTS.len() {
        table[STARTS[index] as usize] = true;
        index += 1;
    }
    table
};

/// What stands behind an operand, a select item or a column: behind FUNCTION it says that this is a name.
const AFTER_OPERAND: &[TokenKind] = &[
    TokenKind::Comma,
    TokenKind::RightParen,
    TokenKind::Dot,
    TokenKind::From,
    TokenKind::Into,
    TokenKind::Is,
    TokenKind::EqualSign,
    TokenKind::NotEqual,
    TokenKind::LessSign,
    TokenKind::GreaterSign,
    TokenKind::LessOrEqual,
    TokenKind::GreaterOrEqual,
    TokenKind::Concatenation,
    TokenKind::Assign,
    TokenKind::And,
    TokenKind::Or,
    TokenKind::Asc,
    TokenKind::Desc,
];

/// What follows IS in a condition.
const AFTER_IS: &[TokenKind] = &[
    TokenKind::Null,
    TokenKind::Not,
    TokenKind::Nan,
    TokenKind::Infinite,
    TokenKind::Empty,
    TokenKind::Json,
    TokenKind::Dangling,
    TokenKind::True,
    TokenKind::False,
    TokenKind::A,
    TokenKind::Of,
];

const FLASHBACK_UNITS: &[TokenKind] = &[
    TokenKind::Scn,
    TokenKind::Timestamp,
    TokenKind::Snapshot,
    TokenKind::Period,
];

/// What follows NTH_VALUE(...) and its FROM FIRST or FROM LAST.
const AFTER_NTH_VALUE: &[TokenKind] = &[TokenKind::Over, TokenKind::Respect, TokenKind::Ignore];

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

/// What NO takes away in a storage clause.
const STORAGE_NEGATED: &[TokenKind] = &[
    TokenKind::Inmemory,
    TokenKind::Memcompress,
    TokenKind::Duplicate,
    TokenKind::Memoptimize,
    TokenKind::Salt,
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
