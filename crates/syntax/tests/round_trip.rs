//! Printing a tree and reading it again gives an equal tree, and every node is where its span says.
//!
//! `PLCONV_ROUND_TRIP_PATH=DIR` takes the scripts below another directory; with `--nocapture` all differences are
//! printed.
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the corpus and the environment"
)]
#![allow(clippy::print_stdout, reason = "the differences are for people")]

use plconv_grammar::SyntaxKind;
use plconv_syntax::ast::{SyntaxNode, SyntaxTree};
use plconv_syntax::dump::dump;
use plconv_syntax::print::print;
use plconv_syntax::script::{ItemKind, StatementKind, read_script};
use plconv_syntax::{ParseOptions, parse_unit};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ROOTS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests"),
];

/// Kinds that keep all their words beside the parts that are understood.
const KEEPS_WORDS: [SyntaxKind; 2] = [SyntaxKind::OpaqueAction, SyntaxKind::NestedTableStorage];

/// Differences by what differs, each with its first example.
#[derive(Default)]
struct Differences(BTreeMap<String, (usize, String)>);

impl Differences {
    fn add(&mut self, what: String, example: impl FnOnce() -> String) {
        self.0.entry(what).or_insert_with(|| (0, example())).0 += 1;
    }
}

#[test]
fn printed_trees_are_read_as_equal_ones() {
    let mut differences = Differences::default();
    let count = for_each_unit(|path, text| round_trip(path, text, &mut differences));
    report(count, &differences);
}

#[test]
fn nodes_are_where_their_spans_say() {
    let mut differences = Differences::default();
    let count = for_each_unit(|path, text| {
        let parse = parse_unit(text, &ParseOptions::default());
        check_spans(path, &parse.tree, &mut differences);
    });
    report(count, &differences);
}

fn report(count: usize, differences: &Differences) {
    println!("{count} units");
    for (what, (times, example)) in &differences.0 {
        println!("{times} times {what}\n    first: {example}");
    }
    assert!(count > 0);
    assert!(differences.0.is_empty());
}

fn round_trip(path: &Path, text: &str, differences: &mut Differences) {
    let options = ParseOptions::default();
    let parse = parse_unit(text, &options);
    if !parse.is_ok() {
        return;
    }
    let printed = print(&parse.tree);
    let again = parse_unit(&printed, &options);
    if let Some(error) = again.errors.first() {
        let what = format!("printed text has an error: {}", error.message);
        differences.add(what, || {
            let at = error.start as usize;
            let before: String = printed[..at].chars().rev().take(60).collect();
            let before: String = before.chars().rev().collect();
            let behind: String = printed[at..].chars().take(40).collect();
            format!("{}: {before} <HERE> {behind}", path.display())
        });
        return;
    }
    let (expected, found) = (dump(&parse.tree), dump(&again.tree));
    let differing = expected
        .lines()
        .zip(found.lines())
        .find(|(expected, found)| expected != found);
    if expected != found {
        let (expected, found) = differing.unwrap_or(("the end", "the end"));
        let what = format!("{} became {}", expected.trim(), found.trim());
        let what: String = what.chars().take(100).collect();
        differences.add(what, || format!("{}: {}", path.display(), shortened(&printed)));
    }
}

fn check_spans(path: &Path, tree: &SyntaxTree, differences: &mut Differences) {
    for node in tree.root().descendants() {
        let mut end = node.first_token();
        for child in node.children_in_order() {
            let is_inside =
                node.first_token() <= child.first_token() && child.end_token() <= node.end_token();
            if !is_inside {
                let what = format!("{:?} reaches out of {:?}", child.kind(), node.kind());
                differences.add(what, || example(path, node));
            }
            let overlaps = child.first_token() < end && child.end_token() > child.first_token();
            if overlaps && !KEEPS_WORDS.contains(&node.kind()) {
                let what = format!("{:?} of {:?} overlaps its sibling", child.kind(), node.kind());
                differences.add(what, || example(path, node));
            }
            end = end.max(child.end_token());
        }
        let around = tree.path_at(node.start());
        let is_twofold = around.iter().any(|outer| KEEPS_WORDS.contains(&outer.kind()));
        if node.end() > node.start() && !is_twofold && !around.contains(&node) {
            let what = format!("{:?} is not found at its offset", node.kind());
            differences.add(what, || example(path, node));
        }
    }
}

fn example(path: &Path, node: SyntaxNode<'_>) -> String {
    format!("{}: {}", path.display(), shortened(node.text()))
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(160).collect()
}

fn for_each_unit(mut check: impl FnMut(&Path, &str)) -> usize {
    let roots = match std::env::var_os("PLCONV_ROUND_TRIP_PATH") {
        Some(path) => vec![PathBuf::from(path)],
        None => ROOTS.iter().map(PathBuf::from).collect(),
    };
    let mut count = 0;
    for root in roots {
        visit(&root, &mut |path, text| {
            for item in read_script(text).items {
                let ItemKind::Statement(statement) = &item.kind else {
                    continue;
                };
                if !matches!(statement.kind, StatementKind::Wrapped | StatementKind::Java) {
                    count += 1;
                    check(path, item.text(text));
                }
            }
        });
    }
    count
}

fn visit(path: &Path, check: &mut dyn FnMut(&Path, &str)) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut children: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        children.sort();
        for child in children {
            visit(&child, check);
        }
        return;
    }
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    let is_other = [
        "md", "toml", "rs", "json", "csv", "html", "js", "java", "xml", "zip", "txt", "out",
    ]
    .iter()
    .any(|other| extension == *other);
    if is_other {
        return;
    }
    // Files in other encodings are read as Latin-1: what they say does not matter here.
    if let Ok(bytes) = std::fs::read(path) {
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| error.into_bytes().iter().map(|byte| char::from(*byte)).collect());
        check(path, &text);
    }
}
