//! ora2pg's measure of a tree: units, person-days, and its grade.
//!
//! Weights are those ora2pg documents for its cost assessment. Its patterns count words wherever they stand, and some of
//! them count nothing or twice; both numbers are given, with the reason.

use crate::model::{ObjectRow, Ora2pg, Ora2pgRow};
use plconv_catalog::Catalog;
use plconv_syntax::lexer::{RawKind, lex};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Minutes of a unit, and the hours of its day.
const UNIT_MINUTES: f64 = 5.0;
const DAY_HOURS: f64 = 7.0;

/// Days above which its grade is C.
const DAYS_OF_B: f64 = 5.0;

/// How a construct is recognised: words in a row, upper case; `X_*` is any word that begins so.
struct Pattern {
    name: &'static str,
    weight: f64,
    words: &'static [&'static str],
    /// How its own patterns count: as often as it is there, never, or this many times.
    counted: Counted,
    remark: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
enum Counted {
    Rightly,
    Never,
    Twice,
}

const fn pattern(name: &'static str, weight: f64, words: &'static [&'static str]) -> Pattern {
    Pattern {
        name,
        weight,
        words,
        counted: Counted::Rightly,
        remark: "",
    }
}

const PATTERNS: &[Pattern] = &[
    pattern("IS TABLE OF", 4.0, &["IS", "TABLE", "OF"]),
    pattern("OUTER JOIN (+)", 2.0, &["(", "+", ")"]),
    pattern("CONNECT BY", 3.0, &["CONNECT", "BY"]),
    pattern("BULK COLLECT", 5.0, &["BULK", "COLLECT"]),
    pattern("FORALL", 1.0, &["FORALL"]),
    pattern("GOTO", 2.0, &["GOTO"]),
    pattern("ROWNUM", 1.0, &["ROWNUM"]),
    pattern("ROWID", 2.0, &["ROWID"]),
    pattern("UROWID", 2.0, &["UROWID"]),
    Pattern {
        counted: Counted::Never,
        remark: "its pattern looks for SQLSTATE, which Oracle does not have",
        ..pattern("SQLCODE", 1.0, &["SQLCODE"])
    },
    pattern("IS RECORD", 1.0, &["IS", "RECORD"]),
    pattern("TABLE(...)", 2.0, &["TABLE", "("]),
    pattern("PIPE ROW", 1.0, &["PIPE", "ROW"]),
    pattern("DBMS_*", 3.0, &["DBMS_*"]),
    pattern("UTL_*", 3.0, &["UTL_*"]),
    pattern("CTX_*", 3.0, &["CTX_*"]),
    Pattern {
        counted: Counted::Twice,
        remark: "counted by two patterns, and at the weight of XML's EXTRACT (3) instead of 0.1",
        ..pattern("EXTRACT", 0.1, &["EXTRACT", "("])
    },
    pattern("TO_NUMBER", 0.1, &["TO_NUMBER", "("]),
    pattern("HTP", 0.2, &["HTP", "."]),
    pattern("HTF", 0.2, &["HTF", "."]),
    pattern("ADD_MONTHS", 0.1, &["ADD_MONTHS"]),
    pattern("LAST_DAY", 1.0, &["LAST_DAY"]),
    pattern("NEXT_DAY", 1.0, &["NEXT_DAY"]),
    pattern("MONTHS_BETWEEN", 1.0, &["MONTHS_BETWEEN"]),
    pattern("TRUNC", 0.1, &["TRUNC", "("]),
    pattern("REGEXP_LIKE", 0.1, &["REGEXP_LIKE"]),
    pattern("REGEXP_SUBSTR", 1.0, &["REGEXP_SUBSTR"]),
    pattern("REGEXP_COUNT", 0.2, &["REGEXP_COUNT"]),
    pattern("REGEXP_INSTR", 1.0, &["REGEXP_INSTR"]),
    pattern("REF CURSOR", 1.0, &["REF", "CURSOR"]),
    pattern("ORA_ROWSCN", 3.0, &["ORA_ROWSCN"]),
    pattern("SAVEPOINT", 1.0, &["SAVEPOINT"]),
    pattern("%ISOPEN", 1.0, &["%", "ISOPEN"]),
    pattern("%ROWCOUNT", 1.0, &["%", "ROWCOUNT"]),
    pattern("SDO_*", 3.0, &["SDO_*"]),
    pattern("PRAGMA", 3.0, &["PRAGMA"]),
    Pattern {
        counted: Counted::Never,
        remark: "counted under a name that has no weight",
        ..pattern("MERGE INTO", 3.0, &["MERGE", "INTO"])
    },
    pattern("CONTAINS", 1.0, &["CONTAINS", "("]),
    pattern("TO_CHAR", 0.1, &["TO_CHAR", "("]),
    pattern("ANYDATA", 2.0, &["ANYDATA"]),
    pattern("||", 0.1, &["||"]),
    pattern("IS JSON", 3.0, &["IS", "JSON"]),
    pattern("TO_CLOB", 0.1, &["TO_CLOB", "("]),
    pattern("XMLTYPE", 3.0, &["XMLTYPE", "("]),
    pattern("EXISTSNODE", 3.0, &["EXISTSNODE", "("]),
    Pattern {
        counted: Counted::Never,
        remark: "its pattern looks for WHEN OTHER THEN, which is no PL/SQL",
        ..pattern("WHEN OTHERS", 10.0, &["WHEN", "OTHERS", "THEN"])
    },
    pattern("DUP_VAL_ON_INDEX ...", 2.0, &["DUP_VAL_ON_INDEX"]),
    pattern("INVALID_NUMBER", 2.0, &["INVALID_NUMBER"]),
    pattern("VALUE_ERROR", 2.0, &["VALUE_ERROR"]),
    pattern("PROGRAM_ERROR", 2.0, &["PROGRAM_ERROR"]),
    pattern("CURSOR_ALREADY_OPEN", 2.0, &["CURSOR_ALREADY_OPEN"]),
    pattern("ROWTYPE_MISMATCH", 2.0, &["ROWTYPE_MISMATCH"]),
];

/// Units of an object by its kind; those of tables depend on what they are.
const OBJECTS: &[(&str, f64)] = &[
    ("FUNCTION", 1.0),
    ("PROCEDURE", 1.0),
    ("PACKAGE BODY", 3.0),
    ("TRIGGER", 1.0),
    ("TYPE", 1.0),
    ("TYPE BODY", 10.0),
    ("VIEW", 1.0),
    ("MATERIALIZED VIEW", 3.0),
    ("INDEX", 0.1),
    ("SEQUENCE", 0.1),
    ("TABLE", 0.1),
    ("SYNONYM", 0.1),
    ("DATABASE LINK", 3.0),
];

/// What is counted in the code of one object.
#[derive(Clone, Default)]
pub struct Counts {
    /// By pattern, outside of comments and literals.
    right: BTreeMap<usize, u64>,
    /// By pattern, wherever the words stand.
    anywhere: BTreeMap<usize, u64>,
    size: f64,
}

/// Whether the code of an object of a kind is counted.
pub fn is_counted(kind: &str) -> bool {
    matches!(
        kind,
        "FUNCTION" | "PROCEDURE" | "PACKAGE BODY" | "TRIGGER" | "TYPE BODY" | "VIEW"
    )
}

/// Counts the code of an object.
pub fn count(kind: &str, text: &str) -> Counts {
    let mut counts = Counts::default();
    // Words of comments and literals are counted by patterns that do not know what they are.
    let mut code: Vec<&str> = Vec::new();
    let mut all: Vec<&str> = Vec::new();
    let mut code_bytes = 0usize;
    for token in lex(text) {
        let slice = text
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default();
        match token.kind {
            RawKind::Whitespace => {}
            RawKind::LineComment
            | RawKind::BlockComment(_)
            | RawKind::String(_)
            | RawKind::AlternativeString(_) => {
                if !token.kind.is_comment() {
                    code_bytes += slice.len();
                    code.push("''");
                }
                let parts = slice.split(|c: char| !c.is_alphanumeric() && c != '_');
                all.extend(parts.filter(|part| !part.is_empty()));
            }
            _ => {
                code_bytes += slice.len();
                code.push(slice);
                all.push(slice);
            }
        }
    }
    let index = index();
    count_in(&code, index, &mut counts.right);
    count_in(&all, index, &mut counts.anywhere);
    if kind != "VIEW" {
        // A unit for testing costs two, and one for each thousand characters.
        counts.size = 2.0 + (code_bytes / 1000).max(1) as f64;
    }
    counts
}

/// Patterns by their first word; those that begin with the beginning of a word.
struct Index {
    exact: FxHashMap<&'static str, Vec<usize>>,
    beginnings: Vec<(&'static str, usize)>,
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index {
            exact: FxHashMap::default(),
            beginnings: Vec::new(),
        };
        for (number, pattern) in PATTERNS.iter().enumerate() {
            let Some(first) = pattern.words.first() else {
                continue;
            };
            match first.strip_suffix('*') {
                Some(beginning) => index.beginnings.push((beginning, number)),
                None => index.exact.entry(first).or_default().push(number),
            }
        }
        index
    })
}

