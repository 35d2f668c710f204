use super::*;
use crate::take;
use plconv_project::convert::{Conversion, convert_project, open_project};
use plconv_project::{Database, NoProgress, SourceTree};
use std::path::Path;

const TABLE: (&str, &str) = ("emp.sql", "create table emp (id number(9) primary key);\n");

const ROUTINE: &str = "create or replace procedure clean is
begin
  delete from emp where id is null;
  update emp set id = 1;
end;
/
";

fn convert(routine: &str) -> (Conversion, SourceTree) {
    let tree = SourceTree::in_memory([TABLE, ("code/clean.prc", routine)]);
    let database = Database::default();
    let project = open_project(&database, &tree, Default::default(), None);
    let conversion = convert_project(&database, project, &tree, &NoProgress);
    (conversion, tree)
}

fn snapshots(routine: &str) -> Snapshots {
    let (conversion, tree) = convert(routine);
    take(&conversion.output, &conversion.diagnostics, &tree)
}

fn stored(root: &Path, version: &str) -> StoredSnapshots {
    StoredSnapshots::read(root, version, |_| false).unwrap()
}

/// A directory with the snapshots of [`ROUTINE`] by version 1.
fn accepted() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let written = stored(directory.path(), "1")
        .write(&snapshots(ROUTINE), |_| true)
        .unwrap();
    assert_eq!(written, 2);
    directory
}

#[test]
fn a_snapshot_is_beside_its_source_and_reads_as_it_was_written() {
    let directory = accepted();
    let text = std::fs::read_to_string(directory.path().join("code/clean.prc.pgsql")).unwrap();
    assert!(
        text.starts_with("-- Expected PostgreSQL, made by plconv 1;"),
        "{text}"
    );
    assert!(
        text.contains("-- @ functions/clean.sql: PROCEDURE CLEAN\n"),
        "{text}"
    );
    assert!(text.contains("DELETE FROM emp WHERE id IS NULL;"), "{text}");
    let comparison = compare(&snapshots(ROUTINE), &stored(directory.path(), "1"));
    assert_eq!(comparison, Comparison::default());
}

#[test]
fn a_change_is_shown_with_its_place_and_its_diagnostics() {
    let directory = accepted();
    let changed = ROUTINE.replace("update emp set id = 1", "update emp set id = gone.one");
    let comparison = compare(&snapshots(&changed), &stored(directory.path(), "1"));
    let [Difference::Changed { path, objects }] = comparison.differences.as_slice() else {
        panic!("{comparison:?}");
    };
    assert_eq!(path, "code/clean.prc.pgsql");
    let [object] = objects.as_slice() else {
        panic!("{objects:?}");
    };
    assert!(
        object.starts_with("functions/clean.sql\n@@ code/clean.prc:"),
        "{object}"
    );
    assert!(object.contains("\n+--   PLC"), "{object}");
    assert!(
        object.contains("@@ code/clean.prc:4, rule update, PLC"),
        "{object}"
    );
    assert!(object.contains("\n-  UPDATE emp SET id = 1;\n"), "{object}");
}

#[test]
fn an_upgrade_that_changes_nothing_is_no_difference() {
    let directory = accepted();
    let newer = stored(directory.path(), "2");
    let comparison = compare(&snapshots(ROUTINE), &newer);
    assert!(comparison.is_same());
    assert_eq!(comparison.versions.iter().collect::<Vec<_>>(), ["1"]);
    // Accepting writes the version into every header.
    assert_eq!(newer.write(&snapshots(ROUTINE), |_| true).unwrap(), 2);
}

#[test]
fn snapshots_without_source_are_removed_and_files_of_others_are_not_touched() {
    let directory = accepted();
    let mut fewer = snapshots(ROUTINE);
    fewer.remove("code/clean.prc.pgsql");
    let before = stored(directory.path(), "1");
    let comparison = compare(&fewer, &before);
    let path = "code/clean.prc.pgsql".to_owned();
    assert_eq!(comparison.differences, [Difference::Gone { path }]);
    before.write(&fewer, |_| true).unwrap();
    assert!(!directory.path().join("code/clean.prc.pgsql").exists());
    std::fs::write(directory.path().join("code/clean.prc.pgsql"), "SELECT 1;\n").unwrap();
    let result = stored(directory.path(), "1").write(&snapshots(ROUTINE), |_| true);
    assert!(matches!(result, Err(crate::SnapshotError::Foreign(_))));
}

#[test]
fn objects_that_come_out_as_stored_are_accepted() {
    let directory = accepted();
    let names = |routine: &str| {
        let (conversion, tree) = convert(routine);
        let places = crate::accepted(
            &conversion,
            &take(&conversion.output, &conversion.diagnostics, &tree),
            &stored(directory.path(), "1"),
        );
        let path = |file| {
            tree.file(file)
                .map(|file| file.path.to_string())
                .unwrap_or_default()
        };
        places.iter().map(|place| path(place.file)).collect::<Vec<_>>()
    };
    assert_eq!(names(ROUTINE), ["code/clean.prc", "emp.sql"]);
    assert_eq!(names(&ROUTINE.replace("id = 1", "id = 2")), ["emp.sql"]);
}
