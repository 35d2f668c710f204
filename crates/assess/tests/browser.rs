//! Reports of the two applications in a real browser: `tests/browser.py` filters, sorts, opens objects and changes rates.
//!
//! `.ci/install-browser` installs Chromium and Playwright and prints the Python to set PLCONV_TEST_PLAYWRIGHT to. Where
//! neither can be had the test says so and passes, but not in CI. PLCONV_ASSESS_TREES names directories of more trees, with
//! `:` between them, and PLCONV_SCREENSHOTS one for pictures of the pages.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "the test asks the environment for the browser and writes pages for it; helpers of tests may fail"
)]

mod support;

use plconv_assess::model::{Edge, ObjectRow, Report};
use plconv_assess::{EffortModel, render};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Application;

/// A Python that has Playwright.
fn python() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PLCONV_TEST_PLAYWRIGHT") {
        return Some(named.into());
    }
    let has_playwright = Command::new("python3")
        .args(["-c", "import playwright"])
        .output()
        .is_ok_and(|output| output.status.success());
    has_playwright.then(|| "python3".into())
}

/// The report with its objects again and again, until there are so many.
fn many(report: &Report, count: usize) -> Report {
    let mut many = report.clone();
    let one = report.objects.len();
    for number in (one..count).step_by(one) {
        many.objects.extend(report.objects.iter().map(|object| ObjectRow {
            name: format!("{}_{number}", object.name),
            source: Vec::new(),
            generated: Vec::new(),
            ..object.clone()
        }));
        // Each copy uses its own, and all use the first table, as everybody's log table.
        many.edges.extend(report.edges.iter().map(|edge| Edge {
            from: edge.from + number as u32,
            to: edge.to + if edge.to == 0 { 0 } else { number as u32 },
            how: edge.how,
        }));
    }
    many.size.objects = many.objects.len() as u64;
    many
}

#[test]
fn reports_work_in_a_browser() {
    let Some(python) = python() else {
        assert!(
            std::env::var_os("CI").is_none() && std::env::var_os("PLCONV_CI").is_none(),
            "no Playwright: run .ci/install-browser"
        );
        eprintln!("SKIPPED: no Playwright; .ci/install-browser installs it");
        return;
    };
    let directory = tempfile::tempdir().unwrap();
    let model = EffortModel::read(None).unwrap();
    let write = |report: &Report| {
        let page = directory.path().join(format!("{}.html", report.name));
        std::fs::write(&page, render::html(report, &model)).unwrap();
        std::fs::write(page.with_extension("json"), render::json(report)).unwrap();
        page
    };
    let mut pages = Vec::new();
    for name in ["library", "orders"] {
        pages.push(write(&Application::new(name).report(name)));
    }
    pages.push(write(&many(&Application::new("orders").report("many"), 50_000)));
    let named = std::env::var_os("PLCONV_ASSESS_TREES").unwrap_or_default();
    for tree in std::env::split_paths(&named).filter(|path| path.is_dir()) {
        let name = tree.file_name().unwrap().to_string_lossy();
        pages.push(write(&Application::in_directory(&tree).report(&name)));
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser.py");
    let output = Command::new(python).arg(script).args(&pages).output().unwrap();
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
