//! Reports of the binary: their numbers are those of `check` and of the manifest, and finished objects are learned from.
//!
//! PLCONV_ASSESS_TREES names more directories to compare the numbers of, with `:` between them.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn plconv(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

#[track_caller]
fn ends_with(output: &Output, status: i32) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// The applications of the corpus, and the trees that the environment names.
fn trees() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/projects");
    let named = std::env::var_os("PLCONV_ASSESS_TREES").unwrap_or_default();
    let own = ["library", "orders"].map(|name| corpus.join(name));
    let named = std::env::split_paths(&named).filter(|path| !path.as_os_str().is_empty());
    own.into_iter().chain(named).collect()
}

#[test]
fn numbers_agree_with_check_and_with_the_manifest() {
    for source in trees() {
        let directory = tempfile::tempdir().unwrap();
        let directory = directory.path();
        let source = source.canonicalize().unwrap();
        let shown = source.display().to_string();
        let to_json = ["--format", "json", "--out", "report.json"];
        ends_with(
            &plconv(directory, &[&["assess", &shown][..], &to_json].concat()),
            0,
        );
        let convert = ["convert", &shown, "-o", "out", "--fail-on", "none"];
        ends_with(
            &plconv(directory, &[&convert[..], &["--format", "short"]].concat()),
            0,
        );
        let check = [
            "check",
            &shown,
            "--fail-on",
            "none",
            "--format",
            "short",
            "--report",
            "json=check.json",
        ];
        ends_with(&plconv(directory, &check), 0);
        let report = json(&directory.join("report.json"));
        let manifest = json(&directory.join("out/manifest.json"));
        let found = json(&directory.join("check.json"));

        // Objects: the same, in the same order, with the same fates.
        let object = |row: &Value| [&row["kind"], &row["name"], &row["fate"]].map(text);
        let reported: Vec<_> = rows(&report["objects"]).iter().map(object).collect();
        let listed: Vec<_> = rows(&manifest["objects"]).iter().map(object).collect();
        assert_eq!(reported, listed, "{shown}");
        assert_eq!(
            report["totals"]["objects"], manifest["totals"]["objects"],
            "{shown}"
        );
        assert_eq!(report["totals"]["statements"], manifest["statements"], "{shown}");

        // Findings: each of `check` in the report, at its line.
        let mut differences: BTreeMap<(String, u64, String), i64> = BTreeMap::new();
        let mut codes: BTreeMap<String, u64> = BTreeMap::new();
        let root = format!("{shown}/");
        for finding in rows(&found) {
            let file = text(&finding["file"]);
            let file = file.strip_prefix(&root).unwrap_or(&file).to_owned();
            let code = text(&finding["code"]);
            let line = finding["start"]["line"].as_u64().unwrap();
            *codes.entry(code.clone()).or_default() += 1;
            *differences.entry((file, line, code)).or_default() += 1;
        }
        for row in rows(&report["objects"]).iter().chain(rows(&report["scripts"])) {
            for finding in rows(&row["findings"]) {
                let line = finding["line"].as_u64().unwrap();
                let key = (text(&row["path"]), line, text(&finding["code"]));
                *differences.entry(key).or_default() -= 1;
            }
        }
        differences.retain(|_, difference| *difference != 0);
        assert!(differences.is_empty(), "{shown}: {differences:?}");
        let of_codes = |value: &Value| -> BTreeMap<String, u64> {
            let codes = value.as_object().unwrap().iter();
            codes
                .map(|(code, count)| (code.clone(), count.as_u64().unwrap()))
                .collect()
        };
        assert_eq!(of_codes(&manifest["totals"]["diagnostics"]), codes, "{shown}");
        let costs = rows(&report["codes"]).iter();
        let costs: BTreeMap<String, u64> = costs
            .map(|row| (text(&row["code"]), row["count"].as_u64().unwrap()))
            .collect();
        assert_eq!(costs, codes, "{shown}");
    }
}

#[test]
fn what_is_assumed_is_finished_while_it_comes_out_as_its_snapshot_says() {
    let directory = tempfile::tempdir().unwrap();
    let directory = directory.path();
    let source = |constraint: &str| {
        format!(
            "CREATE TABLE doors (\n  id NUMBER(9) PRIMARY KEY,\n  building NUMBER(4),\n  room NUMBER(4),\n  {constraint}\n);\n"
        )
    };
    let write = |path: &str, text: &str| {
        std::fs::create_dir_all(directory.join("src")).unwrap();
        std::fs::write(directory.join(path), text).unwrap();
    };
    let summary = || std::fs::read_to_string(directory.join("now.md")).unwrap();
    let assess = |more: &[&str]| {
        let arguments = ["assess", "src", "--format", "md", "--out", "now.md"];
        plconv(directory, &[&arguments[..], more].concat())
    };
    // NULLs in the key are an assumption that takes somebody's time.
    write(
        "src/doors.sql",
        &source("CONSTRAINT doors_uk UNIQUE (building, room)"),
    );
    write("done.csv", "*,*,2\n");
    let learn = ["--snapshots", "src", "--calibrate", "done.csv"];

    // No snapshot was accepted yet.
    ends_with(&assess(&learn), 2);
    ends_with(&plconv(directory, &["snap", "src"]), 0);
    ends_with(&assess(&learn), 0);
    assert!(
        summary().contains("1 of 1 object with work by hand settled"),
        "{}",
        summary()
    );
    let learned = std::fs::read_to_string(directory.join("now.effort.toml")).unwrap();
    assert!(learned.contains("objects = 1\n"), "{learned}");
    let factor: f64 = learned
        .lines()
        .find_map(|line| line.strip_prefix("all = "))
        .unwrap()
        .parse()
        .unwrap();
    // Two hours for what was said to take minutes.
    assert!(factor > 1.2, "{learned}");

    // Another key comes out: nobody has accepted it, so nothing is finished.
    write(
        "src/doors.sql",
        &source("CONSTRAINT doors_uk UNIQUE (room, building)"),
    );
    ends_with(&assess(&learn), 2);
    ends_with(&assess(&["--snapshots", "src"]), 0);
    assert!(
        summary().contains("0 of 1 object with work by hand settled"),
        "{}",
        summary()
    );
}
