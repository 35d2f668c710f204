//! Finds the places of routine bodies in the scripts that created them.

use crate::place::{Place, SourceText};
use crate::script::{ScriptOutcome, StatementResult};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Where a body is.
pub(crate) struct Body<'a> {
    source: &'a SourceText,
    range: Range<usize>,
    /// The statement up to the body: holds the name of the routine.
    header: String,
}

impl Body<'_> {
    /// All of it.
    pub(crate) fn place(&self) -> Place {
        self.source.place(self.range.clone())
    }

    /// A token by its position in characters (from 0) in the body.
    pub(crate) fn token(&self, characters: usize) -> Place {
        self.source
            .place(self.cut(self.source.token_at(self.range.start, characters)))
    }

    /// A line of the body, counted from 1 as PL/pgSQL does: the first line is that of the opening dollar quote.
    pub(crate) fn line(&self, line: usize) -> Place {
        self.source.place(self.line_range(line))
    }

    /// A token of a query in the body, by the line of its statement and its position in characters (from 0) in the
    /// query; the line when the query is not found there.
    pub(crate) fn query_token(&self, line: usize, query: &str, characters: usize) -> Place {
        let start = self.line_range(line).start;
        let text = &self.source.text[start..self.range.end];
        let in_query = query
            .char_indices()
            .nth(characters)
            .map_or(query.len(), |(at, _)| at);
        match find_query(text, query) {
            Some(at) => self
                .source
                .place(self.cut(self.source.token_at(start + at + in_query, 0))),
            None => self.line(line),
        }
    }

    fn line_range(&self, line: usize) -> Range<usize> {
        let first = self.source.line_of(self.range.start);
        self.cut(self.source.line_range(first + line.saturating_sub(1)))
    }

    fn cut(&self, range: Range<usize>) -> Range<usize> {
        let clamp = |at: usize| at.clamp(self.range.start, self.range.end);
        clamp(range.start)..clamp(range.end)
    }
}

/// Where a query of PL/pgSQL begins in the text of the body, so that equal offsets are equal places.
///
/// PL/pgSQL does not send what was written: it puts blanks for the INTO clause, byte for byte, and SELECT for PERFORM.
fn find_query(text: &str, query: &str) -> Option<usize> {
    if query.trim().is_empty() {
        return None;
    }
    if let Some(at) = text.find(query) {
        return Some(at);
    }
    if let Some(rest) = query.strip_prefix("SELECT") {
        let perform = |&(at, _): &(usize, &str)| {
            let word = at
                .checked_sub("PERFORM".len())
                .and_then(|start| text.get(start..at));
            word.is_some_and(|word| word.eq_ignore_ascii_case("PERFORM"))
        };
        if let Some((at, _)) = text.match_indices(rest).find(perform) {
            return Some(at - "SELECT".len());
        }
    }
    let fits = |window: &[u8]| {
        window
            .iter()
            .zip(query.as_bytes())
            .all(|(written, sent)| written == sent || *sent == b' ')
    };
    text.as_bytes().windows(query.len()).position(fits)
}

/// The bodies of all statements that ran, by their text: PostgreSQL stores it as written (`pg_proc.prosrc`).
pub(crate) struct Bodies<'a> {
    by_text: BTreeMap<&'a str, Vec<Body<'a>>>,
}

impl<'a> Bodies<'a> {
    pub(crate) fn new(outcome: &'a ScriptOutcome) -> Self {
        let sources: BTreeMap<&str, &Arc<SourceText>> = outcome
            .files
            .iter()
            .map(|source| (source.file.as_str(), source))
            .collect();
        let mut by_text: BTreeMap<&str, Vec<Body<'_>>> = BTreeMap::new();
        for statement in &outcome.statements {
            let (StatementResult::Done { .. }, false, Some(source)) = (
                &statement.result,
                statement.is_undone,
                sources.get(statement.place.file.as_str()),
            ) else {
                continue;
            };
            for range in &statement.dollar_quoted {
                let header = source.text[statement.place.start..range.start].to_lowercase();
                let body = Body {
                    source,
                    range: range.clone(),
                    header,
                };
                by_text.entry(&source.text[range.clone()]).or_default().push(body);
            }
        }
        Bodies { by_text }
    }

    /// The body of a routine; of several equal ones the last that was created under its name.
    pub(crate) fn find(&self, text: &str, routine: &str) -> Option<&Body<'a>> {
        let same = self.by_text.get(text)?;
        let routine = routine.to_lowercase();
        same.iter()
            .rev()
            .find(|body| body.header.contains(&routine))
            .or(same.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_found_as_pl_pgsql_sends_them() {
        let text = "a := b + 1; perform f(x); SELECT é INTO v_é FROM t;";
        assert_eq!(find_query(text, "a := b + 1"), Some(0));
        // Offset 7 of `SELECT f(x)` is `f`.
        assert_eq!(
            find_query(text, "SELECT f(x)").map(|at| &text[at + 7..at + 8]),
            Some("f")
        );
        let sent = "SELECT é           FROM t";
        let found = find_query(text, sent).unwrap();
        assert_eq!(&text[found + sent.find("FROM").unwrap()..], "FROM t;");
        assert_eq!(find_query(text, "SELECT nothing FROM t"), None);
        assert_eq!(find_query(text, "  "), None);
    }
}
