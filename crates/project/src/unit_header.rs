//! What a unit is about, from its first words: for the manifest, where also units that do not parse must appear.

use plconv_catalog::ObjectName;

/// The beginning of a statement.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitHeader {
    /// `TABLE`, `PACKAGE BODY`, `MATERIALIZED VIEW`... for CREATE; otherwise the statement (`INSERT`, `ALTER TABLE`).
    pub kind: String,
    /// The object, as the dictionary spells it.
    pub name: Option<ObjectName>,
    /// Whether the statement creates the object.
    pub creates: bool,
}

/// Words between CREATE and the kind of the object.
const CREATE_MODIFIERS: &[&str] = &[
    "OR",
    "REPLACE",
    "AND",
    "RESOLVE",
    "COMPILE",
    "EDITIONABLE",
    "NONEDITIONABLE",
    "EDITIONING",
    "FORCE",
    "NO",
    "NOFORCE",
    "GLOBAL",
    "PRIVATE",
    "TEMPORARY",
    "UNIQUE",
    "BITMAP",
    "MULTIVALUE",
    "PUBLIC",
    "SHARED",
    "SHARDED",
    "DUPLICATED",
    "IMMUTABLE",
    "BLOCKCHAIN",
    "BIGFILE",
    "SMALLFILE",
    "UNDO",
];

/// Kinds of objects of two words; all others have one.
const TWO_WORD_KINDS: &[(&str, &str)] = &[
    ("PACKAGE", "BODY"),
    ("TYPE", "BODY"),
    ("MATERIALIZED", "VIEW"),
    ("DATABASE", "LINK"),
    ("JAVA", "SOURCE"),
    ("JAVA", "CLASS"),
    ("JAVA", "RESOURCE"),
    ("FLASHBACK", "ARCHIVE"),
    ("PROPERTY", "GRAPH"),
    ("ROLLBACK", "SEGMENT"),
];

/// Reads the first words of a unit. Total: a text without words gives an empty kind.
pub fn unit_header(text: &str) -> UnitHeader {
    let mut words = Words { rest: text };
    let Some(first) = words.next() else {
        return UnitHeader {
            kind: String::new(),
            name: None,
            creates: false,
        };
    };
    match first.upper().as_str() {
        "CREATE" => create_header(&mut words),
        verb @ ("ALTER" | "DROP" | "TRUNCATE" | "COMMENT" | "RENAME" | "ANALYZE" | "PURGE") => {
            let kind = match words.next() {
                Some(word) if word.is("ON") => words.next().map(|word| word.upper()),
                word => word.map(|word| word.upper()),
            };
            let name = words.object_name();
            UnitHeader {
                kind: format!("{verb} {}", kind.unwrap_or_default()).trim().to_owned(),
                name,
                creates: false,
            }
        }
        verb @ ("INSERT" | "DELETE" | "MERGE") => {
            let mut name = None;
            while let Some(word) = words.next() {
                if word.is("INTO") || word.is("FROM") {
                    name = words.object_name();
                    break;
                }
                if !(word.is("ALL") || word.is("FIRST")) {
                    name = words.object_name_after(word);
                    break;
                }
            }
            UnitHeader {
                kind: verb.to_owned(),
                name,
                creates: false,
            }
        }
        "UPDATE" => UnitHeader {
            kind: "UPDATE".to_owned(),
            name: words.object_name(),
            creates: false,
        },
        "BEGIN" | "DECLARE" | "<<" => UnitHeader {
            kind: "ANONYMOUS BLOCK".to_owned(),
            name: None,
            creates: false,
        },
        verb => UnitHeader {
            kind: verb.to_owned(),
            name: None,
            creates: false,
        },
    }
}

fn create_header(words: &mut Words<'_>) -> UnitHeader {
    let mut is_public = false;
    let mut kind = String::new();
    while let Some(word) = words.next() {
        let upper = word.upper();
        if !CREATE_MODIFIERS.contains(&upper.as_str()) {
            kind = upper;
            break;
        }
        is_public |= upper == "PUBLIC";
    }
    let mut next = words.next();
    if let (Some(word), true) = (next, TWO_WORD_KINDS.iter().any(|(first, _)| *first == kind))
        && TWO_WORD_KINDS.contains(&(kind.as_str(), word.upper().as_str()))
    {
        kind = format!("{kind} {}", word.upper());
        next = words.next();
    }
    if kind == "MATERIALIZED VIEW" && next.is_some_and(|word| word.is("LOG")) {
        kind.push_str(" LOG");
        next = words.next();
    }
    // IF NOT EXISTS (23ai), JAVA SOURCE NAMED x, MATERIALIZED VIEW LOG ON x.
    while next.is_some_and(|word| {
        ["IF", "NOT", "EXISTS", "NAMED", "ON"]
            .iter()
            .any(|skipped| word.is(skipped))
    }) {
        next = words.next();
    }
    let mut name = next.and_then(|word| words.object_name_after(word));
    if is_public && let Some(name) = &mut name {
        // Public synonyms and links belong to the pseudo schema PUBLIC.
        name.schema = Some("PUBLIC".to_owned());
    }
    UnitHeader {
        kind,
        name,
        creates: true,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Word<'t>(&'t str);

impl Word<'_> {
    fn is(self, keyword: &str) -> bool {
        self.0.eq_ignore_ascii_case(keyword)
    }

    fn upper(self) -> String {
        self.0.to_uppercase()
    }

    /// As the dictionary spells a name; `None` for punctuation.
    fn dictionary_name(self) -> Option<String> {
        if let Some(quoted) = self.0.strip_prefix('"') {
            return Some(quoted.trim_end_matches('"').to_owned());
        }
        self.0
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '&'))
            .then(|| self.upper())
    }
}

