//! What one wrong token costs: random mutations of the corpus' package bodies, and what is left of each.
//!
//! `PLCONV_MUTATION_PATH=DIR` takes the units below another directory, `PLCONV_MUTATION_SHOW=N` prints the messages of
//! N mutations and the N mutations that cost most; with `--nocapture` the numbers are printed.
#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the corpus and the environment"
)]
#![allow(clippy::print_stdout, reason = "the numbers are for people")]

use plconv_syntax::ast::{AstNode, Declaration, Statement, SyntaxNode, SyntaxTree};
use plconv_syntax::script::{ItemKind, StatementKind, read_script};
use plconv_syntax::{ErrorKind, ParseOptions, parse_unit};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/projects");

const MUTATIONS: usize = 1_000;

/// Shorter units say little about what is lost, longer ones take too long.
const TOKENS: std::ops::RangeInclusive<usize> = 200..=20_000;

struct Unit {
    text: String,
    tokens: Vec<(usize, usize)>,
    statements: BTreeSet<Found>,
}

/// A statement or declaration: what it is and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Found {
    kind: String,
    start: i64,
    end: i64,
}

struct Mutation {
    text: String,
    /// The bytes of the old text that are replaced, and how much longer the new text is.
    start: i64,
    end: i64,
    delta: i64,
    what: String,
}

#[derive(Default)]
struct Sum {
    mutations: usize,
    statements: usize,
    lost: Vec<usize>,
    errors: usize,
    near: usize,
}

impl Sum {
    fn kept_percent(&self) -> f64 {
        let lost: usize = self.lost.iter().sum();
        100.0 - 100.0 * lost as f64 / self.statements.max(1) as f64
    }

    fn lost_at(&self, share: f64) -> usize {
        let mut lost = self.lost.clone();
        lost.sort_unstable();
        let index = (lost.len() as f64 * share) as usize;
        lost.get(index).copied().unwrap_or(0)
    }
}

#[test]
fn one_wrong_token_costs_its_statement() {
    let units = units();
    assert!(!units.is_empty());
    let shown = std::env::var("PLCONV_MUTATION_SHOW").ok();
    let shown: usize = shown.and_then(|number| number.parse().ok()).unwrap_or(0);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut all = Sum::default();
    let mut wrong = Sum::default();
    let mut without_tree: Vec<String> = Vec::new();
    let mut costly: Vec<(usize, String)> = Vec::new();
    while all.mutations < MUTATIONS {
        let Some(unit) = units.get(random.below(units.len())) else {
            continue;
        };
        let mutation = mutate(unit, &mut random);
        let parse = parse_unit(&mutation.text, &ParseOptions::default());
        if parse
            .errors
            .iter()
            .any(|error| error.kind != ErrorKind::Recovered)
        {
            without_tree.push(format!("{}: {:?}", mutation.what, parse.errors));
        }
        let lost = lost(unit, &mutation, &statements(&parse.tree));
        let is_near = parse.errors.first().is_some_and(|error| {
            let behind = unit.tokens.iter().filter(|token| token.0 as i64 >= mutation.end);
            let last = behind.map(|token| token.1 as i64 + mutation.delta).nth(1);
            let at = i64::from(error.start);
            at >= mutation.start && at <= last.unwrap_or(i64::MAX)
        });
        let sums = match parse.errors.as_slice() {
            [] => vec![&mut all],
            _ => vec![&mut all, &mut wrong],
        };
        for sum in sums {
            sum.mutations += 1;
            sum.statements += unit.statements.len();
            sum.lost.push(lost.len());
            sum.errors += parse.errors.len();
            sum.near += usize::from(is_near);
        }
        if shown > 0 && !parse.errors.is_empty() {
            let total = unit.statements.len();
            let mut report = format!("-{} of {total} {}\n", lost.len(), mutation.what);
            for error in &parse.errors {
                let line = line_at(&mutation.text, error.start as usize);
                report += &format!("    {}\n        {line}\n", error.message);
            }
            if wrong.mutations <= shown {
                println!("{report}");
            }
            costly.push((lost.len() * 10 + parse.errors.len(), report));
        }
    }
    costly.sort();
    for (_, report) in costly.iter().rev().take(shown) {
        println!("COSTLY {report}");
    }
    for (name, sum) in [("all", &all), ("with errors", &wrong)] {
        println!(
            "{name}: {} mutations of {} units, {:.2} % of the statements kept, lost median {} p90 {} p99 {} max {}, \
             {:.2} messages each, {:.1} % at the mistake",
            sum.mutations,
            units.len(),
            sum.kept_percent(),
            sum.lost_at(0.5),
            sum.lost_at(0.9),
            sum.lost_at(0.99),
            sum.lost_at(0.9999),
            sum.errors as f64 / sum.mutations.max(1) as f64,
            100.0 * sum.near as f64 / sum.mutations.max(1) as f64,
        );
    }
    println!("{} without a tree", without_tree.len());
    assert_eq!(without_tree, Vec::<String>::new());
    assert!(wrong.kept_percent() >= 97.0, "{} %", wrong.kept_percent());
    assert_eq!(wrong.lost_at(0.5), 0);
    assert!(
        wrong.errors * 10 <= wrong.mutations * 12,
        "{} messages for {} mistakes",
        wrong.errors,
        wrong.mutations
    );
}

