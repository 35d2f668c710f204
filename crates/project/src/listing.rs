//! How files are cut into statements and commands, as text.

use crate::convert::internal_error;
use crate::database::Database;
use crate::guard::run_guarded;
use crate::tree::SourceTree;
use crate::unit_header::unit_header;
use plconv_db::{LoadedItem, LoadedUnit};
use plconv_db::{Policy, Project, load, new_project, parse};
use plconv_diagnostics::Diagnostic;
use plconv_source::FileId;
use std::fmt::Write as _;
use std::sync::Arc;

/// What is listed below each statement.
#[derive(Clone, Copy, Default, Debug)]
pub struct Details {
    /// Its tokens, a line for each.
    pub tokens: bool,
    /// Its syntax tree.
    pub trees: bool,
}

/// Lists the statements and commands of each file, with details as asked, and what is wrong with them.
pub fn list_files(tree: &SourceTree, details: Details) -> (String, Vec<Diagnostic>) {
    let mut text = String::new();
    let mut diagnostics = Vec::new();
    for (file, number) in tree.files.iter().zip(0..) {
        let database = Database::default();
        let id = FileId(number);
        let result = run_guarded(|| list_file(&database, tree, id, details));
        match result {
            Ok((listing, found)) => {
                text.push_str(&listing);
                diagnostics.extend(found);
            }
            Err(message) => {
                diagnostics.push(internal_error(plconv_source::FileRange::start_of(id), &message))
            }
        }
        diagnostics.extend(file.diagnostics.iter().cloned());
    }
    plconv_diagnostics::sort(&mut diagnostics);
    (text, diagnostics)
}

fn list_file(
    database: &Database,
    tree: &SourceTree,
    id: FileId,
    details: Details,
) -> (String, Vec<Diagnostic>) {
    let Some(file) = tree.file(id) else {
        return Default::default();
    };
    let project = project_of_one_file(database, &file.text);
    let loaded = load(database, project);
    let mut lines = tree.lines();
    let mut text = String::new();
    let mut diagnostics: Vec<Diagnostic> = loaded.diagnostics.clone();
    for item in &loaded.items {
        let (place, what) = match item {
            LoadedItem::Unit(unit) => (unit.file_range(), describe(unit)),
            LoadedItem::Command(command) => (command.place, "SQL*Plus command".to_owned()),
        };
        let position = lines.position(id, place.range.start().into());
        let _ = writeln!(
            text,
            "{}:{}:{}: {what}",
            file.path, position.line, position.column
        );
        if let LoadedItem::Unit(unit) = item {
            diagnostics.extend(crate::parse_all::parse_one(database, project, unit));
            if details.tokens {
                // A panic has been reported just above.
                let parsed = run_guarded(|| parse(database, project, unit).tree.clone());
                for token in parsed.iter().flat_map(|tree| tree.tokens()) {
                    let start = unit.place(token.start, token.end).range.start();
                    let position = lines.position(id, start.into());
                    let source = parsed
                        .as_ref()
                        .map_or("", |tree| tree.slice(token.start, token.end));
                    let _ = writeln!(
                        text,
                        "  {}:{} {:?} `{}`",
                        position.line,
                        position.column,
                        token.kind,
                        source.escape_debug()
                    );
                }
            }
            if details.trees {
                // A panic has been reported just above.
                let tree = run_guarded(|| plconv_syntax::dump::dump(&parse(database, project, unit).tree));
                text.push_str(&tree.unwrap_or_default());
                text.push('\n');
            }
        }
    }
    for diagnostic in &mut diagnostics {
        // The project of one file knows it as its first.
        diagnostic.primary.file = id;
        for label in &mut diagnostic.labels {
            label.range.file = id;
        }
    }
    (text, diagnostics)
}

/// A project in which the file stands alone, so that what it includes is left alone.
pub(crate) fn project_of_one_file(database: &Database, text: &Arc<str>) -> Project {
    let policy = Policy {
        scripts: vec![ONLY.to_owned()],
        ..Policy::default()
    };
    new_project(
        database,
        [(ONLY.into(), text.clone())],
        Arc::new(policy),
        false,
        None,
    )
}

/// The path of the file in its own little project: a name that `@` can not name.
const ONLY: &str = "\u{0}only";

/// What a unit is, for people: `CREATE TABLE EMP`, `INSERT EMP`.
pub(crate) fn describe(unit: &LoadedUnit) -> String {
    let header = unit_header(&unit.text);
    match header.name {
        Some(name) if header.creates => format!("CREATE {} {name}", header.kind),
        Some(name) => format!("{} {name}", header.kind),
        None => header.kind,
    }
}
