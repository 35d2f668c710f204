//! In which order files are started when nothing says so.

/// Extensions of source files, in the order in which the kinds of objects need each other. Files of the same
/// extension are taken in the order of their paths.
const SOURCE_EXTENSIONS: &[(&[&str], u8)] = &[
    (
        &["sql", "ddl", "pls", "plsql", "pck", "pkg", "user", "usr", "dml"],
        0,
    ),
    (&["seq", "sqs"], 1),
    (&["tps", "typ", "type"], 2),
    (&["tab", "tbl", "table"], 3),
    (&["idx", "ind", "index"], 4),
    (&["cns", "con", "pk", "uk", "ck"], 5),
    (&["fk", "ref"], 6),
    (&["syn", "synonym", "dbl"], 7),
    (&["pks", "spc", "spec", "pkh", "plh"], 8),
    (&["vw", "view", "mv", "mvw", "mview"], 9),
    (&["fnc", "fun", "func", "sf", "prc", "proc", "sp"], 10),
    (&["tpb"], 11),
    (&["pkb", "bdy", "body", "plb"], 12),
    (&["trg", "tri", "trigger"], 13),
    (&["grt", "gnt", "job"], 14),
];

/// How scripts end that test what other files create.
pub const TEST_SCRIPT: &str = ".plconv-test.sql";

/// Whether a file with this path is read as Oracle source without being included by another, and how late among
/// such files its kind comes. `None`: it is read only when a script includes it.
pub fn source_rank(path: &str) -> Option<u8> {
    let file_name = path.rsplit('/').next().unwrap_or(path);
    if file_name.ends_with(TEST_SCRIPT) {
        return None;
    }
    let (_, extension) = file_name.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    SOURCE_EXTENSIONS
        .iter()
        .find(|(extensions, _)| extensions.contains(&extension.as_str()))
        .map(|(_, rank)| *rank)
}

/// Directories of what tests or shows the rest of a tree, and needs it.
const SIDE_DIRECTORIES: &[&str] = &[
    "demo",
    "demos",
    "example",
    "examples",
    "sample",
    "samples",
    "test",
    "tests",
    "testing",
    "unittest",
    "unittests",
    "unit_test",
    "unit_tests",
];

/// How early a script that no other includes is started: scripts that drop things first, or the tree would end
/// up empty; then scripts that install; then others that include something; then the rest; last tests and examples.
pub fn root_rank(path: &str, has_includes: bool) -> u8 {
    let (directories, name) = path.rsplit_once('/').unwrap_or(("", path));
    let rank = name_rank(name, has_includes);
    let is_aside = directories
        .split('/')
        .any(|directory| SIDE_DIRECTORIES.contains(&directory.to_lowercase().as_str()));
    if is_aside && rank > 0 { rank + 4 } else { rank }
}

fn name_rank(name: &str, has_includes: bool) -> u8 {
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    let words: Vec<&str> = stem
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let drops = has(&["drop", "uninstall", "deinstall", "remove", "cleanup", "teardown"]);
    let creates = has(&["create", "install"]);
    if drops && !creates {
        return 0;
    }
    let installs = stem.starts_with("install") || stem.starts_with("create") || stem.contains("main");
    match (installs, has_includes) {
        (true, true) => 1,
        (true, false) => 2,
        (false, true) => 3,
        (false, false) => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specifications_come_before_bodies_and_types_before_tables() {
        let rank = |path| source_rank(path).unwrap();
        assert!(rank("a/EMP.PKS") < rank("a/EMP.PKB"));
        assert!(rank("t.tps") < rank("t.tab"));
        assert!(rank("t.tab") < rank("t.fk"));
        assert_eq!(source_rank("README.md"), None);
        assert_eq!(source_rank("Makefile"), None);
        assert_eq!(source_rank("tests/pay.plconv-test.sql"), None);
    }

    #[test]
    fn scripts_that_drop_are_started_first() {
        assert_eq!(root_rank("hr/hr_drop.sql", false), 0);
        assert_eq!(root_rank("uninstall.sql", true), 0);
        assert_ne!(root_rank("drop_and_create.sql", false), 0);
        assert!(root_rank("install.sql", true) < root_rank("apply.sql", true));
        assert!(root_rank("apply.sql", true) < root_rank("aaa.sql", false));
    }

    #[test]
    fn tests_and_examples_come_last() {
        assert!(root_rank("src/aaa.sql", false) < root_rank("Examples/install.sql", true));
        assert_eq!(root_rank("test/drop.sql", false), 0);
        assert_eq!(root_rank("test.sql", false), root_rank("a.sql", false));
    }
}
