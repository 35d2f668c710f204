//! Hand edits and the next run.

use super::*;

const EMP: &str = "tables/hr.emp.sql";

/// The sample with another table EMP.
fn with_emp(text: &str) -> Vec<OutputFile> {
    let mut files = sample();
    for file in &mut files {
        if file.path == EMP {
            text.clone_into(&mut file.text);
        }
    }
    files
}

struct Directory(tempfile::TempDir);

impl Directory {
    /// An output directory in which somebody edits EMP.
    fn edited(generated: &str, edited: &str) -> Directory {
        let directory = Directory(tempfile::tempdir().unwrap());
        write(directory.0.path(), with_emp(generated));
        directory.put(EMP, edited);
        directory
    }

    fn put(&self, path: &str, text: &str) {
        std::fs::write(self.0.path().join(path), text).unwrap();
    }

    fn text(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.0.path().join(path)).ok()
    }

    fn generate(&self, emp: &str) -> WriteReport {
        write(self.0.path(), with_emp(emp))
    }
}

#[test]
fn edits_stay_and_changes_of_the_source_come_in() {
    let directory = Directory::edited("a\nb\nc\nd\n", "a mine\nb\nc\nd\n");
    let again = directory.generate("a\nb\nc\nd\n");
    assert_eq!(again.edited, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "a mine\nb\nc\nd\n");
    let changed = directory.generate("a\nb\nc\nd\nnew\n");
    assert_eq!(changed.merged, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "a mine\nb\nc\nd\nnew\n");
    let once_more = directory.generate("a\nb\nc\nd\nnewer\n");
    assert_eq!(once_more.merged, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "a mine\nb\nc\nd\nnewer\n");
}

#[test]
fn a_conflict_leaves_the_edited_file_alone_until_it_is_resolved() {
    let directory = Directory::edited("a\nb\nc\n", "a\nmine\nc\n");
    let shown = format!("{EMP}.conflict");
    let conflict = [(EMP.to_owned(), shown.clone())];
    assert_eq!(directory.generate("a\nnew\nc\n").conflicts, conflict);
    assert_eq!(directory.text(EMP).unwrap(), "a\nmine\nc\n");
    let text = directory.text(&shown).unwrap();
    assert!(
        text.contains("mine\n") && text.contains("new\n") && text.contains(">>>>>>>"),
        "{text}"
    );
    // It is told until somebody deals with it, and what they have begun is not touched.
    directory.put(&shown, "half resolved");
    assert_eq!(directory.generate("a\nnewer\nc\n").conflicts, conflict);
    assert_eq!(directory.text(&shown).unwrap(), "half resolved");
    // Moved over the edited file: resolved, against the text of the conflict.
    directory.put(&shown, "a\nmine and new\nc\n");
    std::fs::rename(directory.0.path().join(&shown), directory.0.path().join(EMP)).unwrap();
    let kept = directory.generate("a\nnew\nc\n");
    assert_eq!((kept.conflicts.len(), kept.edited), (0, vec![EMP.to_owned()]));
    let merged = directory.generate("a\nnew\nc\nmore\n");
    assert_eq!(merged.merged, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "a\nmine and new\nc\nmore\n");
}

#[test]
fn without_the_generated_text_every_difference_is_a_conflict() {
    let directory = Directory::edited("a\nb\n", "a\nmine\n");
    std::fs::remove_dir_all(directory.0.path().join(".plconv")).unwrap();
    assert_eq!(directory.generate("a\nnew\n").conflicts.len(), 1);
    assert_eq!(directory.text(EMP).unwrap(), "a\nmine\n");
}

#[test]
fn force_replaces_edited_and_foreign_files() {
    let directory = Directory::edited("a\nb\n", "a\nmine\n");
    directory.put("views.sql", "of somebody else");
    let force = WriteOptions { force: true };
    let files = arrange(with_emp("a\nnew\n"));
    let report = write_output(
        directory.0.path(),
        &files,
        Manifest::default(),
        &[],
        &tree(),
        force,
    )
    .unwrap();
    assert_eq!(report.overwritten, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "a\nnew\n");
    assert_eq!(directory.text("views.sql").unwrap(), "of somebody else");
    // Nothing is left of the edit: the next run has nothing to merge.
    assert_eq!(directory.generate("a\nnewer\n").merged, [""; 0]);
}

#[test]
fn an_edited_load_script_is_merged_and_files_for_programs_are_moved_aside() {
    let directory = Directory::edited("a\n", "a\n");
    let script = directory.text("load.sql").unwrap();
    directory.put("load.sql", &format!("{script}\\ir mine.sql\n"));
    directory.put("sourcemap.json", "{}");
    let mut files = with_emp("a\n");
    files.retain(|file| !file.path.contains("dept"));
    let report = write(directory.0.path(), files);
    assert_eq!(report.merged, ["load.sql"]);
    let aside = ("sourcemap.json".to_owned(), "sourcemap.json.edited".to_owned());
    assert_eq!(report.moved, [aside]);
    let merged = directory.text("load.sql").unwrap();
    assert!(
        merged.ends_with("\\ir grants.sql\n\\ir mine.sql\n") && !merged.contains("dept"),
        "{merged}"
    );
}

#[test]
fn a_file_that_is_generated_again_takes_up_its_edits() {
    let directory = Directory::edited("a\nb\nc\nd\n", "mine\nb\nc\nd\n");
    let mut files = sample();
    files.retain(|file| file.path != EMP);
    assert_eq!(write(directory.0.path(), files).kept, [EMP]);
    assert_eq!(directory.generate("a\nb\nc\nd\ne\n").merged, [EMP]);
    assert_eq!(directory.text(EMP).unwrap(), "mine\nb\nc\nd\ne\n");
}
