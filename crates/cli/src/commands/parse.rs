//! `plconv parse`

use crate::arguments::{Format, ParseArguments};
use crate::outcome::{Outcome, of_diagnostics};
use crate::terminal::TerminalProgress;
use crate::{findings, terminal};
use anyhow::Context;
use plconv_project::discover::read_files;
use plconv_project::listing::{Details, list_files};
use plconv_project::parse_statistics::{ParseFailure, ParseStatistics, measure};
use plconv_project::run_with_threads;
use std::fmt::Write as _;

/// Lists the statements of files; with `--dump` also their syntax trees, with `--tokens` their tokens. Diagnostics go to standard error.
pub fn run(arguments: &ParseArguments) -> anyhow::Result<Outcome> {
    for path in &arguments.files {
        std::fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    }
    if arguments.stats || arguments.failures {
        return run_statistics(arguments);
    }
    if let Some(directory) = arguments.files.iter().find(|path| path.is_dir()) {
        anyhow::bail!(
            "{} is a directory: name its files, or ask for --stats or --failures",
            directory.display()
        );
    }
    let tree = read_files(&arguments.files, arguments.encoding.as_deref());
    let details = Details {
        trees: arguments.dump,
        tokens: arguments.tokens,
    };
    let (listing, diagnostics) =
        run_with_threads(Some(1), || list_files(&tree, details)).context("cannot start threads")?;
    terminal::print(&listing)?;
    terminal::tell(&findings::plain(&diagnostics, &tree, arguments.format));
    Ok(of_diagnostics(&diagnostics))
}

fn run_statistics(arguments: &ParseArguments) -> anyhow::Result<Outcome> {
    let progress = TerminalProgress::new();
    let encoding = arguments.encoding.as_deref();
    let statistics = run_with_threads(arguments.jobs, || {
        measure(&arguments.files, encoding, arguments.failures, &progress)
    })
    .context("cannot start threads")?;
    progress.finish();
    terminal::print(&match arguments.format {
        Format::Json => {
            serde_json::to_string_pretty(&statistics).context("writing the numbers as JSON")? + "\n"
        }
        Format::Terminal
        | Format::Short
        | Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit
        | Format::Markdown => text(&statistics, arguments.stats),
    })?;
    let units = &statistics.units;
    let is_clean = units.plsql.parsed == units.plsql.total && units.sql.parsed == units.sql.total;
    Ok(if is_clean {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn text(statistics: &ParseStatistics, with_numbers: bool) -> String {
    let mut text = String::new();
    for ParseFailure {
        path,
        line,
        column,
        unit,
        counted: _,
        message,
        notes,
    } in statistics.failures.iter().flatten()
    {
        let _ = writeln!(text, "{path}:{line}:{column}: {unit}: {message}");
        for note in notes {
            let _ = writeln!(text, "    {note}");
        }
    }
    if with_numbers {
        let units = &statistics.units;
        let megabytes = statistics.bytes as f64 / 1e6;
        let _ = writeln!(
            text,
            "files             {:>10}\nbytes             {:>10}\nlines             {:>10}",
            statistics.files, statistics.bytes, statistics.lines
        );
        let _ = writeln!(
            text,
            "PL/SQL units      {}",
            share(units.plsql.parsed, units.plsql.total)
        );
        let _ = writeln!(
            text,
            "SQL statements    {}, {} of them opaque",
            share(units.sql.parsed, units.sql.total),
            units.sql.opaque
        );
        let _ = writeln!(text, "SQL*Plus commands {:>10}", units.sqlplus);
        let _ = writeln!(text, "wrapped units     {:>10}", units.wrapped);
        let _ = writeln!(
            text,
            "time              {:>10.2} s, {:.1} MB/s",
            statistics.seconds,
            megabytes / statistics.seconds.max(f64::EPSILON)
        );
        if let Some(bytes) = statistics.peak_memory_bytes {
            let _ = writeln!(text, "peak memory       {:>10.1} MB", bytes as f64 / 1e6);
        }
    }
    text
}

fn share(parsed: u64, total: u64) -> String {
    let percent = if total == 0 {
        100.0
    } else {
        100.0 * parsed as f64 / total as f64
    };
    format!("{total:>10}, {parsed} parsed ({percent:.2} %)")
}
