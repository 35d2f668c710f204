//! `&name` to the value of the variable, with a map back to the source.

use crate::variables::Variables;

/// A text with its variables replaced.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Substituted {
    /// The text.
    pub text: String,
    /// (offset in `text`, offset in the source), ascending; empty when nothing was replaced.
    pub shifts: Vec<(u32, u32)>,
    /// Variables without a value: name, offset and length of the reference in the source. They stay as written.
    pub undefined: Vec<(String, u32, u32)>,
}

/// Whether [`substitute_variables`] may find anything in a text where variables start with `prefix`, or with `&`.
pub(crate) fn may_substitute(source: &str, prefix: Option<char>) -> bool {
    source.contains('&')
        || prefix.is_some_and(|prefix| source.contains(prefix))
        || source.contains(PLACEHOLDER)
}

/// Replaces the variables of a statement or command, also in literals and comments, as SQL*Plus does.
///
/// A reference without a value stays and is listed, unless it is in a comment: SQL*Plus would ask for a value there
/// too, but no value could change the result. A name that it qualifies stands without it: `&owner..emp` is `emp`, which
/// the rest of the tree can be checked against. Values are not searched for references again.
pub fn substitute_variables(source: &str, variables: &Variables) -> Substituted {
    let prefix = variables.prefix.filter(|prefix| source.contains(*prefix));
    if prefix.is_none() && !source.contains(PLACEHOLDER) {
        return Substituted {
            text: source.to_owned(),
            ..Substituted::default()
        };
    }
    let mut result = Substituted {
        text: String::with_capacity(source.len()),
        ..Substituted::default()
    };
    let mut lexical = LazyState::default();
    let is_special = |c: char| c == '$' || Some(c) == prefix || Some(c) == variables.escape;
    let mut rest = source;
    loop {
        let position = source.len() - rest.len();
        let (plain, special) = rest.split_at(rest.find(is_special).unwrap_or(rest.len()));
        result.text.push_str(plain);
        lexical.pass(position, position + plain.len());
        rest = special;
        let Some(character) = rest.chars().next() else {
            break;
        };
        let position = source.len() - rest.len();
        let after = &rest[character.len_utf8()..];
        if Some(character) == variables.escape
            && let Some(prefix) = prefix.filter(|prefix| after.starts_with(*prefix))
        {
            result.text.push(prefix);
            rest = &after[prefix.len_utf8()..];
            result.mark(source.len() - rest.len());
            continue;
        }
        if rest.starts_with(PLACEHOLDER)
            && let Some(length) = result.place_holder(rest, position, variables, lexical.at(source))
        {
            rest = &rest[length..];
            continue;
        }
        if let Some(reference) = prefix
            .filter(|prefix| *prefix == character)
            .and_then(|prefix| reference(rest, prefix, variables.concatenation))
        {
            match variables.get(reference.name) {
                Some(value) => {
                    result.mark(position);
                    result.text.push_str(value);
                    result.mark(position + reference.length);
                }
                None => {
                    let length = if matches!(lexical.at(source), LexicalState::Code) {
                        reference.length + qualifier_end(&rest[reference.length..])
                    } else {
                        reference.length
                    };
                    if length > reference.length {
                        result.mark(position + length);
                    } else {
                        result.text.push_str(&rest[..length]);
                    }
                    if !lexical.at(source).in_comment() {
                        result.undefined.push((
                            reference.name.to_owned(),
                            offset(position),
                            offset(reference.length),
                        ));
                    }
                    rest = &rest[length..];
                    continue;
                }
            }
            rest = &rest[reference.length..];
            continue;
        }
        lexical.pass(position, position + character.len_utf8());
        result.text.push(character);
        rest = after;
    }
    result
}

/// What placeholders of Flyway and Liquibase start with: `${name}`.
const PLACEHOLDER: &str = "${";

