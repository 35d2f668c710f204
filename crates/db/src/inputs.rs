//! What the database is told: file texts, the policy, a captured catalog.
#![allow(
    missing_docs,
    reason = "what the macros of salsa generate has no comments; our own items have"
)]

use crate::{Policy, RecentParses};
use plconv_catalog::Catalog;
use plconv_source::FileId;
use salsa::Setter;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The database as the queries of this crate see it; `plconv-project` owns the concrete one.
#[salsa::db]
pub trait Db: salsa::Database {
    /// The trees that were parsed last.
    fn recent(&self) -> &RecentParses;
}

/// One file of the source tree.
#[salsa::input]
pub struct SourceFile {
    /// Its number in diagnostics.
    #[returns(copy)]
    pub id: FileId,
    /// Relative to the source root, with `/` between the parts.
    pub path: Arc<str>,
    /// Decoded text; empty for a file that could not be read.
    pub text: Arc<str>,
}

/// Everything a run works on. Policy and captured catalog change rarely: give them a high durability, as
/// [`new_project`] does, so that an edit of a file need not ask about them.
#[salsa::input]
pub struct Project {
    /// Files by path.
    pub files: Arc<BTreeMap<Arc<str>, SourceFile>>,
    /// Choices, with the values given on the command line already in them.
    pub policy: Arc<Policy>,
    /// Whether source files that no script reaches are loaded too; not for a single script.
    #[returns(copy)]
    pub whole_tree: bool,
    /// What a capture from a live Oracle says; the tree's own DDL wins over it.
    pub base_catalog: Option<Arc<Catalog>>,
}

/// Creates the inputs of a project. Takes (path, text) pairs; the number of a file is its place in the list.
/// A path given twice keeps the last text.
pub fn new_project(
    db: &dyn Db,
    files: impl IntoIterator<Item = (Arc<str>, Arc<str>)>,
    policy: Arc<Policy>,
    whole_tree: bool,
    base_catalog: Option<Arc<Catalog>>,
) -> Project {
    let mut by_path = BTreeMap::new();
    for (number, (path, text)) in files.into_iter().enumerate() {
        let id = FileId(u32::try_from(number).unwrap_or(u32::MAX));
        by_path.insert(path.clone(), new_file(db, id, path, text));
    }
    Project::builder(Arc::new(by_path), policy, whole_tree, base_catalog)
        .files_durability(salsa::Durability::MEDIUM)
        .policy_durability(salsa::Durability::HIGH)
        .whole_tree_durability(salsa::Durability::HIGH)
        .base_catalog_durability(salsa::Durability::HIGH)
        .new(db)
}

/// Brings a project up to date with files read again. Only what differs is told to the database, so that the results about
/// everything else stay.
pub fn update_project(
    db: &mut dyn Db,
    project: Project,
    files: impl IntoIterator<Item = (Arc<str>, Arc<str>)>,
    policy: Arc<Policy>,
) {
    let known = Arc::clone(project.files(db));
    let mut by_path = BTreeMap::new();
    for (number, (path, text)) in files.into_iter().enumerate() {
        let id = FileId(u32::try_from(number).unwrap_or(u32::MAX));
        let file = match known.get(&path) {
            Some(file) => *file,
            None => new_file(db, id, path.clone(), text.clone()),
        };
        let known = file.text(db);
        if !Arc::ptr_eq(known, &text) && *known != text {
            file.set_text(db).to(text);
        }
        if file.id(db) != id {
            file.set_id(db).to(id);
        }
        by_path.insert(path, file);
    }
    if *known != by_path {
        project.set_files(db).to(Arc::new(by_path));
    }
    if *project.policy(db) != policy {
        project.set_policy(db).to(policy);
    }
}

fn new_file(db: &dyn Db, id: FileId, path: Arc<str>, text: Arc<str>) -> SourceFile {
    SourceFile::builder(id, path, text)
        .id_durability(salsa::Durability::HIGH)
        .path_durability(salsa::Durability::HIGH)
        .new(db)
}