/// The statements of the unit that are not in the mutated tree. Those that hold the mutated token may end elsewhere,
/// those that start with it may be others.
fn lost(unit: &Unit, mutation: &Mutation, found: &BTreeSet<Found>) -> Vec<Found> {
    let starts: BTreeSet<(&str, i64)> = found
        .iter()
        .map(|found| (found.kind.as_str(), found.start))
        .collect();
    let moved = |at: i64| {
        if at >= mutation.end {
            at + mutation.delta
        } else {
            at
        }
    };
    let is_kept = |statement: &&Found| {
        let start = moved(statement.start);
        if statement.start <= mutation.end && statement.end >= mutation.start {
            let is_first = (mutation.start..=mutation.end).contains(&statement.start);
            return is_first || starts.contains(&(statement.kind.as_str(), start));
        }
        found.contains(&Found {
            kind: statement.kind.clone(),
            start,
            end: moved(statement.end),
        })
    };
    let lost = unit.statements.iter().filter(|statement| !is_kept(statement));
    lost.cloned().collect()
}

fn mutate(unit: &Unit, random: &mut Random) -> Mutation {
    // The first words say what the unit is.
    let at = 6 + random.below(unit.tokens.len() - 8);
    let text = |index: usize| {
        let (start, end) = unit.tokens[index];
        &unit.text[start..end]
    };
    let (start, end) = unit.tokens[at];
    let this = text(at);
    let other = text(random.below(unit.tokens.len()));
    let (range, new, what) = match random.below(5) {
        0 => ((start, end), " ".to_owned(), format!("delete `{this}`")),
        1 => ((end, end), format!(" {this}"), format!("duplicate `{this}`")),
        2 => {
            let what = format!("replace `{this}` by `{other}`");
            ((start, end), format!(" {other} "), what)
        }
        3 => {
            let what = format!("insert `{other}` before `{this}`");
            ((start, start), format!(" {other} "), what)
        }
        _ => {
            let next = text(at + 1);
            let between = &unit.text[end..unit.tokens[at + 1].0];
            let swapped = format!(" {next}{between}{this} ");
            let what = format!("swap `{this}` and `{next}`");
            ((start, unit.tokens[at + 1].1), swapped, what)
        }
    };
    let mut mutated = unit.text.clone();
    mutated.replace_range(range.0..range.1, &new);
    Mutation {
        text: mutated,
        start: range.0 as i64,
        end: range.1 as i64,
        delta: new.len() as i64 - (range.1 - range.0) as i64,
        what: format!("{what} in: {}", line_at(&unit.text, start)),
    }
}

fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    text[start..end].trim()
}

fn statements(tree: &SyntaxTree) -> BTreeSet<Found> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<SyntaxNode<'_>> = vec![tree.root()];
    while let Some(node) = pending.pop() {
        let is_statement = Statement::cast(node).is_some_and(|found| !matches!(found, Statement::BadStmt(_)))
            || Declaration::cast(node).is_some_and(|found| !matches!(found, Declaration::BadStmt(_)));
        if is_statement {
            found.insert(Found {
                kind: format!("{:?}", node.kind()),
                start: i64::from(node.start()),
                end: i64::from(node.end()),
            });
        }
        pending.extend(node.children());
    }
    found
}

/// Package bodies that are long enough and parse.
fn units() -> Vec<Unit> {
    let root = std::env::var_os("PLCONV_MUTATION_PATH").map_or_else(|| PathBuf::from(CORPUS), PathBuf::from);
    let mut units = Vec::new();
    collect(&root, &mut units);
    units
}

fn collect(path: &Path, units: &mut Vec<Unit>) {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut children: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        children.sort();
        for child in children {
            collect(&child, units);
        }
        return;
    }
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    for item in read_script(&text).items {
        if let ItemKind::Statement(statement) = &item.kind
            && statement.kind == StatementKind::PlSql
        {
            units.extend(unit(item.text(&text)));
        }
    }
}

fn unit(text: &str) -> Option<Unit> {
    let head: String = text.chars().take(80).collect::<String>().to_ascii_uppercase();
    // Conditional compilation takes tokens away; the lengths spare parsing what cannot fit.
    let may_fit = (TOKENS.start() * 3..TOKENS.end() * 10).contains(&text.len()) && !text.contains("$IF");
    if !may_fit || !head.contains("PACKAGE") || !head.contains("BODY") {
        return None;
    }
    let parse = parse_unit(text, &ParseOptions::default());
    let tokens: Vec<(usize, usize)> = parse
        .tree
        .tokens()
        .iter()
        .map(|token| (token.start as usize, token.end as usize))
        .collect();
    (TOKENS.contains(&tokens.len()) && parse.is_ok()).then(|| Unit {
        text: text.to_owned(),
        tokens,
        statements: statements(&parse.tree),
    })
}

/// xorshift64*: the same mutations every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit.max(1)
    }
}
