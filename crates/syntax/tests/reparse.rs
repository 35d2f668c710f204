//! Package bodies of applications after edits in each of their routines: what is parsed again in parts is what is parsed as a
//! whole.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its applications"
)]

use plconv_syntax::ast::{self, AstNode};
use plconv_syntax::parser::{Parse, ParseOptions, parse_unit, reparse_unit};
use plconv_syntax::script::{ItemKind, StatementKind, read_script};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The package bodies of all files that can be read as UTF-8.
fn bodies(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    files(root, &mut paths);
    paths.sort();
    let texts = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    texts
        .flat_map(|text| {
            let items = read_script(&text).items;
            let units = items.into_iter().filter(
                |item| matches!(&item.kind, ItemKind::Statement(found) if found.kind == StatementKind::PlSql),
            );
            units.map(|item| item.text(&text).to_owned()).collect::<Vec<_>>()
        })
        .filter(|text| text.to_uppercase().contains("PACKAGE BODY"))
        .collect()
}

#[derive(Default)]
struct Totals {
    bodies: usize,
    edits: usize,
    whole: Duration,
    parts: Duration,
}

/// What people type: a statement, half of one, a comment, a word less.
const EDITS: [(&str, &str); 4] = [(";", "; null;"), (";", "; x :="), (";", "; -- seen\n"), (";", "")];

fn check(text: &str, totals: &mut Totals) {
    let options = ParseOptions::default();
    let parse = parse_unit(text, &options);
    let Some(body) = ast::CreatePackageBody::cast(parse.tree.root()) else {
        return;
    };
    totals.bodies += 1;
    let places: Vec<usize> = body
        .declarations()
        .iter()
        .map(|declaration| (declaration.syntax().start() + declaration.syntax().end()) as usize / 2)
        .collect();
    // Of many, some.
    let step = places.len() / 12 + 1;
    for (number, place) in places.into_iter().step_by(step).enumerate() {
        let (from, to) = EDITS[number % EDITS.len()];
        let Some(at) = text.get(place..).and_then(|rest| rest.find(from)) else {
            continue;
        };
        let mut edited = text.to_owned();
        edited.replace_range(place + at..place + at + from.len(), to);
        let started = Instant::now();
        let anew = parse_unit(&edited, &options);
        totals.whole += started.elapsed();
        let started = Instant::now();
        let after = reparse_unit(&parse, &edited, &options);
        totals.parts += started.elapsed();
        totals.edits += 1;
        same(&after, &anew, &edited);
        // And back.
        same(&reparse_unit(&after, text, &options), &parse, text);
    }
}

fn same(left: &Parse, right: &Parse, text: &str) {
    assert_eq!(left.errors, right.errors, "{text}");
    assert_eq!(left.tree.tokens(), right.tree.tokens(), "{text}");
    assert_eq!(left.tree.trivia(), right.tree.trivia(), "{text}");
    assert!(
        plconv_syntax::dump::dump(&left.tree) == plconv_syntax::dump::dump(&right.tree),
        "{text}"
    );
    assert!(!right.is_ok() || left == right, "{text}");
}

#[test]
fn package_bodies_of_the_applications_are_the_same_in_parts() {
    let mut totals = Totals::default();
    for text in bodies(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/projects")) {
        check(&text, &mut totals);
    }
    assert!(totals.bodies > 10 && totals.edits > 50);
}

/// `PLCONV_TREE=DIR cargo test --release -p plconv-syntax --test reparse -- --ignored --nocapture`
#[test]
#[ignore = "measures a tree"]
fn measured() {
    let mut totals = Totals::default();
    for text in bodies(Path::new(&std::env::var("PLCONV_TREE").unwrap())) {
        check(&text, &mut totals);
    }
    println!(
        "{} edits of {} bodies: {:?} as wholes, {:?} in parts",
        totals.edits, totals.bodies, totals.whole, totals.parts
    );
}
