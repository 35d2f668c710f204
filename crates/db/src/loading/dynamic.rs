//! Blocks that run definitions in constant texts: `BEGIN EXECUTE IMMEDIATE 'CREATE TABLE ...'; END;`.

use super::{LoadedUnit, source_of};
use plconv_syntax::lexer::{RawKind, RawToken, lex};
use plconv_syntax::script::{ItemKind, read_script};
use std::sync::Arc;

/// Statements that say what objects are. Blocks that only drop objects are for later phases.
const DEFINITIONS: &[&str] = &["ALTER", "COMMENT", "CREATE", "GRANT", "REVOKE"];

/// Words of handlers that do more than tell or hide an error.
const ACTING: &[&str] = &["CALL", "DELETE", "EXECUTE", "INSERT", "MERGE", "UPDATE"];

/// Whether a text is a block without a label; stored units need not be looked through any further.
pub(super) fn is_block(text: &str) -> bool {
    let first = lex(text).find(|token| !token.kind.is_trivia());
    first.is_some_and(|first| {
        let block = Block { text, rest: &[] };
        is_one_of(block.word(&first), &["BEGIN", "DECLARE"])
    })
}

/// The statements of a block as units of their own; `None` when it does anything else.
pub(super) fn constant_definitions(unit: &LoadedUnit) -> Option<Vec<LoadedUnit>> {
    let text = unit.text.as_ref();
    let tokens: Vec<RawToken> = lex(text).filter(|token| !token.kind.is_trivia()).collect();
    let mut block = Block { text, rest: &tokens };
    if block.take("DECLARE") {
        while !block.is("BEGIN") {
            block.exception_declaration()?;
        }
    }
    if !block.take("BEGIN") {
        return None;
    }
    let mut units = Vec::new();
    while block.is("EXECUTE") {
        let literal = block.execute_immediate()?;
        units.push(unit_of(unit, literal)?);
    }
    let ends = block.is("END") || (block.take("EXCEPTION") && !block.acts());
    let defines = units.iter().any(|unit| {
        let first = unit.text.split(|c: char| !c.is_ascii_alphabetic()).next();
        first.is_some_and(|first| is_one_of(first, DEFINITIONS))
    });
    (ends && defines).then_some(units)
}

/// Views of the dictionary that blocks ask for an object before they create it.
const OBJECT_VIEWS: &[&str] = &[
    "INDEXES",
    "OBJECTS",
    "SEQUENCES",
    "SYNONYMS",
    "TABLES",
    "TRIGGERS",
    "TYPES",
    "VIEWS",
];

/// What a block creates when it finds in the dictionary that the object is not there, as units of their own. The block
/// does other things too, and stays.
pub(super) fn missing_definitions(unit: &LoadedUnit) -> Vec<LoadedUnit> {
    let text = unit.text.as_ref();
    let tokens: Vec<RawToken> = lex(text).filter(|token| !token.kind.is_trivia()).collect();
    let whole = Block { text, rest: &tokens };
    let is_anonymous = whole.is("DECLARE") || whole.is("BEGIN");
    if !is_anonymous || !tokens.iter().any(|token| asks_for_objects(whole.word(token))) {
        return Vec::new();
    }
    let mut units = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let (before, rest) = tokens.split_at(index);
        if !whole.word(token).eq_ignore_ascii_case("THEN") || !finds_nothing(&whole, before) {
            continue;
        }
        let mut block = Block { text, rest };
        block.take("THEN");
        while let Some(literal) = block.execute_immediate() {
            let created = unit_of(unit, literal).filter(|unit| {
                let first = unit.text.split(|c: char| !c.is_ascii_alphabetic()).next();
                first.is_some_and(|first| first.eq_ignore_ascii_case("CREATE"))
            });
            units.extend(created);
        }
    }
    units
}

fn asks_for_objects(word: &str) -> bool {
    let upper = word.to_ascii_uppercase();
    let views = ["USER_", "ALL_", "DBA_"]
        .iter()
        .find_map(|prefix| upper.strip_prefix(prefix));
    views.is_some_and(|view| OBJECT_VIEWS.contains(&view))
}

/// Whether a THEN is reached when a count is zero, or a row was not found.
fn finds_nothing(block: &Block<'_>, before: &[RawToken]) -> bool {
    let words: Vec<&str> = before
        .iter()
        .rev()
        .take(4)
        .map(|token| block.word(token))
        .collect();
    let words = words.strip_prefix(&[")"]).unwrap_or(&words);
    match words {
        ["0", "=", ..] | ["1", "<", ..] => true,
        [found, ..] => found.eq_ignore_ascii_case("NO_DATA_FOUND"),
        [] => false,
    }
}