impl Substituted {
    /// Replaces the placeholder that `rest` starts with and says how long it is. Without a value it is text in literals
    /// and comments; in code it stays as the name of a variable, which is listed.
    fn place_holder(
        &mut self,
        rest: &str,
        position: usize,
        variables: &Variables,
        lexical: &LexicalState,
    ) -> Option<usize> {
        let (name, after) = rest.strip_prefix(PLACEHOLDER)?.split_once('}')?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let length = rest.len() - after.len();
        let value = variables.get(name);
        if value.is_none() && !matches!(lexical, LexicalState::Code) {
            return None;
        }
        self.mark(position);
        if let Some(value) = value {
            self.text.push_str(value);
            self.mark(position + length);
            return Some(length);
        }
        self.undefined
            .push((name.to_owned(), offset(position), offset(length)));
        let qualifier = qualifier_end(after);
        if qualifier == 0 {
            self.text.push('&');
            self.text
                .extend(name.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }));
            self.text.push('.');
        }
        self.mark(position + length + qualifier);
        Some(length + qualifier)
    }

    /// Says that the text written from here on comes from `source`.
    fn mark(&mut self, source: usize) {
        let output = offset(self.text.len());
        if self.shifts.last().is_some_and(|(last, _)| *last == output) {
            self.shifts.pop();
        }
        self.shifts.push((output, offset(source)));
    }
}

struct Reference<'t> {
    name: &'t str,
    /// Bytes of the whole reference, prefix and concatenation character included.
    length: usize,
}

/// The reference a text starts with. `None` when the prefix stands alone, as in `R & D`.
fn reference(text: &str, prefix: char, concatenation: Option<char>) -> Option<Reference<'_>> {
    let mut start = prefix.len_utf8();
    if text[start..].starts_with(prefix) {
        start += prefix.len_utf8();
    }
    let name_length = text[start..]
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '#')))
        .unwrap_or(text.len() - start);
    let name = &text[start..start + name_length];
    // `&1` followed by letters is the first argument: parameters are one or more digits.
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.trim_end_matches(|c: char| !c.is_ascii_digit())
    } else {
        name
    };
    if name.is_empty() {
        return None;
    }
    let mut length = start + name.len();
    if let Some(character) = concatenation.filter(|character| text[length..].starts_with(*character)) {
        length += character.len_utf8();
    }
    Some(Reference { name, length })
}

/// Bytes of the point by which a reference qualifies the name that follows; 0 when it is no qualifier.
fn qualifier_end(after: &str) -> usize {
    let is_qualifier = after
        .strip_prefix('.')
        .is_some_and(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '"'));
    usize::from(is_qualifier)
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Where the scan is, as far as comments matter.
#[derive(Default)]
enum LexicalState {
    #[default]
    Code,
    Literal,
    QuotedName,
    LineComment,
    BlockComment,
    /// The `*` of the end of a comment was read.
    BlockCommentEnd,
}

/// The state after the text that was passed, worked out when somebody asks.
#[derive(Default)]
struct LazyState {
    state: LexicalState,
    /// Parts of the source that were passed since.
    passed: Vec<(usize, usize)>,
}

impl LazyState {
    fn pass(&mut self, start: usize, end: usize) {
        self.passed.push((start, end));
    }

    fn at(&mut self, source: &str) -> &LexicalState {
        for (start, end) in self.passed.drain(..) {
            let part = source.get(start..end).unwrap_or("");
            for (position, _) in part.char_indices() {
                self.state.advance(&source[start + position..]);
            }
        }
        &self.state
    }
}

