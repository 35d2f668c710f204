//! Bytes per second of the front end on one core, over the applications of the corpus repeated to some megabytes.
//!
//! `cargo bench -p plconv-syntax`; `PLCONV_BENCH_PATH=DIR` measures the scripts below another directory.
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and the environment"
)]
#![allow(missing_docs, reason = "criterion's macros write items without")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plconv_syntax::script::{ItemKind, StatementKind, read_script};
use plconv_syntax::{ParseOptions, lexer, parse_unit};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/projects");

/// Text enough that caches are not what is measured.
const MINIMUM_BYTES: usize = 4 << 20;

const EXTENSIONS: &[&str] = &[
    "sql", "pks", "pkb", "tps", "tpb", "trg", "vw", "prc", "fnc", "pkg", "typ", "tab",
];

fn reading(criterion: &mut Criterion) {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let options = ParseOptions::default();
    let mut group = criterion.benchmark_group("reading");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    group.bench_function("lex", |bencher| {
        bencher.iter(|| {
            texts
                .iter()
                .map(|text| lexer::lex(text).filter(|token| !token.kind.is_trivia()).count())
                .sum::<usize>()
        });
    });
    group.bench_function("split", |bencher| {
        bencher.iter(|| {
            texts
                .iter()
                .map(|text| black_box(read_script(text)).items.len())
                .sum::<usize>()
        });
    });
    group.bench_function("split, lex and parse", |bencher| {
        bencher.iter(|| texts.iter().map(|text| errors(text, &options)).sum::<usize>());
    });
    group.finish();
}

/// Errors of a script's statements, so that nothing is optimised away.
fn errors(text: &str, options: &ParseOptions) -> usize {
    let script = read_script(text);
    let statements = script.items.iter().filter(|item| match &item.kind {
        ItemKind::Statement(statement) => {
            !matches!(statement.kind, StatementKind::Wrapped | StatementKind::Java)
        }
        ItemKind::Command(_) => false,
    });
    statements
        .map(|item| black_box(parse_unit(item.text(text), options)).errors.len())
        .sum()
}

/// The scripts, as often as it takes.
fn texts() -> Vec<String> {
    let root = std::env::var_os("PLCONV_BENCH_PATH").map_or_else(|| PathBuf::from(CORPUS), PathBuf::from);
    let mut once = Vec::new();
    collect(&root, &mut once);
    let bytes: usize = once.iter().map(String::len).sum();
    let times = MINIMUM_BYTES.div_ceil(bytes.max(1));
    let count = once.len() * times;
    once.into_iter().cycle().take(count).collect()
}

fn collect(path: &Path, texts: &mut Vec<String>) {
    if path.is_dir() {
        let mut children: Vec<PathBuf> = std::fs::read_dir(path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        children.sort();
        for child in children {
            collect(&child, texts);
        }
    } else if path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    }) && let Ok(text) = std::fs::read_to_string(path)
    {
        texts.push(text);
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