fn count_in(words: &[&str], index: &Index, found: &mut BTreeMap<usize, u64>) {
    let mut upper = String::new();
    for (start, word) in words.iter().enumerate() {
        upper.clear();
        upper.push_str(word);
        upper.make_ascii_uppercase();
        for number in index.exact.get(upper.as_str()).into_iter().flatten() {
            let rest = PATTERNS.get(*number).map_or(&[][..], |pattern| pattern.words);
            let is_there = |(offset, wanted): (usize, &&str)| {
                words
                    .get(start + offset)
                    .is_some_and(|word| word.eq_ignore_ascii_case(wanted))
            };
            if rest.iter().enumerate().all(is_there) {
                *found.entry(*number).or_default() += 1;
            }
        }
        for (beginning, number) in &index.beginnings {
            // DBMS_OUTPUT is free.
            if upper.len() > beginning.len() && upper.starts_with(beginning) && upper != "DBMS_OUTPUT" {
                *found.entry(*number).or_default() += 1;
            }
        }
    }
}

/// The measure of a tree.
pub fn measure(objects: &[ObjectRow], counts: &[Counts], catalog: &Catalog) -> Ora2pg {
    let mut details = Vec::new();
    let mut right: BTreeMap<usize, u64> = BTreeMap::new();
    let mut anywhere: BTreeMap<usize, u64> = BTreeMap::new();
    let mut size = 0.0;
    for counts in counts {
        for (number, count) in &counts.right {
            *right.entry(*number).or_default() += count;
        }
        for (number, count) in &counts.anywhere {
            *anywhere.entry(*number).or_default() += count;
        }
        size += counts.size;
    }
    for (kind, weight) in OBJECTS {
        let count = objects.iter().filter(|object| object.kind == *kind).count() as u64;
        push(&mut details, kind, *weight, count, count, "");
    }
    let temporary = catalog
        .tables
        .values()
        .filter(|table| table.temporary.is_some())
        .count() as u64;
    push(
        &mut details,
        "GLOBAL TEMPORARY TABLE",
        10.0,
        temporary,
        temporary,
        "",
    );
    push(
        &mut details,
        "SIZE AND TEST",
        1.0,
        size as u64,
        size as u64,
        "two units for each piece of code and one for each 1000 characters, here without comments",
    );
    let mut units_as_counted: f64 = details
        .iter()
        .map(|row: &Ora2pgRow| row.weight * row.count as f64)
        .sum();
    for (number, pattern) in PATTERNS.iter().enumerate() {
        let count = right.get(&number).copied().unwrap_or(0);
        let words = anywhere.get(&number).copied().unwrap_or(0);
        let (as_counted, weight_as_counted) = match pattern.counted {
            Counted::Rightly => (words, pattern.weight),
            Counted::Never => (0, pattern.weight),
            Counted::Twice => (2 * words, 3.0),
        };
        units_as_counted += weight_as_counted * as_counted as f64;
        let remark = match pattern.remark {
            "" if words != count => "also counted in comments and literals",
            remark => remark,
        };
        push(
            &mut details,
            pattern.name,
            pattern.weight,
            count,
            as_counted,
            remark,
        );
    }
    let units: f64 = details.iter().map(|row| row.weight * row.count as f64).sum();
    let days = units * UNIT_MINUTES / 60.0 / DAY_HOURS;
    Ora2pg {
        units: (units * 10.0).round() / 10.0,
        units_as_counted: (units_as_counted * 10.0).round() / 10.0,
        days: (days * 10.0).round() / 10.0,
        grade: grade(objects, days, right.values().sum()),
        details,
    }
}

