//! What a session converts after edits is what a new session makes of the same text, byte for byte.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test reads its applications"
)]

use plconv_db::{Policy, Project};
use plconv_diagnostics::Diagnostic;
use plconv_project::convert::pipeline::{Analysis, PipelineInput, analyze, analyze_edit};
use plconv_project::convert::{
    Conversion, conclude, convert_project, load_tree, open_project, reopen_project,
};
use plconv_project::{Database, NoProgress, SourceTree};
use std::path::Path;

/// The source files of an application, with their paths.
fn application(name: &str) -> Vec<(String, String)> {
    fn add(directory: &Path, root: &Path, files: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, files);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let shown = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                if !shown.starts_with("checks/") {
                    files.push((shown, text));
                }
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../corpus/projects")
        .join(name);
    let mut files = Vec::new();
    add(&root, &root, &mut files);
    files.sort();
    files
}

fn tree(files: &[(String, String)]) -> SourceTree {
    SourceTree::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn convert_anew(files: &[(String, String)]) -> Conversion {
    let db = Database::default();
    let tree = tree(files);
    let project = open_project(&db, &tree, Policy::default(), None);
    convert_project(&db, project, &tree, &NoProgress)
}

/// A generator of numbers that repeats itself from run to run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Edits as people make them, some of which leave the text broken.
fn edit(files: &mut [(String, String)], dice: &mut Dice) -> String {
    edit_one(files, dice, &|path, _| {
        path.ends_with("sql") || path.contains(".pk")
    })
}

/// The same in the files that are wanted.
fn edit_one(
    files: &mut [(String, String)],
    dice: &mut Dice,
    is_wanted: &dyn Fn(&str, &str) -> bool,
) -> String {
    let sources: Vec<usize> = (0..files.len())
        .filter(|index| is_wanted(&files[*index].0, &files[*index].1))
        .collect();
    let file = sources[dice.below(sources.len())];
    let (path, text) = &mut files[file];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = dice.below(lines.len());
    let what = match dice.below(9) {
        0 => {
            lines.insert(line, "-- what comes next was looked at".to_owned());
            "comment"
        }
        1 => {
            lines.remove(line);
            "line removed"
        }
        2 => {
            let copy = lines[line].clone();
            lines.insert(line, copy);
            "line doubled"
        }
        3 | 4 => {
            lines.insert(line, "  null;".to_owned());
            "statement"
        }
        5 => {
            lines[line] = lines[line].replace('1', "12");
            "number"
        }
        6 => {
            lines.push("insert into nowhere values (sysdate);".to_owned());
            "statement at the end"
        }
        7 => {
            lines.insert(line, String::new());
            "empty line"
        }
        _ => {
            lines[line] = lines[line].to_uppercase();
            "upper case"
        }
    };
    *text = lines.join("\n") + "\n";
    format!("{what} at {path}:{}", line + 1)
}

fn edits_make_no_difference(name: &str, seed: u64, count: usize) {
    let mut files = application(name);
    assert!(files.len() > 1, "{name} has no source");
    let mut dice = Dice(seed);
    let mut db = Database::default();
    let first = tree(&files);
    let project = open_project(&db, &first, Policy::default(), None);
    convert_project(&db, project, &first, &NoProgress);
    let mut done: Vec<String> = Vec::new();
    let mut undo: Option<Vec<(String, String)>> = None;
    for _ in 0..count {
        match undo.take().filter(|_| dice.below(3) == 0) {
            Some(before) => {
                files = before;
                done.push("undo".to_owned());
            }
            None => {
                undo = Some(files.clone());
                done.push(edit(&mut files, &mut dice));
            }
        }
        let tree = tree(&files);
        reopen_project(&mut db, project, &tree, Policy::default());
        let after_edits = convert_project(&db, project, &tree, &NoProgress);
        let anew = convert_anew(&files);
        if after_edits != anew {
            differ(&after_edits, &anew, &done);
        }
    }
}

/// A session of an editor: an analysis that is brought up to date where that is possible.
struct Session {
    db: Database,
    project: Project,
    analysis: Analysis,
    loading: Vec<Diagnostic>,
}

impl Session {
    fn start(tree: &SourceTree) -> Self {
        let db = Database::default();
        let project = open_project(&db, tree, Policy::default(), None);
        let (analysis, loading) = analysed(&db, project, tree);
        Session {
            db,
            project,
            analysis,
            loading,
        }
    }

    /// Whether the change of one file was an edit inside of a package body.
    fn change(&mut self, tree: &SourceTree, path: &str) -> bool {
        let file = tree.files.iter().find(|file| &*file.path == path).unwrap();
        let edited = analyze_edit(&mut self.db, self.project, &self.analysis, &file.path, &file.text);
        let moved = edited.and_then(|edited| {
            let moved = edited.reloaded.moved;
            let loading = self.loading.iter().map(|found| moved.diagnostic(found));
            Some((edited.analysis, loading.collect::<Option<Vec<_>>>()?))
        });
        let in_body = moved.is_some();
        (self.analysis, self.loading) = moved.unwrap_or_else(|| {
            reopen_project(&mut self.db, self.project, tree, Policy::default());
            analysed(&self.db, self.project, tree)
        });
        in_body
    }

    fn conversion(&self, tree: &SourceTree) -> Conversion {
        let version = self.project.policy(&self.db).target_version;
        let loaded = self.analysis.loaded();
        conclude(self.analysis.lower(), loaded, self.loading.clone(), tree, version)
    }
}

fn analysed(db: &Database, project: Project, tree: &SourceTree) -> (Analysis, Vec<Diagnostic>) {
    let (loaded, loading) = load_tree(db, project, tree);
    let analysis = analyze(&PipelineInput {
        db,
        project,
        loaded: &loaded,
        policy: project.policy(db),
        captured: None,
        progress: &NoProgress,
    });
    (analysis, loading)
}

/// Edits of scripts with package bodies one after the other; some reach out of the routines, and some are taken back. One of
/// `share` or more stays inside of them.
fn edits_of_bodies_make_no_difference(name: &str, seed: u64, count: usize, share: usize) {
    let mut files = application(name);
    let mut dice = Dice(seed);
    let mut session = Session::start(&tree(&files));
    let mut done: Vec<String> = Vec::new();
    let mut undo: Option<Vec<(String, String)>> = None;
    let mut in_bodies = 0;
    for _ in 0..count {
        let before = files.clone();
        match undo.take().filter(|_| dice.below(2) == 0) {
            Some(earlier) => {
                files = earlier;
                done.push("undo".to_owned());
            }
            None => {
                undo = Some(before.clone());
                done.push(edit_one(&mut files, &mut dice, &|_, text| {
                    text.to_uppercase().contains("PACKAGE BODY")
                }));
            }
        }
        let changed = files.iter().zip(&before).find(|(now, before)| now != before);
        let Some(((path, _), _)) = changed else { continue };
        let tree = tree(&files);
        in_bodies += usize::from(session.change(&tree, path));
        let anew = convert_anew(&files);
        let after_edits = session.conversion(&tree);
        if after_edits != anew {
            differ(&after_edits, &anew, &done);
        }
    }
    let history = done.join("\n");
    assert!(
        share * in_bodies >= count,
        "only {in_bodies} of\n{history}\nstayed in a package body"
    );
}

/// Says what differs; two whole conversions are no message.
fn differ(after_edits: &Conversion, anew: &Conversion, done: &[String]) -> ! {
    let history = done.join("\n");
    for (left, right) in after_edits.output.files.iter().zip(&anew.output.files) {
        assert_eq!(left, right, "after\n{history}");
    }
    for (left, right) in after_edits.diagnostics.iter().zip(&anew.diagnostics) {
        assert_eq!(left, right, "after\n{history}");
    }
    assert_eq!(after_edits.manifest, anew.manifest, "after\n{history}");
    assert_eq!(after_edits.facts, anew.facts, "after\n{history}");
    panic!("scripts or the number of files differ after\n{history}");
}

/// How many edits are tried; `PLCONV_EDITS` tries more.
fn edits() -> usize {
    let more = std::env::var("PLCONV_EDITS").ok();
    more.and_then(|count| count.parse().ok()).unwrap_or(6)
}

#[test]
fn edits_of_the_library_make_no_difference() {
    edits_make_no_difference("library", 1, edits());
}

#[test]
fn edits_of_the_orders_make_no_difference() {
    edits_make_no_difference("orders", 2, edits());
}

#[test]
fn edits_of_package_bodies_of_the_library_make_no_difference() {
    edits_of_bodies_make_no_difference("library", 3, 2 * edits(), 12);
}

#[test]
fn edits_of_package_bodies_of_the_orders_make_no_difference() {
    edits_of_bodies_make_no_difference("orders", 4, 2 * edits(), 3);
}

/// Prints when each phase begins.
struct Watch(std::sync::Mutex<(std::time::Instant, String)>);

impl Watch {
    fn start() -> Self {
        Watch(std::sync::Mutex::new((
            std::time::Instant::now(),
            "before".to_owned(),
        )))
    }
}

impl plconv_project::Progress for Watch {
    fn phase(&self, name: &str, _steps: u64) {
        let mut last = self.0.lock().unwrap();
        println!("  {:20} {:>8.3} s", last.1, last.0.elapsed().as_secs_f64());
        *last = (std::time::Instant::now(), name.to_owned());
    }

    fn step(&self) {}
}

/// `PLCONV_TREE=DIR cargo test --release -p plconv-project --test incremental -- --ignored --nocapture`
#[test]
#[ignore = "measures a tree"]
fn measured() {
    use plconv_project::Progress;
    let root = std::env::var("PLCONV_TREE").unwrap();
    plconv_project::run_with_threads(None, || measure(Path::new(&root))).unwrap();

    fn measure(root: &Path) {
        let mut tree = plconv_project::discover::discover(root, None, None, &NoProgress).unwrap();
        let lines: usize = tree.files.iter().map(|file| file.text.lines().count()).sum();
        println!("{lines} lines in {} files", tree.files.len());
        let mut db = Database::default();
        let watch = Watch::start();
        let project = open_project(&db, &tree, Policy::default(), None);
        convert_project(&db, project, &tree, &watch);
        watch.phase("end", 0);
        let bodies = tree.files.iter().enumerate().filter(|(_, file)| {
            let text = file.text.to_ascii_uppercase();
            text.contains("PACKAGE BODY") && text.contains("BEGIN\n")
        });
        let (body, _) = bodies.max_by_key(|(_, file)| file.text.len()).unwrap();
        let text = tree.files[body].text.to_string();
        let begin = text.to_ascii_uppercase().rfind("BEGIN\n").unwrap() + "BEGIN\n".len();
        for edit in 0..edits() {
            let statement = if edit % 2 == 0 { "null;" } else { "commit;" };
            let edited = format!("{}  {statement} -- {edit}\n{}", &text[..begin], &text[begin..]);
            println!("{statement} in {}", tree.files[body].path);
            tree.files[body].text = edited.into();
            let watch = Watch::start();
            reopen_project(&mut db, project, &tree, Policy::default());
            convert_project(&db, project, &tree, &watch);
            watch.phase("end", 0);
        }
    }
}
