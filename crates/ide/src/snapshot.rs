//! A project at one moment: an analysed tree, and the texts that editors have changed since.

use crate::file::{FileSyntax, UnitSyntax};
use crate::names::{UnitNames, resolve_names};
use plconv_catalog::{CodeKind, ObjectName, Origin};
use plconv_db::{LoadedUnit, Parse, Policy, Reloaded};
use plconv_diagnostics::Diagnostic;
use plconv_project::convert::pipeline::{Analysis, Edited, LoweredUnit};
use plconv_project::{Abandoned, SourceTree, run_guarded};
use plconv_source::{FileId, LineIndex};
use plconv_syntax::ast::{self, AstNode, SyntaxTree};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many units keep their names; an editor asks about few at a time.
const MAX_KEPT_NAMES: usize = 256;

/// An analysed tree. What is asked of it is worked out when it is asked for, and kept.
pub struct Base {
    /// The files as they were analysed.
    pub tree: SourceTree,
    /// Choices.
    pub policy: Arc<Policy>,
    /// What is known of the tree.
    pub analysis: Analysis,
    /// Findings of loading: files and scripts.
    pub loading: Vec<Diagnostic>,
    units: BTreeMap<FileId, Arc<Vec<(u32, LoadedUnit)>>>,
    files: Mutex<FxHashMap<FileId, Arc<FileSyntax>>>,
    names: Mutex<FxHashMap<NamesKey, KeptNames>>,
    lowered: Mutex<FxHashMap<u32, Arc<LoweredUnit>>>,
    found: Mutex<FxHashMap<FileId, Arc<Vec<Diagnostic>>>>,
}

/// File, number of the unit, and the addresses of its tree and that of its specification.
type NamesKey = (Arc<str>, usize, usize, usize);

struct KeptNames {
    names: Arc<UnitNames>,
    /// Kept so that no other tree gets their addresses.
    _trees: (Arc<Parse>, Option<Arc<Parse>>),
}

/// A project as an editor sees it.
#[derive(Clone)]
pub struct Snapshot {
    /// The analysed tree.
    pub base: Arc<Base>,
    open: Arc<BTreeMap<Arc<str>, Arc<FileSyntax>>>,
    /// Whether nobody waits for an answer any more.
    abandoned: Arc<AtomicBool>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is whole at any moment, also when a thread that held it panicked.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Base {
    /// Wraps an analysis; `loading` is what loading the tree found.
    pub fn new(tree: SourceTree, policy: Arc<Policy>, analysis: Analysis, loading: Vec<Diagnostic>) -> Self {
        let mut units: BTreeMap<FileId, Vec<(u32, LoadedUnit)>> = BTreeMap::new();
        for (number, unit) in analysis.loaded().units() {
            units.entry(unit.file).or_default().push((number, unit.clone()));
        }
        let units = units.into_iter().map(|(file, units)| (file, in_order(units)));
        Base::with_units(tree, policy, analysis, loading, units.collect())
    }

    /// What is known when one file has another text, which the analysis has been brought up to date with. None when a
    /// finding of loading is about what was edited.
    pub fn after_edit(&self, tree: &SourceTree, edited: Edited) -> Option<Self> {
        let Reloaded { of_file, moved, .. } = edited.reloaded;
        let loading = self.loading.iter().map(|found| moved.diagnostic(found));
        let loading: Vec<Diagnostic> = loading.collect::<Option<_>>()?;
        let mut units = self.units.clone();
        units.insert(moved.file, in_order(of_file));
        let policy = Arc::clone(&self.policy);
        Some(Base::with_units(
            tree.clone(),
            policy,
            edited.analysis,
            loading,
            units,
        ))
    }

    fn with_units(
        tree: SourceTree,
        policy: Arc<Policy>,
        analysis: Analysis,
        loading: Vec<Diagnostic>,
        units: BTreeMap<FileId, Arc<Vec<(u32, LoadedUnit)>>>,
    ) -> Self {
        Base {
            tree,
            policy,
            analysis,
            loading,
            units,
            files: Mutex::default(),
            names: Mutex::default(),
            lowered: Mutex::default(),
            found: Mutex::default(),
        }
    }

    /// Numbers of the units of a file in the analysis, in the order of the text.
    pub fn units_of(&self, file: FileId) -> impl Iterator<Item = u32> {
        self.units
            .get(&file)
            .into_iter()
            .flat_map(|units| units.iter())
            .map(|(number, _)| *number)
    }

    /// What a unit becomes, worked out once.
    pub fn lowered(&self, unit: u32) -> Arc<LoweredUnit> {
        if let Some(known) = lock(&self.lowered).get(&unit) {
            return Arc::clone(known);
        }
        let lowered = Arc::new(self.analysis.lower_unit(unit));
        lock(&self.lowered).insert(unit, Arc::clone(&lowered));
        lowered
    }

    /// All findings in a file: of loading, analysis and lowering, sorted, worked out once. A panic is one of them.
    pub fn diagnostics_of(&self, file: FileId) -> Arc<Vec<Diagnostic>> {
        if let Some(known) = lock(&self.found).get(&file) {
            return Arc::clone(known);
        }
        let found = Arc::new(self.find_in(file));
        lock(&self.found).insert(file, Arc::clone(&found));
        found
    }

    fn find_in(&self, file: FileId) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = self
            .loading
            .iter()
            .filter(|found| found.primary.file == file)
            .cloned()
            .collect();
        for unit in self.units_of(file) {
            let of_unit = run_guarded(|| {
                let mut found = self.analysis.diagnostics_of(unit);
                found.extend(self.lowered(unit).diagnostics.iter().cloned());
                found
            });
            match of_unit {
                Ok(of_unit) => found.extend(of_unit),
                Err(message) => {
                    if let Some(place) = self.analysis.place(unit) {
                        found.push(plconv_project::convert::internal_error(place, &message));
                    }
                }
            }
        }
        plconv_diagnostics::sort(&mut found);
        found
    }

