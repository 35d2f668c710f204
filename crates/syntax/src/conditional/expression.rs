//! Conditions of `$IF`: static expressions over flags, constants and literals.
//! PL/SQL Language Reference, "Static Expressions".

use super::{FlagValue, Flags};
use crate::lexer::{RawKind, RawToken};
use std::cmp::Ordering;

/// Parentheses deeper than this make a condition NULL.
const MAX_DEPTH: u32 = 64;

/// The value of a condition; names without a value are added to `undefined`.
pub fn evaluate(text: &str, tokens: &[RawToken], flags: &Flags, undefined: &mut Vec<String>) -> FlagValue {
    Evaluator {
        text,
        tokens,
        position: 0,
        depth: 0,
        flags,
        undefined,
    }
    .or()
}

struct Evaluator<'a> {
    text: &'a str,
    tokens: &'a [RawToken],
    position: usize,
    depth: u32,
    flags: &'a Flags,
    undefined: &'a mut Vec<String>,
}

impl<'a> Evaluator<'a> {
    fn or(&mut self) -> FlagValue {
        let mut left = self.and();
        while self.accept("OR") {
            let right = self.and();
            left = match (truth(&left), truth(&right)) {
                (Some(true), _) | (_, Some(true)) => FlagValue::Boolean(true),
                (Some(false), Some(false)) => FlagValue::Boolean(false),
                _ => FlagValue::Null,
            };
        }
        left
    }

    fn and(&mut self) -> FlagValue {
        let mut left = self.not();
        while self.accept("AND") {
            let right = self.not();
            left = match (truth(&left), truth(&right)) {
                (Some(false), _) | (_, Some(false)) => FlagValue::Boolean(false),
                (Some(true), Some(true)) => FlagValue::Boolean(true),
                _ => FlagValue::Null,
            };
        }
        left
    }

    fn not(&mut self) -> FlagValue {
        let mut negate = false;
        while self.accept("NOT") {
            negate = !negate;
        }
        let value = self.comparison();
        match (negate, truth(&value)) {
            (true, Some(known)) => FlagValue::Boolean(!known),
            (true, None) => FlagValue::Null,
            (false, _) => value,
        }
    }

    fn comparison(&mut self) -> FlagValue {
        let left = self.primary();
        if self.accept("IS") {
            let negate = self.accept("NOT");
            self.accept("NULL");
            return FlagValue::Boolean((left == FlagValue::Null) != negate);
        }
        let Some(operator) = self.peek().map(|token| token.kind) else {
            return left;
        };
        let holds: fn(Ordering) -> bool = match operator {
            RawKind::Equal => Ordering::is_eq,
            RawKind::NotEqual => Ordering::is_ne,
            RawKind::Less => Ordering::is_lt,
            RawKind::LessEqual => Ordering::is_le,
            RawKind::Greater => Ordering::is_gt,
            RawKind::GreaterEqual => Ordering::is_ge,
            _ => return left,
        };
        self.position += 1;
        let right = self.primary();
        match compare(&left, &right) {
            Some(ordering) => FlagValue::Boolean(holds(ordering)),
            None => FlagValue::Null,
        }
    }

    fn primary(&mut self) -> FlagValue {
        let Some(token) = self.peek() else {
            return FlagValue::Null;
        };
        self.position += 1;
        let word = self.word(token);
        match token.kind {
            RawKind::LeftParen => {
                self.depth += 1;
                let value = if self.depth > MAX_DEPTH {
                    FlagValue::Null
                } else {
                    self.or()
                };
                self.depth -= 1;
                if self.peek().is_some_and(|token| token.kind == RawKind::RightParen) {
                    self.position += 1;
                }
                value
            }
            RawKind::Number => word.parse().map_or(FlagValue::Null, FlagValue::Integer),
            RawKind::Minus => match self.primary_number() {
                Some(number) => FlagValue::Integer(-number),
                None => FlagValue::Null,
            },
            RawKind::String(_) => {
                let inner = word.trim_start_matches(['n', 'N']);
                let inner = inner
                    .strip_prefix('\'')
                    .and_then(|rest| rest.strip_suffix('\''))
                    .unwrap_or("");
                FlagValue::Text(inner.replace("''", "'"))
            }
            RawKind::Inquiry => self.inquiry(word.get(2..).unwrap_or("")),
            RawKind::Word | RawKind::QuotedName(_) => self.name(word),
            _ => FlagValue::Null,
        }
    }

