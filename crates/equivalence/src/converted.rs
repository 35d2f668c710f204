//! Cases, converted in the project that they test: its names and types are known to them.

use crate::case::Case;
use crate::utplsql::{EXPECTATIONS, EXPECTATIONS_PATH, Suite, as_calls};
use plconv_db::Policy;
use plconv_diagnostics::{Code, Diagnostic, Severity};
use plconv_project::convert::{convert_project, open_project};
use plconv_project::tree::TreeFile;
use plconv_project::{Database, Progress, SourceTree};
use plconv_snapshot::{Section, Snapshots, take};

/// Converted cases.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Converted {
    /// What they need beside the application: runtime functions, and the suites with the expectations of utPLSQL.
    pub shared: String,
    /// In the order of the cases.
    pub cases: Vec<ConvertedCase>,
}

/// A converted case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ConvertedCase {
    /// For psql.
    pub script: String,
    /// What was refused or assumed in it.
    pub findings: Vec<String>,
    /// Something of it was refused.
    pub is_refused: bool,
}

/// The name of a case as a file of the tree.
fn path_of(case: &Case) -> String {
    format!("{}.plconv-case.sql", case.name)
}

/// What a snapshot has beside Oracle source is in a file of this name.
const SHARED: &str = "plconv.pgsql";

/// Converts cases as if they were scripts of the tree that run at its end.
pub fn convert_cases(
    tree: &SourceTree,
    mut policy: Policy,
    suites: &[Suite],
    cases: &[Case],
    progress: &dyn Progress,
) -> Converted {
    let mut tree = tree.clone();
    for suite in suites {
        for file in tree
            .files
            .iter_mut()
            .filter(|file| suite.files.contains(&file.path.to_string()))
        {
            file.text = as_calls(&file.text).into();
        }
    }
    let with_expectations = (!suites.is_empty()).then(|| file(EXPECTATIONS_PATH, EXPECTATIONS));
    tree.files.extend(with_expectations);
    tree.files
        .extend(cases.iter().map(|case| file(&path_of(case), &case.oracle)));
    tree.files.sort_by(|left, right| left.path.cmp(&right.path));
    if !policy.scripts.is_empty() {
        policy
            .scripts
            .extend((!suites.is_empty()).then(|| EXPECTATIONS_PATH.to_owned()));
        policy.scripts.extend(cases.iter().map(path_of));
    }
    let database = Database::default();
    let project = open_project(&database, &tree, policy, None);
    let conversion = convert_project(&database, project, &tree, progress);
    let snapshots = take(&conversion.output, &conversion.diagnostics, &tree);
    let mut shared = text(&snapshots, SHARED, |_| true);
    // Expectations come before the suites that call them.
    let suite_files = suites
        .iter()
        .flat_map(|suite| suite.files.iter().map(String::as_str));
    for path in std::iter::once(EXPECTATIONS_PATH).chain(suite_files) {
        let of_packages =
            |section: &Section| section.path.starts_with("packages/") || section.path == "schemas.sql";
        shared.push_str(&text(&snapshots, &format!("{path}.pgsql"), of_packages));
    }
    let converted = cases.iter().map(|case| {
        let path = path_of(case);
        let is_in = |diagnostic: &&Diagnostic| {
            tree.file(diagnostic.primary.file)
                .is_some_and(|file| *file.path == *path)
        };
        let findings: Vec<&Diagnostic> = conversion
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity() != Severity::Note)
            // Every case has a database of its own: no other one's rows are in it.
            .filter(|diagnostic| diagnostic.code != Code::UNORDERED_ROWS)
            .filter(is_in)
            .collect();
        ConvertedCase {
            script: text(&snapshots, &format!("{path}.pgsql"), |_| true),
            is_refused: findings
                .iter()
                .any(|diagnostic| diagnostic.severity() == Severity::Refused),
            findings: findings
                .iter()
                .map(|diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message))
                .collect(),
        }
    });
    let cases = converted.collect();
    Converted { shared, cases }
}

fn file(path: &str, text: &str) -> TreeFile {
    TreeFile {
        path: path.into(),
        text: text.into(),
        bytes: text.len() as u64,
        encoding: "UTF-8",
        diagnostics: Vec::new(),
    }
}

/// What comes of a file of the source, in the order of loading. Bodies may name what comes later.
fn text(snapshots: &Snapshots, path: &str, which: impl Fn(&Section) -> bool) -> String {
    let sections = snapshots
        .get(path)
        .into_iter()
        .flatten()
        .filter(|section| which(section));
    let text: String = sections.map(|section| format!("{}\n", section.text)).collect();
    if text.is_empty() {
        text
    } else {
        format!("SET check_function_bodies = off;\n{text}")
    }
}
