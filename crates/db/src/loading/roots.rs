//! Which scripts the walk starts with.

use super::{Walker, has_includes, include_style};
use crate::include::Lookup;
use crate::order::root_rank;
use crate::substitute::substitute_variables;
use crate::variables::Variables;
use plconv_diagnostics::{Code, Diagnostic};
use plconv_source::{FileId, FileRange};
use plconv_syntax::script::{ItemKind, SqlPlusCommand};
use std::collections::BTreeSet;

impl Walker<'_> {
    /// The scripts the policy names, or those that no other includes.
    pub(super) fn roots(&mut self) -> Vec<FileId> {
        let mut roots = Vec::new();
        for name in self.policy.scripts.clone() {
            match self.paths.find(name.trim_start_matches("./")) {
                Lookup::Found(file) => roots.push(file),
                Lookup::NotFound(_) | Lookup::Ambiguous(_) => self.report_missing_root(&name),
            }
        }
        if !self.policy.scripts.is_empty() {
            return roots;
        }
        let mut ranked: Vec<(u8, u8, &str, FileId)> = self
            .files
            .iter()
            .filter(|(file, _)| !self.named.contains(file))
            .filter_map(|(file, _)| {
                let path = self.path(*file);
                let source_rank = self.rank(path)?;
                let has_includes = self.script(*file).is_some_and(|script| has_includes(script));
                Some((root_rank(path, has_includes), source_rank, path, *file))
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, _, file)| file).collect()
    }

    fn report_missing_root(&mut self, name: &str) {
        let place = self.files.first().map_or_else(FileId::default, |(file, _)| *file);
        self.loaded.diagnostics.push(
            Diagnostic::new(
                Code::INCLUDE_NOT_FOUND,
                FileRange::start_of(place),
                format!("the script `{name}` that the policy file names does not exist in the source tree"),
            )
            .with_help("correct `scripts` in plconv.toml; its paths are relative to the source root"),
        );
    }

    /// Scripts that others include by a name that can be known without running anything.
    pub(super) fn statically_included(&self) -> BTreeSet<FileId> {
        let given = Variables::new(&self.policy.define);
        let mut included = BTreeSet::new();
        for (file, _) in &self.files {
            if self.rank(self.path(*file)).is_none() {
                continue;
            }
            let Some(script) = self.script(*file) else {
                continue;
            };
            for item in &script.items {
                let ItemKind::Command(SqlPlusCommand::Include {
                    path: name, relative, ..
                }) = &item.kind
                else {
                    continue;
                };
                let name = substitute_variables(name, &given).text;
                let path = self.path(*file);
                let style = include_style(*relative);
                let target = match self.paths.resolve(&name, style, path, path) {
                    Lookup::Found(target) => Some(target),
                    Lookup::Ambiguous(_) => None,
                    Lookup::NotFound(_) => self.paths.guess(&name, style, path, path, &BTreeSet::new()),
                };
                included.extend(target.filter(|target| target != file));
            }
        }
        included
    }

    /// Source files that nothing reached so far.
    pub(super) fn unreached(&self) -> Vec<FileId> {
        let mut ranked: Vec<(u8, &str, FileId)> = self
            .files
            .iter()
            .filter(|(file, _)| !self.loaded.files.contains(file))
            .filter_map(|(file, _)| {
                let path = self.path(*file);
                Some((self.rank(path)?, path, *file))
            })
            .collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, file)| file).collect()
    }
}