    /// A file as it was analysed.
    pub fn file_syntax(&self, id: FileId) -> Option<Arc<FileSyntax>> {
        if let Some(known) = lock(&self.files).get(&id) {
            return Some(Arc::clone(known));
        }
        let file = self.tree.file(id)?;
        let units = self
            .units
            .get(&id)
            .map(|units| units.as_slice())
            .unwrap_or_default();
        let syntax = Arc::new(FileSyntax {
            path: Arc::clone(&file.path),
            text: Arc::clone(&file.text),
            lines: Arc::new(LineIndex::new(&file.text)),
            units: units
                .iter()
                .filter_map(|(number, loaded)| {
                    let tree = &self.analysis.units().get(*number as usize)?.tree;
                    Some(UnitSyntax {
                        loaded: loaded.clone(),
                        parse: Arc::new(Parse::without_errors(Arc::clone(tree))),
                    })
                })
                .collect(),
        });
        lock(&self.files).insert(id, Arc::clone(&syntax));
        Some(syntax)
    }

    /// The number in the analysis of a unit that has not changed since.
    pub(crate) fn number_of(&self, file: &FileSyntax, index: usize) -> Option<u32> {
        let units = self.units.get(&self.tree.find(&file.path)?)?;
        let text = &file.units.get(index)?.loaded.text;
        let same = |(_, unit): &&(u32, LoadedUnit)| unit.text == *text;
        let here = units.get(index).filter(same);
        here.or_else(|| units.iter().find(same))
            .map(|(number, _)| *number)
    }

    /// The schema of names without one at a unit.
    pub(crate) fn schema_at(&self, file: &FileSyntax, index: usize) -> Option<String> {
        let units = self.units.get(&self.tree.find(&file.path)?)?;
        let number = self.number_of(file, index).or_else(|| {
            units
                .get(index.min(units.len().checked_sub(1)?))
                .map(|(number, _)| *number)
        })?;
        self.analysis.session(number)?.schema.clone()
    }

    /// The tree of the unit that creates a type.
    pub(crate) fn unit_of_type(&self, name: &ObjectName) -> Option<Arc<SyntaxTree>> {
        let origin = self.analysis.program().catalog.types.get(name)?.origin;
        Some(Arc::clone(&self.analysis.units().get(origin.unit as usize)?.tree))
    }
}

/// The units of a file in the order of the text. A script that is included twice is there once.
fn in_order(mut units: Vec<(u32, LoadedUnit)>) -> Arc<Vec<(u32, LoadedUnit)>> {
    units.sort_by_key(|(number, unit)| (unit.offset, *number));
    units.dedup_by_key(|(_, unit)| unit.offset);
    Arc::new(units)
}

impl Snapshot {
    /// `open` are the texts of editors, by path.
    pub fn new(base: Arc<Base>, open: BTreeMap<Arc<str>, Arc<FileSyntax>>) -> Self {
        Snapshot {
            base,
            open: Arc::new(open),
            abandoned: Arc::default(),
        }
    }

