//! Parses every script below the given paths and prints the rate by kind of unit and the first errors.
//!
//! `cargo run --release -p plconv-syntax --example parse_rate -- DIR... [--errors N] [--dump]`
#![allow(
    clippy::disallowed_methods,
    reason = "a development tool reads files and the clock"
)]
#![allow(clippy::print_stdout, reason = "its output is the point")]

use plconv_syntax::script::{ItemKind, StatementKind, read_script};
use plconv_syntax::substitution::{Definitions, SubstitutionSettings, substitute};
use plconv_syntax::{ErrorKind, ParseOptions, parse_unit};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

const EXTENSIONS: &[&str] = &[
    "sql", "pks", "pkb", "tps", "tpb", "trg", "vw", "prc", "fnc", "pkg", "typ", "bdy", "spc", "pls", "tab",
    "pck", "ddl",
];

#[derive(Default)]
struct Count {
    good: usize,
    recovered: usize,
    fatal: usize,
}

fn main() {
    let mut paths = Vec::new();
    let mut shown = 40;
    let mut dump = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--errors" => {
                shown = arguments
                    .next()
                    .and_then(|number| number.parse().ok())
                    .unwrap_or(shown)
            }
            "--dump" => dump = true,
            _ => collect(Path::new(&argument), &mut paths),
        }
    }
    let options = ParseOptions::default();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut bytes = 0;
    let started = Instant::now();
    for path in &paths {
        let Ok(content) = std::fs::read(path) else {
            continue;
        };
        let text = String::from_utf8(content)
            .unwrap_or_else(|error| error.into_bytes().iter().map(|byte| char::from(*byte)).collect());
        bytes += text.len();
        for item in read_script(&text).items {
            let ItemKind::Statement(statement) = &item.kind else {
                continue;
            };
            if statement.kind == StatementKind::Wrapped {
                continue;
            }
            let settings = SubstitutionSettings {
                prefix: item.substitution_prefix,
                ..Default::default()
            };
            let unit = substitute(item.text(&text), &Definitions::default(), settings);
            let parse = parse_unit(&unit.text, &options);
            let words: Vec<&str> = unit.text.split_whitespace().take(4).collect();
            let count = counts.entry(kind_name(&words)).or_default();
            if dump {
                println!("{}", plconv_syntax::dump::dump(&parse.tree));
            }
            let Some(error) = parse.errors.first() else {
                count.good += 1;
                continue;
            };
            if parse
                .errors
                .iter()
                .any(|error| error.kind != ErrorKind::Recovered)
            {
                count.fatal += 1;
            } else {
                count.recovered += 1;
            }
            if shown > 0 {
                shown -= 1;
                let offset = item.start as usize + error.start as usize;
                let line = text[..offset.min(text.len())].matches('\n').count() + 1;
                let start = unit.text[..error.start as usize]
                    .rfind('\n')
                    .map_or(0, |found| found + 1);
                let end = unit.text[error.start as usize..]
                    .find('\n')
                    .map_or(unit.text.len(), |found| found + error.start as usize);
                println!(
                    "{}:{line}: {}\n    {}",
                    path.display(),
                    error.message,
                    unit.text[start..end].trim()
                );
            }
        }
    }
    let elapsed = started.elapsed();
    let mut total = Count::default();
    for (kind, count) in &counts {
        println!(
            "{kind:32} good {:7} recovered {:5} fatal {:5}",
            count.good, count.recovered, count.fatal
        );
        total.good += count.good;
        total.recovered += count.recovered;
        total.fatal += count.fatal;
    }
    let units = (total.good + total.recovered + total.fatal).max(1);
    println!(
        "{} files, {bytes} bytes, {units} units: {:.2} % good, {} recovered, {} fatal; {:.1} MB/s",
        paths.len(),
        100.0 * total.good as f64 / units as f64,
        total.recovered,
        total.fatal,
        bytes as f64 / 1e6 / elapsed.as_secs_f64()
    );
}

/// The verb, and for CREATE the kind of object.
fn kind_name(words: &[&str]) -> String {
    let upper: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    let skip = ["OR", "REPLACE", "EDITIONABLE", "FORCE", "EDITIONING"];
    match upper.split_first() {
        Some((verb, rest)) if verb == "CREATE" => {
            let kind = rest.iter().find(|word| !skip.contains(&word.as_str()));
            format!("CREATE {}", kind.map_or("", String::as_str))
        }
        Some((verb, _)) => verb.chars().take(20).collect(),
        None => String::new(),
    }
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let Ok(entries) = std::fs::read_dir(path) else {
            return;
        };
        let mut children: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        children.sort();
        for child in children {
            collect(&child, paths);
        }
    } else if path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    }) {
        paths.push(path.to_path_buf());
    }
}