/// What is left of a block.
struct Block<'t> {
    text: &'t str,
    rest: &'t [RawToken],
}

impl Block<'_> {
    fn word(&self, token: &RawToken) -> &str {
        self.text
            .get(token.start as usize..token.end as usize)
            .unwrap_or("")
    }

    fn is(&self, word: &str) -> bool {
        self.rest
            .first()
            .is_some_and(|token| self.word(token).eq_ignore_ascii_case(word))
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.is(word);
        if found {
            self.rest = self.rest.get(1..).unwrap_or(&[]);
        }
        found
    }

    /// The text of an EXECUTE IMMEDIATE that has nothing else.
    fn execute_immediate(&mut self) -> Option<RawToken> {
        if !self.take("EXECUTE") || !self.take("IMMEDIATE") {
            return None;
        }
        let (literal, rest) = self.rest.split_first()?;
        self.rest = rest;
        self.take(";").then_some(*literal)
    }

    /// `name EXCEPTION;` or `PRAGMA EXCEPTION_INIT(name, -955);`
    fn exception_declaration(&mut self) -> Option<()> {
        let end = self
            .rest
            .iter()
            .position(|token| token.kind == RawKind::Semicolon)?;
        let (declaration, rest) = self.rest.split_at_checked(end + 1)?;
        let is_known = matches!(declaration, [first, second, ..]
            if self.word(first).eq_ignore_ascii_case("PRAGMA") || self.word(second).eq_ignore_ascii_case("EXCEPTION"));
        self.rest = rest;
        is_known.then_some(())
    }

    /// Whether the handlers change anything.
    fn acts(&self) -> bool {
        self.rest.iter().any(|token| is_one_of(self.word(token), ACTING))
    }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The one statement of a literal, when it is a definition.
fn unit_of(outer: &LoadedUnit, literal: RawToken) -> Option<LoadedUnit> {
    let (value, positions) = value_of(outer.text.as_ref(), literal)?;
    let script = read_script(&value);
    let [item] = script.items.as_slice() else {
        return None;
    };
    let ItemKind::Statement(statement) = &item.kind else {
        return None;
    };
    let text = item.text(&value);
    let first = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    if !is_one_of(first, DEFINITIONS) && !first.eq_ignore_ascii_case("DROP") {
        return None;
    }
    let positions = positions.get(item.start as usize..item.end as usize)?;
    let sources: Vec<u32> = positions
        .iter()
        .map(|position| source_of(outer, *position))
        .collect();
    let start = *sources.first()?;
    let mut shifts: Vec<(u32, u32)> = Vec::new();
    for (output, source) in (0..).zip(&sources) {
        let source = source.saturating_sub(start);
        let continues = shifts
            .last()
            .is_some_and(|(from, to)| source.checked_sub(*to) == Some(output - from));
        if !continues {
            shifts.push((output, source));
        }
    }
    Some(LoadedUnit {
        file: outer.file,
        offset: outer.offset + start,
        start: outer.offset + start,
        end: outer.offset + sources.last()? + 1,
        text: text.into(),
        kind: statement.kind,
        shifts: Arc::new(shifts),
        cut_off: statement.cut_off.is_some(),
        undefined: outer.undefined.clone(),
        session: outer.session,
    })
}

/// The value of a literal, and for each byte of it where it stands in the text.
fn value_of(text: &str, literal: RawToken) -> Option<(String, Vec<u32>)> {
    if literal.kind.is_open() {
        return None;
    }
    let source = text.get(literal.start as usize..literal.end as usize)?;
    let quote = source.find('\'')?;
    let (from, to) = match literal.kind {
        RawKind::String(_) => (quote + 1, source.len() - 1),
        RawKind::AlternativeString(_) => {
            let delimiter = source.get(quote + 1..)?.chars().next()?;
            (
                quote + 1 + delimiter.len_utf8(),
                source.len() - 1 - delimiter.len_utf8(),
            )
        }
        _ => return None,
    };
    let is_doubling = matches!(literal.kind, RawKind::String(_));
    let mut value = String::new();
    let mut positions = Vec::new();
    let mut characters = source.get(from..to)?.char_indices();
    while let Some((index, character)) = characters.next() {
        if is_doubling && character == '\'' {
            characters.next();
        }
        let position = literal.start + (from + index) as u32;
        value.push(character);
        positions.extend((0..character.len_utf8()).map(|byte| position + byte as u32));
    }
    Some((value, positions))
}
