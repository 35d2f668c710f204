mod edits;

use super::target::{StagedFile, is_inside};
use super::*;
use crate::layout::object_path;
use plconv_source::FileId;

fn file(phase: Phase, order: u32, name: &str, text: &str) -> OutputFile {
    OutputFile {
        path: object_path(phase, Some("hr"), name),
        phase,
        order,
        text: text.to_owned(),
        objects: vec![("TABLE".to_owned(), format!("HR.{}", name.to_uppercase()))],
        place: FileRange::start_of(FileId(0)),
        spans: vec![SpanMapping {
            output_start: 0,
            output_end: 3,
            source: FileRange::start_of(FileId(0)),
            rule: None,
        }],
    }
}

fn sample() -> Vec<OutputFile> {
    vec![
        file(Phase::Grants, 0, "emp", "GRANT 1;\n"),
        file(Phase::Tables, 1, "emp", "CREATE TABLE hr.emp ();\n"),
        file(Phase::Tables, 0, "dept", "CREATE TABLE hr.dept ();\n"),
        file(Phase::Grants, 1, "dept", "GRANT 2;\n"),
        file(Phase::Schemas, 0, "hr", "CREATE SCHEMA hr;\n"),
    ]
}

fn tree() -> SourceTree {
    SourceTree::in_memory([("a.sql", "create table emp();\n")])
}

fn write(directory: &Path, files: Vec<OutputFile>) -> WriteReport {
    let manifest = Manifest {
        target_version: 15,
        ..Manifest::default()
    };
    write_output(
        directory,
        &arrange(files),
        manifest,
        &[],
        &tree(),
        WriteOptions::default(),
    )
    .unwrap()
}

/// All files below a directory with their bytes.
fn snapshot(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(directory)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(directory)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            (path, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn the_order_in_which_files_are_made_does_not_matter() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(first.path(), sample());
    let mut reversed = sample();
    reversed.reverse();
    write(second.path(), reversed);
    assert_eq!(snapshot(first.path()), snapshot(second.path()));
}

#[test]
fn a_second_run_writes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(write(directory.path(), sample()).written, 8);
    let again = write(directory.path(), sample());
    assert_eq!(
        again,
        WriteReport {
            files: 8,
            ..WriteReport::default()
        }
    );
}

#[test]
fn load_script_follows_phases_and_dependencies() {
    let arranged = arrange(sample());
    let text = load_script(&arranged.files, 15);
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("\\ir")).collect();
    assert_eq!(
        lines,
        [
            "\\ir schemas.sql",
            "\\ir tables/hr.dept.sql",
            "\\ir tables/hr.emp.sql",
            "\\ir grants.sql"
        ]
    );
    assert!(text.contains("\\set ON_ERROR_STOP on\n"));
    assert_eq!(psql_argument("data/a b's.sql"), "'data/a b\\'s.sql'");
}

#[test]
fn files_of_one_place_are_joined_with_their_spans() {
    let arranged = arrange(sample());
    let grants = arranged.files.last().unwrap();
    assert_eq!(grants.text, "GRANT 1;\nGRANT 2;\n");
    assert_eq!(grants.spans[1].output_start, 9);
    let names: Vec<&str> = grants.objects.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["HR.EMP", "HR.DEPT"]);
}

#[test]
fn names_that_clash_in_another_letter_case_get_a_number() {
    let files = vec![
        file(Phase::Tables, 0, "emp", "1"),
        file(Phase::Tables, 0, "Emp", "2"),
        file(Phase::Tables, 0, "EMP", "3"),
    ];
    let arranged = arrange(files);
    let mut paths: Vec<String> = arranged
        .files
        .iter()
        .map(|file| file.path.to_lowercase())
        .collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), 3);
    let codes: Vec<Code> = arranged
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, [Code::FILE_NAME_CHANGED, Code::FILE_NAME_CHANGED]);
}

#[test]
fn files_that_are_no_longer_made_are_removed_unless_edited() {
    let directory = tempfile::tempdir().unwrap();
    let mut files = sample();
    files.push(file(Phase::Views, 0, "v", "CREATE VIEW v;\n"));
    files.push(file(Phase::Triggers, 0, "t", "CREATE TRIGGER t;\n"));
    write(directory.path(), files);
    std::fs::write(directory.path().join("triggers/hr.t.sql"), "edited").unwrap();
    std::fs::write(directory.path().join("notes.txt"), "mine").unwrap();
    let report = write(directory.path(), sample());
    assert_eq!(report.removed, ["views/hr.v.sql"]);
    assert_eq!(report.kept, ["triggers/hr.t.sql"]);
    assert!(!directory.path().join("views").exists());
    assert!(directory.path().join("notes.txt").exists());
    assert!(directory.path().join("triggers/hr.t.sql").exists());
}

#[test]
fn files_of_others_are_never_overwritten() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("load.sql"), "mine").unwrap();
    let result = write_output(
        directory.path(),
        &arrange(sample()),
        Manifest::default(),
        &[],
        &tree(),
        WriteOptions::default(),
    );
    assert!(matches!(result, Err(WriteError::Foreign { .. })));
    assert_eq!(snapshot(directory.path()).len(), 1);
}

#[test]
fn a_manifest_of_something_else_stops_the_run() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join(MANIFEST), "{\"name\": \"web application\"}").unwrap();
    let result = write_output(
        directory.path(),
        &arrange(sample()),
        Manifest::default(),
        &[],
        &tree(),
        WriteOptions::default(),
    );
    assert!(matches!(result, Err(WriteError::Foreign { .. })));
}

#[test]
fn paths_of_a_manifest_cannot_leave_the_directory() {
    assert!(!is_inside("../x"));
    assert!(!is_inside("/etc/passwd"));
    assert!(!is_inside("a/../../x"));
    assert!(is_inside("tables/x.sql"));
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_that_loads() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), sample());
    let mut changed = sample();
    for file in &mut changed {
        file.text.push_str("-- changed\n");
    }
    let output = arrange(changed.clone());
    let previous = read_previous(directory.path()).unwrap();
    let target = Target {
        directory: directory.path(),
        previous: &previous,
        state: State::of(directory.path()),
        force: false,
    };
    let before = snapshot(directory.path());
    let (mut report, mut afterwards) = (WriteReport::default(), Afterwards::default());
    let staged: Vec<StagedFile> = output
        .files
        .iter()
        .filter_map(|file| {
            target
                .stage(&file.path, &file.text, &mut report, &mut afterwards)
                .unwrap()
        })
        .collect();
    let after: BTreeMap<String, Vec<u8>> = snapshot(directory.path())
        .into_iter()
        .filter(|(path, _)| !path.ends_with(".part"))
        .collect();
    assert_eq!(before, after, "nothing is touched while files are written");
    target.hold_back_load_script(true).unwrap();
    target
        .put_in_place(staged.into_iter().next().unwrap(), &mut WriteReport::default())
        .unwrap();
    assert!(!directory.path().join("load.sql").exists());
    // The next run finishes the work and takes nothing for an edit.
    let report = write(directory.path(), changed);
    assert_eq!(report.moved, []);
    assert!(directory.path().join("load.sql").exists());
}
