//! The requests of plconv itself, but for the translation: explanations, tasks, progress.

use crate::custom::*;
use crate::diagnostics::of_document;
use crate::folder::Folder;
use crate::position::Places;
use crate::world::{World, today};
use plconv_findings::tasks::TASKS_FILE;
use plconv_ide::{Task, Tasks, tasks as all_tasks};
use plconv_source::LineIndex;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp_server::ls_types::{Location, Uri};

pub fn explain(world: &World, params: &ExplainParams) -> Option<ExplainResult> {
    let view = world.view(&params.text_document.uri)?;
    let snapshot = view.snapshot()?;
    let translation = plconv_ide::translation(&snapshot, view.syntax());
    let lines = LineIndex::new(&translation.text);
    let output = Places {
        lines: &lines,
        encoding: world.encoding,
    };
    let (found, _) = of_document(&view);
    let at = output.offset(params.position);
    let explained = plconv_ide::explain(&snapshot, view.syntax(), &found, at.into())?;
    Some(ExplainResult {
        markdown: explained.markdown,
        source: view.range(explained.source),
        output: explained
            .output
            .map(|(start, end)| output.range(plconv_source::TextRange::new(start.into(), end.into()))),
    })
}

fn tasks_file(folder: &Folder) -> PathBuf {
    folder.root.directory().join(TASKS_FILE)
}

fn known_tasks(folder: &Folder) -> Result<Tasks, String> {
    let file = tasks_file(folder);
    match std::fs::read_to_string(&file) {
        Ok(text) => Tasks::parse(&text).map_err(|error| format!("{}: {error}", file.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Tasks::default()),
        Err(error) => Err(format!("{}: {error}", file.display())),
    }
}

fn of_folder(folder: &Folder) -> Vec<Task> {
    let (Some(base), Some(conversion)) = (&folder.base, &folder.conversion) else {
        return Vec::new();
    };
    // A damaged file is told when somebody wants to write it.
    let known = known_tasks(folder).unwrap_or_default();
    all_tasks(base, &conversion.diagnostics, &known, today())
}

pub fn tasks(world: &World) -> Vec<TaskResult> {
    let mut found = Vec::new();
    for folder in &world.folders {
        let Some(base) = &folder.base else { continue };
        let mut lines: Option<(Arc<str>, LineIndex)> = None;
        for task in of_folder(folder) {
            let Some(uri) = world.uri_of(folder, &task.place.path) else {
                continue;
            };
            let known = lines.take().filter(|(path, _)| *path == task.place.path);
            let indexed = known.or_else(|| {
                let file = base.tree.file(base.tree.find(&task.place.path)?)?;
                Some((Arc::clone(&task.place.path), LineIndex::new(&file.text)))
            });
            let Some((path, index)) = indexed else { continue };
            let places = Places {
                lines: &index,
                encoding: world.encoding,
            };
            found.push(TaskResult {
                id: task.id,
                group: task.group,
                code: task.code.to_owned(),
                is_refused: task.is_refused,
                message: task.message,
                location: Location::new(uri, places.range(task.place.range())),
                status: task.status,
            });
            lines = Some((path, index));
        }
    }
    found
}

/// Writes the status of a task beside the policy file of its folder.
pub fn set_task_status(world: &World, params: &SetTaskStatusParams) -> Result<(), String> {
    let (folder, _) = world
        .folder_of(&params.text_document.uri)
        .ok_or_else(|| "the text is in no folder".to_owned())?;
    let mut known = known_tasks(folder)?;
    known.set(&params.id, params.status);
    let file = tasks_file(folder);
    std::fs::write(&file, known.print()).map_err(|error| format!("{}: {error}", file.display()))
}

pub fn project_progress(world: &World) -> Vec<ProgressResult> {
    world
        .folders
        .iter()
        .filter_map(|folder| {
            let conversion = folder.conversion.as_ref()?;
            Some(ProgressResult {
                folder: Uri::from_file_path(folder.root.directory())?,
                progress: plconv_ide::project_progress(&conversion.manifest, &of_folder(folder)),
            })
        })
        .collect()
}
