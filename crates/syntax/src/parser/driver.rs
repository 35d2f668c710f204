//! The LR loop: shifts, reductions, and the reading of soft keywords.

use super::message;
use super::tables::{Machine, Reduced, Search, State, Step, replace_top, step};
use super::{ErrorKind, SyntaxError};
use crate::token::Token;
use plconv_grammar::parser::Symbol;
use plconv_grammar::{NodeId, TokenKind, Tree, TreeBuilder, Triple, tables};

/// What a run of the driver gives.
pub(super) struct Outcome {
    pub tree: Tree,
    pub root: NodeId,
    pub tokens: Vec<Token>,
    pub errors: Vec<SyntaxError>,
}

impl Outcome {
    /// Replaces the tree by one bad statement over all tokens.
    pub fn make_bad_root(&mut self, tokens: &[Token]) {
        let count = tokens.len() as u32;
        let mut builder = TreeBuilder::new();
        let text = builder.token_range(0, count);
        self.root = builder.bad_stmt(0, count, text);
        self.tree = builder.finish();
        self.tokens = tokens.to_vec();
    }
}

/// Sets of expected tokens are computed for this many errors; later ones are echoes.
const MAX_EXPECTED_SETS: usize = 100;

/// A unit with more errors is no unit.
const MAX_RECOVERIES: u32 = 1_000;

/// Room for the stack of an ordinary unit.
const STACK_CAPACITY: usize = 64;

pub(super) struct Driver<'a, D: Machine> {
    pub(super) text: &'a str,
    machine: D,
    pub(super) states: Vec<State>,
    pub(super) symbols: Vec<Triple>,
    pub(super) input: &'a [Token],
    /// Index of the next token of the input.
    pub(super) position: usize,
    /// Tokens as taken: with the readings chosen, groups fused, missing ones inserted empty.
    pub(super) output: Vec<Token>,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) recoveries: u32,
    /// Position of the last recovery and how often it was there.
    pub(super) stuck: (usize, u32),
    /// The last question that was asked of the tables.
    search: Search,
    /// The terminal that `reading` has just found to be good in the current state.
    checked: Option<TokenKind>,
    /// Whether tokens are reduced for before it is known that they can be shifted: cheaper, but a rejected one spoils the
    /// stack.
    is_hasty: bool,
}

/// What feeding one token did.
pub(super) enum Fed {
    /// It is on the stack.
    Shifted,
    /// It cannot stand here.
    Rejected,
}

impl<'a, D: Machine> Driver<'a, D> {
    pub fn new(text: &'a str, input: &'a [Token], machine: D) -> Self {
        let mut states = Vec::with_capacity(STACK_CAPACITY);
        states.push(machine.start_state());
        Driver {
            text,
            machine,
            states,
            symbols: Vec::with_capacity(STACK_CAPACITY),
            input,
            position: 0,
            output: Vec::with_capacity(input.len() + 4),
            errors: Vec::new(),
            recoveries: 0,
            stuck: (usize::MAX, 0),
            search: Search::default(),
            checked: None,
            is_hasty: false,
        }
    }

    /// Parses the whole input as it stands; `None` at the first mistake. Most units have none.
    pub fn run_clean(mut self, start: TokenKind) -> Option<Outcome> {
        self.is_hasty = true;
        if !self.start(start) {
            return None;
        }
        while self.position < self.input.len() {
            if !self.take_next() {
                return None;
            }
        }
        let root = loop {
            let Step::Reduce(reduction) = self.end_step(self.states.last().copied()?) else {
                return None;
            };
            let reduced = self
                .machine
                .reduce_by(reduction, None, &mut self.states, &mut self.symbols);
            if let Reduced::Done(result) = reduced {
                break result?;
            }
        };
        Some(Outcome {
            tree: Tree::default(),
            root,
            tokens: self.output,
            errors: Vec::new(),
        })
    }

    /// Parses the whole input; the tree stays with the builder behind the tables.
    pub fn run(mut self, start: TokenKind) -> Outcome {
        let root = match self.start(start) && self.consume_input() {
            true => self.finish(),
            false => None,
        };
        if root.is_none() {
            if let Some(last) = self.errors.last_mut() {
                last.kind = ErrorKind::Fatal;
            } else {
                self.report();
            }
        }
        Outcome {
            tree: Tree::default(),
            root: root.unwrap_or(NodeId::NIL),
            tokens: self.output,
            errors: self.errors,
        }
    }

    /// Whether the whole input parses as it stands; looks no further than the first mistake.
    pub fn accepts(mut self, start: TokenKind) -> bool {
        self.is_hasty = true;
        let mut is_good = self.start(start);
        while is_good && self.position < self.input.len() {
            is_good = self.take_next();
        }
        is_good && self.ends_well(&mut self.states.clone())
    }

