//! Reading a project with the choices of the command line, and converting it.

use crate::arguments::ReadingArguments;
use crate::outcome::UsageError;
use crate::terminal::TerminalProgress;
use anyhow::Context;
use plconv_db::{Policy, Project};
use plconv_findings::Suppression;
use plconv_project::accepted;
use plconv_project::convert::{Conversion, convert_project, convert_to_script, open_project, reopen_project};
use plconv_project::discover::discover;
use plconv_project::policy_file::{FILE_NAME, read_policy};
use plconv_project::{Database, RunFiles, SourceTree, run_with_threads};
use std::path::{Path, PathBuf};

/// The policy file that is named, or the one in the source.
fn policy_file(source: &Path, named: Option<&Path>) -> Option<PathBuf> {
    let in_source = || {
        let path = if source.is_dir() {
            source.join(FILE_NAME)
        } else {
            source.with_file_name(FILE_NAME)
        };
        path.is_file().then_some(path)
    };
    named.map(Path::to_owned).or_else(in_source)
}

/// What the policy file says; without any, the defaults.
pub fn policy_of(source: &Path, named: Option<&Path>) -> anyhow::Result<Policy> {
    Ok(match policy_file(source, named) {
        Some(path) => read_policy(&path)?,
        None => Policy::default(),
    })
}

/// The findings that the policy file accepts; the file becomes one of the files of the run.
pub fn suppressions(
    source: &Path,
    named: Option<&Path>,
    files: &mut RunFiles<'_>,
) -> anyhow::Result<Vec<Suppression>> {
    let (Some(path), Some(tree)) = (policy_file(source, named), files.tree()) else {
        return Ok(Vec::new());
    };
    let policy = read_policy(&path)?;
    if policy.allow.is_empty() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let shown = path.display().to_string();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let file = files.add(&shown, &name, || text.clone());
    Ok(accepted::suppressions(&policy.allow, tree, file, &text))
}

/// The policy file, with what the command line says on top.
pub fn policy(source: &Path, arguments: &ReadingArguments) -> anyhow::Result<Policy> {
    let mut policy = policy_of(source, arguments.policy.as_deref())?;
    if let Some(version) = arguments.target_version {
        policy.target_version = version;
    }
    for (name, value) in &arguments.define {
        // Names are not case sensitive: the command line must not leave a second value beside the file's.
        policy.define.retain(|known, _| !known.eq_ignore_ascii_case(name));
        policy.define.insert(name.clone(), value.clone());
    }
    Ok(policy)
}

/// What a run leaves for the next one: the database, in which only what changes is worked on again.
#[derive(Default)]
pub struct Session {
    database: Database,
    project: Option<Project>,
}

impl Session {
    /// When no other run comes.
    pub fn for_one_run() -> Self {
        Session {
            database: Database::for_one_run(),
            project: None,
        }
    }

    /// Whether no other run comes.
    pub fn is_for_one_run(&self) -> bool {
        self.database.is_for_one_run()
    }

    /// Converts a tree with what an earlier run left.
    pub fn convert(&mut self, tree: &SourceTree, policy: Policy, progress: &TerminalProgress) -> Conversion {
        self.convert_by(tree, policy, |database, project| {
            convert_project(database, project, tree, progress)
        })
    }

    fn convert_by(
        &mut self,
        tree: &SourceTree,
        policy: Policy,
        convert: impl FnOnce(&Database, Project) -> Conversion,
    ) -> Conversion {
        let database = &mut self.database;
        let project = match self.project {
            Some(project) => {
                reopen_project(database, project, tree, policy);
                project
            }
            None => *self.project.insert(open_project(database, tree, policy, None)),
        };
        let conversion = convert(database, project);
        if self.is_for_one_run() {
            // The trees of all statements need much more memory than what came of them.
            *self = Session::for_one_run();
        }
        conversion
    }
}

/// Reads and converts; nothing is written. `output` is left out of the source.
pub fn convert(
    source: &Path,
    output: Option<&Path>,
    arguments: &ReadingArguments,
) -> anyhow::Result<(SourceTree, Conversion)> {
    read(source, output, arguments, |tree, policy, progress| {
        Session::for_one_run().convert(tree, policy, progress)
    })
}

/// Converts one script to one script of psql, which is the last of the results.
pub fn convert_to_one_script(
    source: &Path,
    arguments: &ReadingArguments,
) -> anyhow::Result<(SourceTree, Conversion, String)> {
    let mut script = String::new();
    let (tree, conversion) = read(source, None, arguments, |tree, policy, progress| {
        Session::for_one_run().convert_by(tree, policy, |database, project| {
            let (conversion, text) = convert_to_script(database, project, tree, progress);
            script = text;
            conversion
        })
    })?;
    Ok((tree, conversion, script))
}

/// Reads a tree, without `output`, and works on it on as many threads as the arguments say.
pub fn read<T: Send>(
    source: &Path,
    output: Option<&Path>,
    arguments: &ReadingArguments,
    work: impl FnOnce(&SourceTree, Policy, &TerminalProgress) -> T + Send,
) -> anyhow::Result<(SourceTree, T)> {
    if output.is_some_and(|output| is_same_directory(source, output)) {
        return Err(UsageError("the output directory must not be the source directory".to_owned()).into());
    }
    let policy = policy(source, arguments)?;
    let progress = TerminalProgress::new();
    let result = run_with_threads(arguments.jobs, || {
        let tree = discover(source, policy.encoding.as_deref(), output, &progress)?;
        let result = work(&tree, policy, &progress);
        Ok((tree, result))
    })
    .context("cannot start threads")?;
    progress.finish();
    result
}

fn is_same_directory(left: &Path, right: &Path) -> bool {
    matches!((left.canonicalize(), right.canonicalize()), (Ok(left), Ok(right)) if left == right)
}
