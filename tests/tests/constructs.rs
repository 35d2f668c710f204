//! `docs/constructs.md`: what plconv does with each construct of Oracle, made from `constructs.toml` and from converting the
//! cases it names. `UPDATE_EXPECT=1` writes the page.
#![allow(clippy::unwrap_used, reason = "a test program fails by panics")]
#![allow(
    clippy::disallowed_methods,
    reason = "reads the list of constructs and the sources of tests"
)]

use plconv_diagnostics::{Code, Severity};
use plconv_tests::cases::{self, Case};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    area: Vec<Area>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Area {
    name: String,
    construct: Vec<Construct>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Construct {
    name: String,
    /// Cases under `tests/cases`.
    #[serde(default)]
    cases: Vec<String>,
    /// Tests in Rust: `file::function`.
    #[serde(default)]
    tests: Vec<String>,
    /// What tests in Rust show to be announced.
    #[serde(default)]
    codes: Vec<String>,
}

/// What a case shows.
struct Shown {
    codes: BTreeSet<Code>,
    passes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    Translated,
    Assumed,
    Refused,
    Failing,
    NotShown,
}

impl Fate {
    const ALL: [Fate; 5] = [
        Fate::Translated,
        Fate::Assumed,
        Fate::Refused,
        Fate::Failing,
        Fate::NotShown,
    ];

    fn words(self) -> &'static str {
        match self {
            Fate::Translated => "translated",
            Fate::Assumed => "translated with an assumption",
            Fate::Refused => "refused in part or whole",
            Fate::Failing => "not yet as Oracle, and announced",
            Fate::NotShown => "no test of its own",
        }
    }
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn list() -> List {
    let text = std::fs::read_to_string(root().join("tests/constructs.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

fn shown() -> BTreeMap<String, Shown> {
    let known = cases::known_failures();
    cases::all()
        .unwrap()
        .into_iter()
        .map(|(name, path)| {
            let findings = Case::read(&path).unwrap().convert().findings;
            let shown = Shown {
                codes: findings.iter().map(|found| found.code).collect(),
                passes: !known.contains_key(&name),
            };
            (name, shown)
        })
        .collect()
}

fn fate(construct: &Construct, codes: &BTreeSet<Code>, shown: &BTreeMap<String, Shown>) -> Fate {
    if construct.cases.is_empty() && construct.tests.is_empty() {
        return Fate::NotShown;
    }
    if construct.cases.iter().any(|case| !shown[case].passes) {
        return Fate::Failing;
    }
    let worst = codes.iter().map(|code| match code.severity() {
        Severity::Note => Fate::Translated,
        Severity::Assumed => Fate::Assumed,
        Severity::Refused => Fate::Refused,
    });
    worst.max().unwrap_or(Fate::Translated)
}

fn row(page: &mut String, construct: &Construct, fate: Fate, codes: &BTreeSet<Code>) {
    let codes: Vec<String> = codes
        .iter()
        .map(|code| format!("[{code}](diagnostics.md)"))
        .collect();
    let cases = construct.cases.iter().map(|case| {
        format!(
            "[{}](../tests/cases/{case}.md)",
            case.rsplit('/').next().unwrap_or(case)
        )
    });
    let tests = construct.tests.iter().map(|test| {
        let (file, function) = test.split_once("::").unwrap();
        format!("[{function}](../{file})")
    });
    let evidence: Vec<String> = cases.chain(tests).collect();
    writeln!(
        page,
        "| {} | {} | {} | {} |",
        construct.name.replace('|', "\\|"),
        fate.words(),
        codes.join(" "),
        evidence.join(", ")
    )
    .unwrap();
}

#[test]
fn the_page_says_what_cases_show() {
    let shown = shown();
    let mut counts: BTreeMap<Fate, usize> = BTreeMap::new();
    let mut tables = String::new();
    for area in list().area {
        write!(
            tables,
            "\n## {}\n\n| Oracle | Fate | Announced | Shown by |\n| --- | --- | --- | --- |\n",
            area.name
        )
        .unwrap();
        for construct in &area.construct {
            let declared = construct
                .codes
                .iter()
                .map(|code| Code::all().find(|known| known.as_str() == code).unwrap());
            let found = construct.cases.iter().flat_map(|case| &shown[case].codes);
            let codes: BTreeSet<Code> = found.copied().chain(declared).collect();
            let fate = fate(construct, &codes, &shown);
            *counts.entry(fate).or_default() += 1;
            row(&mut tables, construct, fate, &codes);
        }
    }
    let mut page = String::from(
        "# Constructs of Oracle\n\n\
         What plconv does with each, as its tests show it. A case is an Oracle script whose conversion runs on PostgreSQL and\n\
         prints what Oracle's documentation says. This page is made from `tests/constructs.toml` and from converting the cases:\n\
         `UPDATE_EXPECT=1 cargo test -p plconv-tests --test constructs`. PLC0702 (text is compared by its bytes), which every\n\
         table with text has, is left out.\n\n| Fate | Constructs |\n| --- | --- |\n",
    );
    for fate in Fate::ALL {
        let count = counts.get(&fate).copied().unwrap_or_default();
        writeln!(page, "| {} | {count} |", fate.words()).unwrap();
    }
    expect_test::expect_file!["../../docs/constructs.md"].assert_eq(&(page + &tables));
}

#[test]
fn every_case_is_of_a_construct() {
    let list = list();
    let constructs = || list.area.iter().flat_map(|area| &area.construct);
    let named: BTreeSet<&String> = constructs().flat_map(|construct| &construct.cases).collect();
    let cases = cases::all().unwrap();
    let there: BTreeSet<&String> = cases.keys().collect();
    assert_eq!(
        there.difference(&named).collect::<Vec<_>>(),
        Vec::<&&String>::new()
    );
    assert_eq!(
        named.difference(&there).collect::<Vec<_>>(),
        Vec::<&&String>::new()
    );
}

#[test]
fn every_test_named_is_there() {
    for construct in list().area.iter().flat_map(|area| &area.construct) {
        for test in &construct.tests {
            let (file, function) = test.split_once("::").unwrap();
            let text = std::fs::read_to_string(root().join(file)).unwrap();
            assert!(
                text.contains(&format!("fn {function}(")),
                "{}: {test}",
                construct.name
            );
        }
    }
}
