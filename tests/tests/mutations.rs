//! Damaged source through the whole conversion: nothing crashes, nothing hangs, every byte is accounted for.
//!
//! The damage is drawn from a fixed seed; `PLCONV_MUTATIONS` draws more of it.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "helpers of tests fail like tests, and read the corpus"
)]

use plconv_db::Policy;
use plconv_project::convert::{convert_project, open_project};
use plconv_project::{Database, NoProgress, SourceTree};
use plconv_syntax::lexer::lex;
use plconv_syntax::read_script;
use std::path::{Path, PathBuf};

/// How often each kind of test damages a file.
fn rounds() -> usize {
    let more = std::env::var("PLCONV_MUTATIONS").ok();
    more.and_then(|text| text.parse().ok()).unwrap_or(120)
}

/// A small generator of numbers: the same ones everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// Words that change what the rest means.
const WORDS: &[&str] = &[
    ";",
    "\n/\n",
    "(",
    ")",
    ",",
    "'",
    "\"",
    "q'[",
    "/*",
    "*/",
    "--",
    "begin",
    "end",
    "end if",
    "end loop",
    "if",
    "then",
    "else",
    "loop",
    "case",
    "when",
    "exception",
    "declare",
    "is",
    "return",
    "select",
    "from",
    "where",
    "into",
    "null",
    "(+)",
    "||",
    "**",
    ":=",
    "=>",
    "..",
    "%type",
    "%rowtype",
    "@",
    "&x",
    ":new",
    "connect by",
    "over (",
    "$if",
    "$end",
    "create",
    "package",
    "body",
    "union all",
    "with",
    "ä",
    "\r",
    "1e400",
    "99999999999999999999",
];

/// One of the things that happen to files: words lost, doubled, moved or added, and files cut off.
fn damage(text: &str, numbers: &mut Numbers) -> String {
    let tokens: Vec<(usize, usize)> = lex(text)
        .map(|token| (token.start as usize, token.end as usize))
        .collect();
    let mut result = text.to_owned();
    for _ in 0..=numbers.below(3) {
        let (start, end) = *numbers.of(&tokens);
        // Earlier damage moves the places; where there is no character any more, there is nothing to do.
        if !result.is_char_boundary(start) || !result.is_char_boundary(end) || end > result.len() {
            continue;
        }
        match numbers.below(6) {
            0 => result.replace_range(start..end, ""),
            1 => result.insert_str(start, &text[start..end]),
            2 => result.replace_range(start..end, &format!(" {} ", numbers.of(WORDS))),
            3 => result.insert_str(start, &format!(" {} ", numbers.of(WORDS))),
            4 => {
                let (from, to) = *numbers.of(&tokens);
                result.replace_range(start..end, &text[from..to]);
            }
            _ => result.truncate(end),
        }
    }
    result
}

/// The scripts of the applications.
fn corpus() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/projects");
    let mut pending = vec![root];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(
                std::fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path
            .extension()
            .is_some_and(|extension| ["sql", "pks", "pkb"].contains(&extension.to_str().unwrap_or_default()))
        {
            files.push(path);
        }
    }
    files.sort();
    files
        .into_iter()
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn damaged_files_are_cut_without_loss() {
    let corpus = corpus();
    let mut numbers = Numbers(0x5eed);
    for _ in 0..rounds() * 5 {
        let (path, text) = numbers.of(&corpus).clone();
        let text = damage(&text, &mut numbers);
        let mut position = 0;
        for item in read_script(&text).items {
            // The comments of a statement may have commands between them.
            let start = position.max(item.comments_start as usize);
            assert_only_trivia(&text[position..start], &path, &text);
            position = item.full_end as usize;
        }
        assert_only_trivia(&text[position..], &path, &text);
    }
}

/// Between items there is nothing but white space, comments, and lines that end a statement or run it again.
#[track_caller]
fn assert_only_trivia(between: &str, path: &str, text: &str) {
    let lost = lex(between)
        .filter(|token| !token.kind.is_trivia())
        .map(|token| &between[token.start as usize..token.end as usize])
        .find(|word| !matches!(*word, "/" | ";" | "."));
    assert!(lost.is_none(), "{path}: lost {between:?} of\n{text}");
}

#[test]
fn damaged_files_are_converted() {
    let corpus = corpus();
    let mut numbers = Numbers(0xc0ffee);
    plconv_project::run_with_threads(Some(2), || {
        for _ in 0..rounds() {
            let (path, text) = numbers.of(&corpus).clone();
            let text = damage(&text, &mut numbers);
            let tree = SourceTree::in_memory([("a.sql", text.as_str())]);
            let database = Database::default();
            let project = open_project(&database, &tree, Policy::default(), None);
            let conversion = convert_project(&database, project, &tree, &NoProgress);
            let crashed = conversion
                .diagnostics
                .iter()
                .find(|diagnostic| diagnostic.code.to_string() == "PLC9901");
            assert!(crashed.is_none(), "{path}: {crashed:?}\n{text}");
        }
    })
    .unwrap();
}
