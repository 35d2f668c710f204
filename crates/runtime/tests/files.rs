//! The files of `sql/` keep the conventions that the index and the emitter rely on.
#![allow(
    clippy::disallowed_methods,
    reason = "a test compares the folder with the index"
)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use plconv_runtime::functions;

/// The names that follow `{schema}.` in a text.
fn references(sql: &str) -> BTreeSet<&str> {
    sql.split("{schema}.")
        .skip(1)
        .map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn the_index_has_every_file_in_order() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sql");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    let names: Vec<&str> = functions().iter().map(|function| function.name).collect();
    assert_eq!(files, names);
}

#[test]
fn headers_say_what_manual_and_differences() {
    for function in functions() {
        let doc = &function.doc;
        assert!(
            doc.starts_with(&format!("{}: ", function.name)),
            "{}: summary",
            function.name
        );
        assert!(doc.contains("\nManual: "), "{}: manual section", function.name);
        assert!(doc.contains("\nDifferences: "), "{}: differences", function.name);
    }
}

#[test]
fn dependencies_are_exactly_the_references() {
    for function in functions() {
        let mut used = references(function.sql);
        used.remove(function.name);
        // The schema on its own, as in a pattern of function names.
        used.remove("");
        let declared: BTreeSet<&str> = function.depends_on.iter().copied().collect();
        assert_eq!(used, declared, "{}", function.name);
    }
}

#[test]
fn a_file_defines_only_its_own_name() {
    for function in functions() {
        assert!(!function.signatures.is_empty(), "{}", function.name);
        for signature in &function.signatures {
            assert!(
                signature.text.starts_with(&format!("{}(", function.name)),
                "{}",
                signature.text
            );
            assert!(
                signature.text.contains(" RETURNS ")
                    || function.sql.contains("CREATE OR REPLACE PROCEDURE")
                    || function.sql.contains("CREATE OR REPLACE VIEW")
                    || function.sql.contains("CREATE TABLE IF NOT EXISTS"),
                "{}",
                signature.text
            );
        }
    }
}