fn push(details: &mut Vec<Ora2pgRow>, name: &str, weight: f64, count: u64, as_counted: u64, remark: &str) {
    if count > 0 || as_counted > 0 {
        details.push(Ora2pgRow {
            name: name.to_owned(),
            weight,
            count,
            as_counted,
            remark: remark.to_owned(),
        });
    }
}

/// A: nothing to rewrite, B: up to five days, C: more; 1 to 5 by what kinds of code there are.
fn grade(objects: &[ObjectRow], days: f64, rewritten: u64) -> String {
    let has = |kinds: &[&str]| objects.iter().any(|object| kinds.contains(&object.kind.as_str()));
    let routines = has(&["FUNCTION", "PROCEDURE", "PACKAGE BODY"]);
    let level = match (routines, has(&["TRIGGER"]), rewritten > 0) {
        (false, false, _) => 1,
        (false, true, false) => 2,
        (true, _, false) => 3,
        (false, true, true) => 4,
        (true, _, true) => 5,
    };
    let letter = match (rewritten, days) {
        (0, _) => 'A',
        (_, days) if days <= DAYS_OF_B => 'B',
        _ => 'C',
    };
    format!("{letter}-{level}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str, name: &str) -> (u64, u64) {
        let number = PATTERNS.iter().position(|pattern| pattern.name == name).unwrap();
        let counts = count("FUNCTION", text);
        let of = |found: &BTreeMap<usize, u64>| found.get(&number).copied().unwrap_or(0);
        (of(&counts.right), of(&counts.anywhere))
    }

    #[test]
    fn comments_and_literals_are_no_code() {
        let text =
            "BEGIN -- connect by\n x := 'rownum'; SELECT 1 FROM t WHERE ROWNUM < 2 CONNECT BY 1 = 1; END;";
        assert_eq!(counted(text, "CONNECT BY"), (1, 2));
        assert_eq!(counted(text, "ROWNUM"), (1, 2));
    }

    #[test]
    fn dbms_output_is_free_and_outer_joins_count() {
        let text = "DBMS_OUTPUT.PUT_LINE(1); DBMS_LOB.FREE(x); a.x = b.x ( + )";
        assert_eq!(counted(text, "DBMS_*").0, 1);
        assert_eq!(counted(text, "OUTER JOIN (+)").0, 1);
    }
}
