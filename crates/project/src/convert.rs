//! From a source tree to an output: everything around the pipeline.

mod fates;
pub mod pipeline;

use crate::database::Database;
use crate::facts::Facts;
use crate::guard::run_guarded;
use crate::manifest::{Manifest, ManifestSource};
use crate::progress::Progress;
use crate::tree::SourceTree;
use crate::write::{ArrangedOutput, arrange};
use pipeline::{PipelineInput, Translation, translate, translate_to_script};
use plconv_catalog::Catalog;
use plconv_db::order::source_rank;
use plconv_db::{LoadedProject, Policy, Project, SourceFile, load, new_project, script, update_project};
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange};
use rayon::prelude::*;
use std::sync::Arc;

/// A converted tree, not written yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Conversion {
    /// Files in the order of loading, with their final paths.
    pub output: ArrangedOutput,
    /// What became of every object; without the list of files, which writing adds.
    pub manifest: Manifest,
    /// All findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What an assessment wants to know besides.
    pub facts: Facts,
}

/// Creates the inputs of a tree.
pub fn open_project(
    db: &Database,
    tree: &SourceTree,
    mut policy: Policy,
    captured: Option<Arc<Catalog>>,
) -> Project {
    if let Some(only) = &tree.only {
        policy.scripts = vec![only.to_string()];
    }
    let files = tree
        .files
        .iter()
        .map(|file| (file.path.clone(), file.text.clone()));
    new_project(db, files, Arc::new(policy), tree.only.is_none(), captured)
}

/// Brings the inputs up to date with a tree that was read again.
pub fn reopen_project(db: &mut Database, project: Project, tree: &SourceTree, mut policy: Policy) {
    if let Some(only) = &tree.only {
        policy.scripts = vec![only.to_string()];
    }
    let files = tree
        .files
        .iter()
        .map(|file| (file.path.clone(), file.text.clone()));
    update_project(db, project, files, Arc::new(policy));
}

/// The units of a tree in execution order, and everything that is wrong with its files and scripts.
pub fn load_tree(
    db: &Database,
    project: Project,
    tree: &SourceTree,
) -> (Arc<LoadedProject>, Vec<Diagnostic>) {
    let files: Vec<SourceFile> = project.files(db).values().copied().collect();
    files.into_par_iter().for_each_with(db.clone(), |db, file| {
        // Other kinds of files are only cut when a script includes them.
        if source_rank(file.path(db)).is_some() {
            script(db, file);
        }
    });
    let loaded = match run_guarded(|| load(db, project).clone()) {
        Ok(loaded) => loaded,
        Err(message) => {
            return (
                Arc::default(),
                vec![internal_error(FileRange::start_of(FileId(0)), &message)],
            );
        }
    };
    let mut diagnostics: Vec<Diagnostic> = tree
        .files
        .iter()
        .zip(0..)
        .filter(|(file, number)| {
            // Files of other kinds only matter when a script includes them; dumps hold objects that are missing.
            loaded.files.contains(&FileId(*number)) || file.diagnostics.iter().any(is_about_missing_source)
        })
        .flat_map(|(file, _)| file.diagnostics.iter().cloned())
        .collect();
    diagnostics.extend(loaded.diagnostics.iter().cloned());
    plconv_diagnostics::sort(&mut diagnostics);
    (loaded, diagnostics)
}

fn is_about_missing_source(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == Code::UNREADABLE_FILE
        || (diagnostic.code == Code::BINARY_FILE
            && diagnostic
                .help
                .as_ref()
                .is_some_and(|help| help.contains("impdp")))
}

/// Converts a tree. Runs on the current rayon pool; a panic of any phase costs the unit it happened in.
///
/// Nothing is dropped silently: each CREATE of the source is in the manifest, and a statement the pipeline says nothing
/// about is reported as refused.
pub fn convert_project(
    db: &Database,
    project: Project,
    tree: &SourceTree,
    progress: &dyn Progress,
) -> Conversion {
    convert_with(db, project, tree, progress, translate)
}

/// The same with the whole output as one psql script, statement by statement in the order of the source.
pub fn convert_to_script(
    db: &Database,
    project: Project,
    tree: &SourceTree,
    progress: &dyn Progress,
) -> (Conversion, String) {
    let mut script = String::new();
    let conversion = convert_with(db, project, tree, progress, |input| {
        let (translation, text) = translate_to_script(input);
        script = text;
        translation
    });
    (conversion, script)
}

fn convert_with(
    db: &Database,
    project: Project,
    tree: &SourceTree,
    progress: &dyn Progress,
    translate: impl FnOnce(&PipelineInput<'_>) -> Translation,
) -> Conversion {
    progress.phase("loading scripts", 0);
    let (loaded, diagnostics) = load_tree(db, project, tree);
    let input = PipelineInput {
        db,
        project,
        loaded: &loaded,
        policy: project.policy(db),
        captured: project.base_catalog(db).as_ref(),
        progress,
    };
    let translation = run_guarded(|| translate(&input)).unwrap_or_else(|message| Translation {
        diagnostics: vec![internal_error(FileRange::start_of(FileId(0)), &message)],
        ..Translation::default()
    });
    conclude(
        translation,
        &loaded,
        diagnostics,
        tree,
        input.policy.target_version,
    )
}

/// Arranges what the pipeline made of a tree, and says what became of each object. `diagnostics` are those of loading.
pub fn conclude(
    translation: Translation,
    loaded: &LoadedProject,
    mut diagnostics: Vec<Diagnostic>,
    tree: &SourceTree,
    target_version: u32,
) -> Conversion {
    diagnostics.extend(translation.diagnostics);
    let mut manifest = Manifest {
        target_version,
        units: translation.units,
        ..Manifest::default()
    };
    let mut facts = translation.facts;
    let output = arrange(translation.files);
    diagnostics.extend(output.diagnostics.iter().cloned());
    diagnostics.extend(fates::fill(
        &mut manifest,
        &mut facts.objects,
        loaded,
        &translation.fates,
        &output,
        &diagnostics,
        tree,
    ));
    plconv_diagnostics::sort(&mut diagnostics);
    manifest.sources = sources(loaded, tree);
    manifest.count(diagnostics.iter().map(|diagnostic| diagnostic.code));
    Conversion {
        output,
        manifest,
        diagnostics,
        facts,
    }
}

/// The diagnostic of a caught panic.
pub fn internal_error(place: FileRange, message: &str) -> Diagnostic {
    Diagnostic::new(Code::INTERNAL_ERROR, place, format!("internal error: {message}")).with_help(
        "this is a mistake of plconv; please report it with the statement. Everything else is converted",
    )
}

fn sources(loaded: &LoadedProject, tree: &SourceTree) -> Vec<ManifestSource> {
    loaded
        .files
        .iter()
        .filter_map(|file| tree.file(*file))
        .map(|file| ManifestSource {
            path: file.path.to_string(),
            encoding: file.encoding.to_owned(),
            bytes: file.bytes,
        })
        .collect()
}

#[cfg(test)]
mod tests;