/// Words, quoted names and single other characters, without comments.
struct Words<'t> {
    rest: &'t str,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<Word<'t>> {
        self.skip_blanks_and_comments();
        let first = self.rest.chars().next()?;
        let length = if is_word_character(first) {
            self.rest
                .find(|c| !is_word_character(c))
                .unwrap_or(self.rest.len())
        } else if first == '"' {
            self.rest[1..].find('"').map_or(self.rest.len(), |end| end + 2)
        } else if self.rest.starts_with("<<") {
            2
        } else {
            first.len_utf8()
        };
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(Word(word))
    }

    fn skip_blanks_and_comments(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let end = if self.rest.starts_with("--") {
                self.rest.find('\n').map(|at| at + 1)
            } else if self.rest.starts_with("/*") {
                self.rest.find("*/").map(|at| at + 2)
            } else {
                return;
            };
            self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or("");
        }
    }

    fn object_name(&mut self) -> Option<ObjectName> {
        let first = self.next()?;
        self.object_name_after(first)
    }

    fn object_name_after(&mut self, first: Word<'t>) -> Option<ObjectName> {
        let first = first.dictionary_name()?;
        self.skip_blanks_and_comments();
        let Some(rest) = self.rest.strip_prefix('.') else {
            return Some(ObjectName::unqualified(first));
        };
        self.rest = rest;
        let second = self.next()?.dictionary_name()?;
        Some(ObjectName::qualified(first, second))
    }
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> (String, String, bool) {
        let header = unit_header(text);
        (
            header.kind,
            header.name.map_or_else(String::new, |name| name.to_string()),
            header.creates,
        )
    }

    fn owned(kind: &str, name: &str, creates: bool) -> (String, String, bool) {
        (kind.to_owned(), name.to_owned(), creates)
    }

    #[test]
    fn created_objects() {
        assert_eq!(
            header("create table emp (id number)"),
            owned("TABLE", "EMP", true)
        );
        assert_eq!(
            header("/* x */ CREATE OR REPLACE -- y\n EDITIONABLE PACKAGE BODY hr.\"Pkg\" AS"),
            owned("PACKAGE BODY", "HR.Pkg", true)
        );
        assert_eq!(
            header("CREATE UNIQUE INDEX i ON t (a)"),
            owned("INDEX", "I", true)
        );
        assert_eq!(
            header("CREATE PUBLIC SYNONYM s FOR hr.s"),
            owned("SYNONYM", "PUBLIC.S", true)
        );
        assert_eq!(
            header("CREATE MATERIALIZED VIEW LOG ON hr.t"),
            owned("MATERIALIZED VIEW LOG", "HR.T", true)
        );
        assert_eq!(
            header("CREATE GLOBAL TEMPORARY TABLE g(a number)"),
            owned("TABLE", "G", true)
        );
        assert_eq!(
            header("CREATE TYPE t AS OBJECT (a number)"),
            owned("TYPE", "T", true)
        );
        assert_eq!(
            header("create or replace and compile java source named \"J\" as"),
            owned("JAVA SOURCE", "J", true)
        );
    }

    #[test]
    fn other_statements() {
        assert_eq!(
            header("insert into hr.emp values (1)"),
            owned("INSERT", "HR.EMP", false)
        );
        assert_eq!(header("DELETE emp"), owned("DELETE", "EMP", false));
        assert_eq!(
            header("alter table t add c number"),
            owned("ALTER TABLE", "T", false)
        );
        assert_eq!(
            header("comment on column t.c is 'x'"),
            owned("COMMENT COLUMN", "T.C", false)
        );
        assert_eq!(
            header("declare x number; begin null; end;"),
            owned("ANONYMOUS BLOCK", "", false)
        );
        assert_eq!(header("commit"), owned("COMMIT", "", false));
        assert_eq!(header(" -- nothing"), owned("", "", false));
        assert_eq!(header("create"), owned("", "", true));
    }
}