    /// The same for a request that may be cancelled: what is worked out of files and units unwinds with
    /// [`Abandoned`] once `abandoned` is set.
    #[must_use]
    pub fn until(mut self, abandoned: Arc<AtomicBool>) -> Self {
        self.abandoned = abandoned;
        self
    }

    fn stop_when_abandoned(&self) {
        if self.abandoned.load(Ordering::Relaxed) {
            Abandoned::unwind();
        }
    }

    /// A file of the project as it is now.
    pub fn file(&self, path: &str) -> Option<Arc<FileSyntax>> {
        self.stop_when_abandoned();
        if let Some(open) = self.open.get(path) {
            return Some(Arc::clone(open));
        }
        self.base.file_syntax(self.base.tree.find(path)?)
    }

    /// The source files of the project.
    pub(crate) fn paths(&self) -> Vec<Arc<str>> {
        let mut paths: Vec<Arc<str>> = self
            .base
            .units
            .keys()
            .filter_map(|id| Some(Arc::clone(&self.base.tree.file(*id)?.path)))
            .chain(self.open.keys().cloned())
            .collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The text of a file, without parsing it.
    pub(crate) fn text(&self, path: &str) -> Option<Arc<str>> {
        match self.open.get(path) {
            Some(open) => Some(Arc::clone(&open.text)),
            None => Some(Arc::clone(&self.base.tree.file(self.base.tree.find(path)?)?.text)),
        }
    }

    /// The names of a unit.
    pub(crate) fn names(&self, file: &FileSyntax, index: usize) -> Arc<UnitNames> {
        self.stop_when_abandoned();
        let Some(unit) = file.units.get(index) else {
            return Arc::default();
        };
        let specification = self.specification_of(unit.tree());
        let specification_tree = specification
            .as_ref()
            .and_then(|(file, index)| file.units.get(*index))
            .map(|unit| Arc::clone(&unit.parse));
        let key = (
            Arc::clone(&file.path),
            index,
            Arc::as_ptr(&unit.parse) as usize,
            specification_tree
                .as_ref()
                .map_or(0, |tree| Arc::as_ptr(tree) as usize),
        );
        if let Some(known) = lock(&self.base.names).get(&key) {
            return Arc::clone(&known.names);
        }
        let names = Arc::new(resolve_names(&self.base, file, index, specification, None));
        let mut kept = lock(&self.base.names);
        if kept.len() >= MAX_KEPT_NAMES {
            kept.clear();
        }
        kept.insert(
            key,
            KeptNames {
                names: Arc::clone(&names),
                _trees: (Arc::clone(&unit.parse), specification_tree),
            },
        );
        names
    }

    /// The same as far as it is about the routine of a package body around a byte of the unit: what is wanted while typing
    /// must not wait for the others.
    pub(crate) fn names_at(&self, file: &FileSyntax, index: usize, at: u32) -> Arc<UnitNames> {
        let Some(unit) = file.units.get(index) else {
            return Arc::default();
        };
        if !matches!(
            ast::Unit::cast(unit.tree().root()),
            Some(ast::Unit::CreatePackageBody(_))
        ) {
            return self.names(file, index);
        }
        let specification = self.specification_of(unit.tree());
        Arc::new(resolve_names(&self.base, file, index, specification, Some(at)))
    }

    fn specification_of(&self, tree: &SyntaxTree) -> Option<(Arc<FileSyntax>, usize)> {
        let Some(ast::Unit::CreatePackageBody(body)) = ast::Unit::cast(tree.root()) else {
            return None;
        };
        let name = body.name()?.parts().iter().last()?.folded();
        let code = &self.base.analysis.program().catalog.code;
        let (_, code) = code
            .iter()
            .find(|((kind, known), _)| *kind == CodeKind::Package && known.name == name)?;
        self.creating(code.origin, &|unit| match unit {
            ast::Unit::CreatePackage(package) => package
                .name()
                .and_then(|found| found.parts().iter().last())
                .is_some_and(|found| found.folded() == name),
            _ => false,
        })
    }

    /// The unit that an object originates from, as it is now: the analysed one, or the one of the open text that fits.
    pub(crate) fn creating(
        &self,
        origin: Origin,
        fits: &dyn Fn(ast::Unit<'_>) -> bool,
    ) -> Option<(Arc<FileSyntax>, usize)> {
        let unit = self.base.analysis.units().get(origin.unit as usize)?;
        let path = Arc::clone(&self.base.tree.file(unit.location.file)?.path);
        let file = self.file(&path)?;
        let index = file
            .units
            .iter()
            .position(|unit| ast::Unit::cast(unit.tree().root()).is_some_and(fits))?;
        Some((file, index))
    }
}