    /// Reads the whole input and says what may come next.
    pub fn expected_at_end(mut self, start: TokenKind) -> Vec<TokenKind> {
        if self.start(start) && self.consume_input() {
            self.expected()
        } else {
            Vec::new()
        }
    }

    /// Takes tokens whose readings are known, before the input.
    pub fn enter<'t>(&mut self, start: TokenKind, tokens: impl Iterator<Item = &'t Token>) -> Option<()> {
        let is_good = self.start(start);
        let mut tokens = tokens.copied();
        (is_good && tokens.all(|token| matches!(self.feed(token), Fed::Shifted))).then_some(())
    }

    /// Takes the input up to and with the token at `last` as it stands; false at the first mistake.
    pub fn read_hastily(&mut self, last: usize) -> bool {
        self.is_hasty = true;
        while self.position <= last {
            if !self.take_next() {
                return false;
            }
        }
        self.position == last + 1
    }

    /// The same with recovery; false when that goes on behind the token.
    pub fn read_up_to(&mut self, last: usize) -> bool {
        while self.position <= last {
            if !self.take_next() && !self.recover() {
                return false;
            }
        }
        self.position == last + 1
    }

    /// What was taken so far, without a root.
    pub fn into_outcome(self) -> Outcome {
        Outcome {
            tree: Tree::default(),
            root: NodeId::NIL,
            tokens: self.output,
            errors: self.errors,
        }
    }

    /// Pushes the token that says what to parse.
    fn start(&mut self, start: TokenKind) -> bool {
        let Some(state) = self.states.last().copied() else {
            return false;
        };
        match step(state, start as usize) {
            Step::Shift(next) => {
                self.symbols.push((0, Symbol::from(start), 0));
                self.states.push(next);
                true
            }
            Step::Reduce(_) | Step::Unit(_) | Step::Error => false,
        }
    }

    fn consume_input(&mut self) -> bool {
        while self.position < self.input.len() {
            if !self.take_next() && !self.recover() {
                return false;
            }
        }
        true
    }

    /// Takes the next token; false when it cannot stand here, or at the end.
    pub(super) fn take_next(&mut self) -> bool {
        let Some(token) = self.input.get(self.position).copied() else {
            return false;
        };
        let Some(reading) = self.reading(token) else {
            return false;
        };
        matches!(self.take(token, reading), Fed::Shifted)
    }

    /// The terminal to take a token for; `None` for tokens outside of the grammar.
    pub(super) fn reading(&mut self, token: Token) -> Option<TokenKind> {
        let kind = token.kind;
        self.checked = None;
        if kind.has_one_reading() {
            return Some(kind);
        }
        kind.terminal()?;
        if kind == TokenKind::LeftParen {
            // Groups that are kept as text stand where the grammar has no use for a parenthesis.
            if self.can_shift(kind) {
                self.checked = Some(kind);
                return Some(kind);
            }
            let is_opaque = self.can_shift(TokenKind::Opaque);
            return Some(if is_opaque { TokenKind::Opaque } else { kind });
        }
        if kind == TokenKind::Identifier {
            let is_clause = self.is_substituted_clause(token);
            return Some(if is_clause {
                TokenKind::SubstitutedClause
            } else {
                kind
            });
        }
        let keyword = std::iter::once(kind)
            .chain(kind.candidates().iter().copied())
            .find(|candidate| self.can_shift(*candidate));
        if kind.is_reserved() {
            return Some(keyword.unwrap_or(kind));
        }
        let Some(keyword) = keyword else {
            return Some(TokenKind::Identifier);
        };
        let is_name = self.can_shift(TokenKind::Identifier) && !self.is_keyword_by_neighbours(kind);
        let reading = if is_name { TokenKind::Identifier } else { keyword };
        self.checked = Some(reading);
        Some(reading)
    }

    /// Whether a substitution variable stands where no name can and a clause can.
    fn is_substituted_clause(&mut self, token: Token) -> bool {
        let is_variable = self.text.as_bytes().get(token.start as usize) == Some(&b'&');
        is_variable && !self.can_shift(TokenKind::Identifier) && self.can_shift(TokenKind::SubstitutedClause)
    }

    /// Where the table accepts a soft word as keyword and as name: after `%` it is an attribute, else the next token
    /// decides.
    fn is_keyword_by_neighbours(&self, kind: TokenKind) -> bool {
        let after_percent = self
            .output
            .last()
            .is_some_and(|last| last.kind == TokenKind::PercentSign);
        let next = self.input.get(self.position + 1).map(|next| next.kind);
        after_percent || kind.next_token_rule().is_keyword_before(next)
    }

    /// Takes the token at the current position in this reading.
    fn take(&mut self, token: Token, reading: TokenKind) -> Fed {
        if reading == TokenKind::Opaque && token.kind == TokenKind::LeftParen {
            let end = self.group_end(self.position);
            return self.take_range(end, TokenKind::Opaque);
        }
        let fed = self.feed(Token {
            kind: reading,
            ..token
        });
        if matches!(fed, Fed::Rejected) {
            return fed;
        }
        self.position += 1;
        let starts_text = matches!(
            reading,
            TokenKind::OpaqueKind | TokenKind::OpaqueStatement | TokenKind::OpaqueClause
        );
        // `GRANT ... ON EDITION x TO y` goes on with a name.
        if starts_text && self.can_shift(TokenKind::Opaque) {
            let end = self.text_end(reading == TokenKind::OpaqueClause);
            if end > self.position {
                return self.take_range(end, TokenKind::Opaque);
            }
        }
        Fed::Shifted
    }

    /// Where the text from the current position ends: before the last semicolon; a clause also before AS and a query.
    fn text_end(&self, is_clause: bool) -> usize {
        let end = match self.input.last() {
            Some(last) if last.kind == TokenKind::Semicolon => self.input.len() - 1,
            _ => self.input.len(),
        };
        let query = (self.position..end).find(|index| {
            let kind_at = |index: usize| self.input.get(index).map(|token| token.kind);
            kind_at(*index) == Some(TokenKind::As)
                && matches!(
                    kind_at(index + 1),
                    Some(TokenKind::Select | TokenKind::With | TokenKind::LeftParen)
                )
        });
        query.filter(|_| is_clause).unwrap_or(end)
    }

    /// Takes the input up to `end` as one token.
    fn take_range(&mut self, end: usize, kind: TokenKind) -> Fed {
        let Some(first) = self.input.get(self.position) else {
            return Fed::Rejected;
        };
        let last = self.input.get(end.saturating_sub(1)).unwrap_or(first);
        let fed = self.feed(Token {
            start: first.start,
            end: last.end,
            kind,
        });
        if matches!(fed, Fed::Shifted) {
            self.position = end;
        }
        fed
    }

    /// Index after the parenthesis that closes the one at `start`.
    pub(super) fn group_end(&self, start: usize) -> usize {
        let mut depth = 0_u32;
        for (index, token) in self.input.iter().enumerate().skip(start) {
            match token.kind {
                TokenKind::LeftParen => depth += 1,
                TokenKind::RightParen => {
                    depth -= 1;
                    if depth == 0 {
                        return index + 1;
                    }
                }
                _ => {}
            }
        }
        self.input.len()
    }

    /// Reduces as far as the token asks for and shifts it.
    pub(super) fn feed(&mut self, token: Token) -> Fed {
        let location = self.output.len() as u32;
        let fed = self.feed_symbol(token.kind, location, location + 1);
        if matches!(fed, Fed::Shifted) {
            self.output.push(token);
        }
        fed
    }

    /// The same for a symbol over a range of tokens that are in the output already.
    pub(super) fn feed_symbol(&mut self, kind: TokenKind, start: u32, end: u32) -> Fed {
        let Some(terminal) = kind.terminal() else {
            return Fed::Rejected;
        };
        // Without this a rejected token would leave a half reduced stack behind, from which less is expected than
        // before. `reading` has asked for most words already.
        let is_checked = self.checked.take() == Some(kind) && self.search.terminal == terminal;
        if !is_checked && self.is_hasty {
            return self.reduce_and_shift(terminal, kind, start, end);
        }
        if !is_checked && !self.search.accepts(&self.states, terminal) {
            return Fed::Rejected;
        }
        for (top, production) in self.search.reductions.drain(..) {
            replace_top(&mut self.states, top);
            let reduced =
                self.machine
                    .reduce_by(production, Some(start), &mut self.states, &mut self.symbols);
            if matches!(reduced, Reduced::Done(_)) {
                return Fed::Rejected;
            }
        }
        replace_top(&mut self.states, self.search.top);
        self.symbols.push((start, Symbol::from(kind), end));
        self.states.push(self.search.target);
        Fed::Shifted
    }

    fn reduce_and_shift(&mut self, terminal: usize, kind: TokenKind, start: u32, end: u32) -> Fed {
        // The start state stands below the first token, and only there is nothing below.
        let [.., mut below, mut top] = *self.states.as_slice() else {
            return Fed::Rejected;
        };
        loop {
            let action = tables::action(top, terminal);
            let next = if tables::is_link(action) {
                let chain = self.search.memo.chain(below, top, terminal);
                self.machine.remake(chain.made(), &mut self.symbols);
                replace_top(&mut self.states, chain.end);
                chain.next
            } else {
                Step::decode(action)
            };
            match next {
                Step::Shift(target) => {
                    let symbol = Symbol::from(kind);
                    self.symbols.push((start, symbol, end));
                    self.states.push(target);
                    return Fed::Shifted;
                }
                Step::Reduce(production) => {
                    let (states, symbols) = (&mut self.states, &mut self.symbols);
                    match self.machine.reduce_by(production, Some(start), states, symbols) {
                        Reduced::To {
                            below: new_below,
                            top: new_top,
                        } => (below, top) = (new_below, new_top),
                        Reduced::Done(_) => return Fed::Rejected,
                    }
                }
                Step::Error | Step::Unit(_) => return Fed::Rejected,
            }
        }
    }

    /// Feeds an empty token where one is missing.
    pub(super) fn insert(&mut self, kind: TokenKind) -> bool {
        let end = self.output.last().map_or(0, |last| last.end);
        matches!(
            self.feed(Token {
                start: end,
                end,
                kind
            }),
            Fed::Shifted
        )
    }

    /// Reduces to the start symbol; closes what is open first.
    fn finish(&mut self) -> Option<NodeId> {
        loop {
            let state = self.states.last().copied()?;
            match self.end_step(state) {
                Step::Reduce(reduction) => {
                    let reduced =
                        self.machine
                            .reduce_by(reduction, None, &mut self.states, &mut self.symbols);
                    if let Reduced::Done(result) = reduced {
                        return result;
                    }
                }
                Step::Shift(_) | Step::Unit(_) | Step::Error => {
                    if !self.close_at_end() {
                        return None;
                    }
                }
            }
        }
    }

    /// What to do at the end of the text.
    pub(super) fn end_step(&self, state: State) -> Step {
        Step::decode(self.machine.eof_action(state))
    }

    /// Whether a terminal could be shifted now, after any number of reductions.
    pub(super) fn can_shift(&mut self, kind: TokenKind) -> bool {
        let depth = self.states.len();
        self.can_shift_at(depth, kind)
    }

    /// The same with only the lowest `depth` states on the stack.
    pub(super) fn can_shift_at(&mut self, depth: usize, kind: TokenKind) -> bool {
        match (kind.terminal(), self.states.get(..depth)) {
            (Some(terminal), Some(states)) => self.search.accepts(states, terminal),
            _ => false,
        }
    }

    /// All terminals that could be shifted now: exact, unlike what the action table says after default reductions.
    pub(super) fn expected(&mut self) -> Vec<TokenKind> {
        (0..plconv_grammar::TERMINAL_COUNT)
            .filter_map(TokenKind::from_index)
            .filter(|kind| self.can_shift(*kind))
            .collect()
    }

    /// Records an error at the current position; gives what could stand there.
    pub(super) fn report(&mut self) -> Vec<TokenKind> {
        let at = self.input.get(self.position).copied();
        let terminals = if self.errors.len() < MAX_EXPECTED_SETS {
            self.expected()
        } else {
            Vec::new()
        };
        let groups = self.group_starts(&terminals);
        let mut expected = message::grouped(&terminals, &groups);
        if expected.is_empty() && self.ends_well(&mut self.states.clone()) {
            expected.push("the end".to_owned());
        }
        let end = self.input.last().map_or(0, |last| last.end);
        let (start, end) = at.map_or((end, end), |token| (token.start, token.end));
        let message = message::text(self.text, at, &expected);
        self.errors.push(SyntaxError {
            start,
            end,
            message,
            expected,
            kind: ErrorKind::Recovered,
        });
        terminals
    }

    /// The members of each group, when the set could hold it.
    fn group_starts(&mut self, expected: &[TokenKind]) -> Vec<(message::Group, Vec<TokenKind>)> {
        let start_state = self.machine.start_state();
        let saved = std::mem::take(&mut self.states);
        let mut groups = Vec::new();
        for (group, start) in message::GROUPS {
            if group.is_in(expected)
                && let Step::Shift(state) = step(start_state, *start as usize)
            {
                self.states = vec![start_state, state];
                groups.push((*group, self.expected()));
            }
        }
        self.states = saved;
        groups
    }

    /// Guards against a recovery that does not get on.
    pub(super) fn may_recover(&mut self) -> bool {
        self.recoveries += 1;
        self.stuck = match self.stuck {
            (position, times) if position == self.position => (position, times + 1),
            _ => (self.position, 1),
        };
        self.recoveries <= MAX_RECOVERIES
    }
}