impl LexicalState {
    fn in_comment(&self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    /// Reads the first character of `rest`.
    fn advance(&mut self, rest: &str) {
        let first = rest.bytes().next().unwrap_or(0);
        let next = match self {
            Self::Code if first == b'\'' => Self::Literal,
            Self::Code if first == b'"' => Self::QuotedName,
            Self::Code if rest.starts_with("--") => Self::LineComment,
            Self::Code if rest.starts_with("/*") => Self::BlockComment,
            Self::Literal if first == b'\'' => Self::Code,
            Self::QuotedName if first == b'"' => Self::Code,
            Self::LineComment if first == b'\n' => Self::Code,
            Self::BlockComment if rest.starts_with("*/") => Self::BlockCommentEnd,
            Self::BlockCommentEnd => Self::Code,
            Self::Code | Self::Literal | Self::QuotedName | Self::LineComment | Self::BlockComment => return,
        };
        *self = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn variables(values: &[(&str, &str)]) -> Variables {
        let values: BTreeMap<String, String> = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Variables::new(&values)
    }

    fn text(source: &str, values: &[(&str, &str)]) -> String {
        substitute_variables(source, &variables(values)).text
    }

    #[test]
    fn a_point_ends_a_name_and_disappears() {
        assert_eq!(text("&o..emp&&x._t", &[("o", "hr"), ("X", "1")]), "hr.emp1_t");
    }

    #[test]
    fn literals_are_searched_too() {
        assert_eq!(
            text("select '&a' from \"&a\"", &[("a", "b")]),
            "select 'b' from \"b\""
        );
    }

    #[test]
    fn a_lone_prefix_is_text() {
        assert_eq!(text("'R & D'", &[]), "'R & D'");
    }

    #[test]
    fn the_escape_character_keeps_the_prefix() {
        let mut variables = variables(&[("b", "x")]);
        variables.escape = Some('\\');
        assert_eq!(substitute_variables("a\\&b&b", &variables).text, "a&bx");
    }

    #[test]
    fn undefined_references_are_listed_except_in_comments() {
        let result = substitute_variables("a /* &x */ &y -- &z\n '&q' '--' &r", &variables(&[]));
        let names: Vec<&str> = result
            .undefined
            .iter()
            .map(|(name, _, _)| name.as_str())
            .collect();
        assert_eq!(names, ["y", "q", "r"]);
        assert_eq!(result.undefined[0].1, 11);
        assert_eq!(result.undefined[0].2, 2);
    }

    #[test]
    fn a_name_stands_without_a_qualifier_that_has_no_value() {
        assert_eq!(text("from &o..emp e, &&o..\"D\"", &[]), "from emp e, \"D\"");
        assert_eq!(text("'&o..emp' &o. &p..5", &[]), "'&o..emp' &o. &p..5");
        let result = substitute_variables("a &o..emp", &variables(&[]));
        assert_eq!(result.undefined, [("o".to_owned(), 2, 3)]);
        assert_eq!(result.shifts, [(2, 6)]);
    }

    #[test]
    fn shifts_lead_back_to_the_source() {
        // `ab &long cd &s ef`
        let result = substitute_variables("ab &long cd &s ef", &variables(&[("long", "1"), ("s", "123456")]));
        assert_eq!(result.text, "ab 1 cd 123456 ef");
        let source_of = |output: u32| {
            let index = result.shifts.partition_point(|(start, _)| *start <= output);
            match index.checked_sub(1) {
                Some(index) => result.shifts[index].1 + (output - result.shifts[index].0),
                None => output,
            }
        };
        assert_eq!(source_of(0), 0);
        assert_eq!(source_of(5), 9, "c of cd");
        assert_eq!(source_of(15), 15, "e of ef");
    }

    #[test]
    fn digits_end_the_name_of_an_argument() {
        assert_eq!(text("&1abc", &[("1", "x")]), "xabc");
        assert_eq!(text("&12", &[("1", "x"), ("12", "y")]), "y");
    }

    #[test]
    fn placeholders_of_migration_tools_are_variables() {
        assert_eq!(
            text("${o}.t '${o}' '${x}' ${x}.t /* ${x} */", &[("o", "hr")]),
            "hr.t 'hr' '${x}' t /* ${x} */"
        );
        let result = substitute_variables("a ${flyway:x};", &variables(&[]));
        assert_eq!(result.text, "a &flyway_x.;");
        assert_eq!(result.undefined, [("flyway:x".to_owned(), 2, 11)]);
        assert_eq!(result.shifts, [(2, 2), (12, 13)]);
        assert_eq!(text("$ {a} ${} ${a b}", &[]), "$ {a} ${} ${a b}");
        let mut off = variables(&[("a", "b")]);
        off.prefix = None;
        assert_eq!(substitute_variables("&a ${a}", &off).text, "&a b");
    }

    #[test]
    fn off_means_off() {
        let mut variables = variables(&[("a", "b")]);
        variables.prefix = None;
        assert_eq!(substitute_variables("&a", &variables).text, "&a");
    }
}
