//! `plconv test`

mod junit;
mod record;

use crate::arguments::TestArguments;
use crate::outcome::{Outcome, UsageError};
use crate::terminal::{self, TerminalProgress};
use crate::{session, verification};
use anyhow::Context;
use plconv_equivalence::{Bench, Case, Converted, Verdict, convert_cases, find_cases, find_suites};
use plconv_project::discover::discover;
use plconv_project::write::{WriteOptions, is_output_directory, write_output};
use plconv_project::{Progress, SourceTree, run_with_threads};
use plconv_verify::{Server, ServerChoice};
use std::fmt::Write as _;
use std::path::Path;

/// A case with what people know it by.
struct Test {
    case: Case,
    title: String,
}

/// Runs the equivalence tests of a tree, or records one.
pub fn run(arguments: &TestArguments) -> anyhow::Result<Outcome> {
    if !arguments.source.is_dir() {
        let path = arguments.source.display();
        return Err(UsageError(format!("{path} is no directory")).into());
    }
    if let Some(connect) = &arguments.record {
        return record::run(arguments, connect);
    }
    let progress = TerminalProgress::new();
    let policy = session::policy(&arguments.source, &arguments.project)?;
    let output = arguments.output.as_deref();
    let tree = discover(&arguments.source, policy.encoding.as_deref(), output, &progress)?;
    let suites = find_suites(&tree);
    let characterized = arguments.characterize.as_deref();
    let tests = match characterized {
        Some(call) => {
            let attempts = plconv_equivalence::attempts(call);
            let title = String::new;
            attempts.map(|case| Test { case, title: title() }).into()
        }
        None => tests(&tree, &suites, &arguments.names)?,
    };
    if tests.is_empty() {
        terminal::tell("no tests: neither *.plconv-test.md nor a package with --%suite\n");
        return Ok(Outcome::Clean);
    }
    let cases: Vec<Case> = tests.iter().map(|test| test.case.clone()).collect();
    let converted = run_with_threads(arguments.project.jobs, || {
        convert_cases(&tree, policy, &suites, &cases, &progress)
    })
    .context("cannot start threads")?;
    let scratch = tempfile::tempdir().context("cannot create a temporary directory")?;
    let directory = match output {
        Some(output) => output.to_owned(),
        None => {
            write_application(arguments, scratch.path())?;
            scratch.path().to_owned()
        }
    };
    progress.phase("starting PostgreSQL", 0);
    // The embedded one runs no exception handlers: it is taken only when it is all there is, or asked for.
    let chosen = verification::choice(&arguments.server, ServerChoice::Automatic);
    let server = Server::start(&chosen)?;
    let bench = Bench::load(&server, directory, converted.shared.clone())?;
    progress.finish();
    let rejected = bench.load_errors().len();
    if rejected > 0 {
        terminal::tell(&format!(
            "PostgreSQL rejects {rejected} statements of the output; `plconv verify` shows them\n"
        ));
    }
    match characterized {
        Some(call) => characterize(call, arguments, &cases, &converted, &bench),
        None => judge(&tests, &converted, &bench, arguments.junit.as_deref()),
    }
}

fn tests(
    tree: &SourceTree,
    suites: &[plconv_equivalence::Suite],
    names: &[String],
) -> anyhow::Result<Vec<Test>> {
    let title = String::new;
    let mut tests: Vec<Test> = find_cases(&tree.root, is_output_directory)?
        .into_iter()
        .map(|case| Test { case, title: title() })
        .collect();
    for (test, case) in suites.iter().flat_map(plconv_equivalence::Suite::cases) {
        let title = format!("{} ({})", test.title, test.place);
        tests.push(Test { case, title });
    }
    tests.retain(|test| names.is_empty() || names.iter().any(|name| test.case.name.contains(name.as_str())));
    Ok(tests)
}

fn write_application(arguments: &TestArguments, directory: &Path) -> anyhow::Result<()> {
    let (tree, conversion) = session::convert(&arguments.source, None, &arguments.project)?;
    write_output(
        directory,
        &conversion.output,
        conversion.manifest.clone(),
        &conversion.diagnostics,
        &tree,
        WriteOptions::default(),
    )?;
    Ok(())
}

fn judge(
    tests: &[Test],
    converted: &Converted,
    bench: &Bench,
    report: Option<&Path>,
) -> anyhow::Result<Outcome> {
    let progress = TerminalProgress::new();
    progress.phase("testing", tests.len() as u64);
    let mut text = String::new();
    let mut failed = 0;
    let mut results = Vec::new();
    for (test, converted) in tests.iter().zip(&converted.cases) {
        let Test { case, title } = test;
        let ran = bench.run(&case.name, &converted.script)?;
        progress.step();
        let (word, problem) = match case.judge(&ran) {
            Verdict::Passed => ("ok    ", String::new()),
            Verdict::Failed(problem) => {
                failed += 1;
                ("FAILED", problem)
            }
        };
        let _ = writeln!(text, "{word} {} {title}", case.name);
        let findings = converted.findings.iter().filter(|_| !problem.is_empty());
        let said: Vec<&str> = problem.lines().chain(findings.map(String::as_str)).collect();
        for line in &said {
            let _ = writeln!(text, "       {line}");
        }
        results.push(junit::TestResult {
            name: case.name.clone(),
            title: title.clone(),
            problem: (!said.is_empty()).then(|| said.join("\n")),
        });
    }
    if let Some(path) = report {
        std::fs::write(path, junit::render(&results))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    progress.finish();
    terminal::print(&text)?;
    terminal::tell(&format!("{} tests, {failed} failed\n", tests.len()));
    Ok(if failed == 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// Writes what a call does today as a case; an existing file is not touched.
fn characterize(
    call: &str,
    arguments: &TestArguments,
    attempts: &[Case],
    converted: &Converted,
    bench: &Bench,
) -> anyhow::Result<Outcome> {
    let mut usable = attempts.iter().zip(&converted.cases);
    let Some((case, script)) = usable.find(|(_, converted)| !converted.is_refused) else {
        let findings: Vec<&str> = converted
            .cases
            .iter()
            .flat_map(|case| &case.findings)
            .map(String::as_str)
            .collect();
        anyhow::bail!("{call} cannot be called:\n{}", findings.join("\n"));
    };
    let ran = bench.run(call, &script.script)?;
    let path = match &arguments.to {
        Some(path) => path.clone(),
        None => arguments.source.join(plconv_equivalence::file_name(call)),
    };
    if path.exists() {
        return Err(UsageError(format!(
            "{} is there already; name another file with --to",
            path.display()
        ))
        .into());
    }
    let text = plconv_equivalence::case_file(
        call,
        case,
        &ran,
        &bench.server_version()?,
        env!("CARGO_PKG_VERSION"),
    );
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    terminal::tell(&format!("{}: written; compare it with Oracle\n", path.display()));
    Ok(Outcome::Clean)
}
