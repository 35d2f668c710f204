//! What an edit makes a session work out again.

use super::*;
use crate::convert::pipeline::{Analysis, Done, analyze};
use std::sync::Mutex;

/// A session whose database notes the queries it runs.
struct Session {
    db: Database,
    project: Option<Project>,
    queries: Arc<Mutex<Vec<String>>>,
}

impl Session {
    fn new() -> Self {
        let queries = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&queries);
        let db = Database::with_log(move |query| log.lock().unwrap().push(query));
        Session {
            db,
            project: None,
            queries,
        }
    }

    /// Analyses and lowers files; what was worked out, and which queries ran.
    fn run(&mut self, files: &[(&str, &str)]) -> (Done, Vec<String>) {
        let tree = SourceTree::in_memory(files.iter().copied());
        let project = match self.project {
            Some(project) => {
                reopen_project(&mut self.db, project, &tree, Policy::default());
                project
            }
            None => *self
                .project
                .insert(open_project(&self.db, &tree, Policy::default(), None)),
        };
        self.queries.lock().unwrap().clear();
        let analysis = self.analyze(project, &tree);
        analysis.lower();
        let queries = self.queries.lock().unwrap();
        let mut names: Vec<String> = queries
            .iter()
            .map(|query| query.split('(').next().unwrap_or_default().to_owned())
            .collect();
        names.sort();
        (analysis.work(), names)
    }

    fn analyze(&self, project: Project, tree: &SourceTree) -> Analysis {
        let (loaded, _) = load_tree(&self.db, project, tree);
        analyze(&PipelineInput {
            db: &self.db,
            project,
            loaded: &loaded,
            policy: project.policy(&self.db),
            captured: None,
            progress: &NoProgress,
        })
    }
}

const TABLE: &str = "create table t (id number, name varchar2(10));\ncreate view v as select id from t;\n";

const A: &str = "create package a as\n  procedure run;\nend;\n/\n\
     create package body a as\n  procedure run is\n  begin\n    update t set id = 1;\n  end;\nend;\n/\n";

const B: &str = "create procedure b is\nbegin\n  a.run;\nend;\n/\n\
     create trigger r before insert on t for each row\nbegin\n  :new.name := 'x';\nend;\n/\n\
     insert into t values (1, 'x');\n";

fn units(numbers: impl IntoIterator<Item = u32>) -> std::collections::BTreeSet<u32> {
    numbers.into_iter().collect()
}

#[test]
fn a_body_alone_is_worked_on_again() {
    let mut session = Session::new();
    let (all, _) = session.run(&[("1.sql", TABLE), ("2.sql", A), ("3.sql", B)]);
    assert_eq!(all.resolved, units([2, 3, 4, 5]));
    assert_eq!(all.lowered, units([2, 3, 4, 5, 6]));
    assert!(all.ddl);

    let (nothing, queries) = session.run(&[("1.sql", TABLE), ("2.sql", A), ("3.sql", B)]);
    assert_eq!(nothing, Done::default());
    assert_eq!(queries, [""; 0]);

    let edited = A.replace("id = 1;", "id = 2;\n    update t set name = 'y';");
    let (body, queries) = session.run(&[("1.sql", TABLE), ("2.sql", &edited), ("3.sql", B)]);
    let own = units([2, 3]);
    let expected = Done {
        resolved: own.clone(),
        lowered: own,
        ..Done::default()
    };
    // The effects of A.RUN are others now: it may fail after it wrote something.
    assert!(body.lowered.is_superset(&expected.lowered) && !body.lowered.contains(&5));
    assert_eq!((body.resolved, body.ddl), (expected.resolved, expected.ddl));
    assert_eq!(queries, ["interface_of", "load", "parse_text", "script"]);

    let again = edited.replace("'y'", "'z'");
    let (body, _) = session.run(&[("1.sql", TABLE), ("2.sql", &again), ("3.sql", B)]);
    assert_eq!(body.lowered, units([2, 3]));
    let routines: Vec<&str> = body
        .routines
        .iter()
        .map(|routine| routine.name.as_str())
        .collect();
    assert_eq!(routines, ["RUN"]);
}

#[test]
fn what_stands_below_an_edit_only_moves() {
    let mut session = Session::new();
    let together = format!("{TABLE}{A}{B}");
    session.run(&[("1.sql", &together)]);
    let commented = together.replace("create procedure b", "prompt not changed\n\ncreate procedure b");
    let (moved, _) = session.run(&[("1.sql", &commented)]);
    assert_eq!(moved, Done::default());
    // Another unit in the middle gives those below other numbers.
    let inserted = together.replace(
        "create procedure b",
        "insert into t values (2, 'y');\ncreate procedure b",
    );
    let (moved, _) = session.run(&[("1.sql", &inserted)]);
    assert_eq!(moved.resolved, units([]));
    assert_eq!(moved.lowered, units([4]));
}

#[test]
fn what_others_see_is_worked_on_with_them() {
    let mut session = Session::new();
    session.run(&[("1.sql", TABLE), ("2.sql", A), ("3.sql", B)]);
    let declared = A.replace("procedure run;", "procedure run; procedure walk;");
    let (all, _) = session.run(&[("1.sql", TABLE), ("2.sql", &declared), ("3.sql", B)]);
    assert_eq!(all.resolved, units([2, 3, 4, 5]));
    assert!(all.ddl);
}