    fn primary_number(&mut self) -> Option<i64> {
        let token = self.peek().filter(|token| token.kind == RawKind::Number)?;
        self.position += 1;
        self.word(token).parse().ok()
    }

    /// `$$name`: given flags first, then the parameters every session has.
    fn inquiry(&mut self, name: &str) -> FlagValue {
        let name = name.to_uppercase();
        if let Some(value) = self.flags.values.get(&name) {
            return value.clone();
        }
        match name.as_str() {
            "PLSQL_DEBUG" => FlagValue::Boolean(false),
            "PLSQL_OPTIMIZE_LEVEL" => FlagValue::Integer(2),
            "PLSQL_CODE_TYPE" => FlagValue::Text("INTERPRETED".to_owned()),
            "NLS_LENGTH_SEMANTICS" => FlagValue::Text("BYTE".to_owned()),
            "PLSQL_CCFLAGS" => FlagValue::Null,
            _ => {
                self.undefined.push(format!("$${name}"));
                FlagValue::Null
            }
        }
    }

    fn name(&mut self, first: &str) -> FlagValue {
        match first.to_ascii_uppercase().as_str() {
            "TRUE" => return FlagValue::Boolean(true),
            "FALSE" => return FlagValue::Boolean(false),
            "NULL" => return FlagValue::Null,
            _ => {}
        }
        let mut name = first.trim_matches('"').to_uppercase();
        while self.peek().is_some_and(|token| token.kind == RawKind::Dot) {
            self.position += 1;
            let Some(part) = self.peek() else { break };
            self.position += 1;
            name.push('.');
            name.push_str(&self.word(part).trim_matches('"').to_uppercase());
        }
        if let Some(value) = self.flags.values.get(&name) {
            return value.clone();
        }
        if let Some(constant) = name.rsplit_once("DBMS_DB_VERSION.").map(|(_, constant)| constant)
            && let Some(value) = version_constant(constant, self.flags.database_version)
        {
            return value;
        }
        self.undefined.push(name);
        FlagValue::Null
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self
            .peek()
            .is_some_and(|token| token.kind == RawKind::Word && self.word(token).eq_ignore_ascii_case(word));
        self.position += usize::from(found);
        found
    }

    fn peek(&self) -> Option<&'a RawToken> {
        self.tokens.get(self.position)
    }

    fn word(&self, token: &RawToken) -> &'a str {
        self.text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
    }
}

/// Constants of DBMS_DB_VERSION: VERSION, RELEASE, VER_LE_12, VER_LE_12_2, ...
/// PL/SQL Packages and Types Reference, "DBMS_DB_VERSION".
fn version_constant(name: &str, version: u32) -> Option<FlagValue> {
    match name {
        "VERSION" => return Some(FlagValue::Integer(i64::from(version))),
        "RELEASE" => return Some(FlagValue::Integer(0)),
        _ => {}
    }
    let mut parts = name.strip_prefix("VER_LE_")?.split('_');
    let limit: u32 = parts.next()?.parse().ok()?;
    let release = parts.next().and_then(|part| part.parse::<u32>().ok());
    // A database of version 12 is taken for the last release of 12.
    let holds = match release {
        Some(release) if limit == version => version != 12 || release >= 2,
        _ => version <= limit,
    };
    Some(FlagValue::Boolean(holds))
}

fn truth(value: &FlagValue) -> Option<bool> {
    match value {
        FlagValue::Boolean(value) => Some(*value),
        FlagValue::Null | FlagValue::Integer(_) | FlagValue::Text(_) => None,
    }
}

fn compare(left: &FlagValue, right: &FlagValue) -> Option<Ordering> {
    match (left, right) {
        (FlagValue::Integer(left), FlagValue::Integer(right)) => Some(left.cmp(right)),
        (FlagValue::Boolean(left), FlagValue::Boolean(right)) => Some(left.cmp(right)),
        (FlagValue::Text(left), FlagValue::Text(right)) => Some(left.cmp(right)),
        _ => None,
    }
}
