//! Names of included scripts to files of the tree.

use crate::variables::HOLE;
use plconv_source::FileId;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// How a script is named by the command that runs it. SQL*Plus User's Guide, "@ (at sign)", "@@ (double at sign)".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum IncludeStyle {
    /// `@name`, `START name`: relative to the directory SQL*Plus was started in.
    At,
    /// `@@name`: relative to the script that contains the command.
    DoubleAt,
}

/// Outcome of looking a script up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// The file.
    Found(FileId),
    /// No such file; the paths that were tried, in order.
    NotFound(Vec<String>),
    /// Several files differ from the name only in letter case; their paths.
    Ambiguous(Vec<String>),
}

/// The paths of a tree, for look-ups.
#[derive(Clone, Debug, Default)]
pub struct PathTable {
    by_path: BTreeMap<String, FileId>,
    by_lower_case: FxHashMap<String, Vec<String>>,
}

impl PathTable {
    /// A table of (path, file) pairs.
    pub fn new(paths: impl IntoIterator<Item = (String, FileId)>) -> Self {
        let by_path: BTreeMap<String, FileId> = paths.into_iter().collect();
        let mut by_lower_case: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for path in by_path.keys() {
            by_lower_case
                .entry(path.to_lowercase())
                .or_default()
                .push(path.clone());
        }
        PathTable {
            by_path,
            by_lower_case,
        }
    }

    /// Looks a path relative to the source root up, in any letter case when the exact one does not exist:
    /// scripts written on Windows do not mind.
    pub fn find(&self, path: &str) -> Lookup {
        if let Some(file) = self.by_path.get(path) {
            return Lookup::Found(*file);
        }
        match self.by_lower_case.get(&path.to_lowercase()).map(Vec::as_slice) {
            Some([only]) => match self.by_path.get(only) {
                Some(file) => Lookup::Found(*file),
                None => Lookup::NotFound(vec![path.to_owned()]),
            },
            Some(several) => Lookup::Ambiguous(several.to_vec()),
            None => Lookup::NotFound(vec![path.to_owned()]),
        }
    }

    /// Looks an included script up.
    ///
    /// `including` is the path of the script that contains the command, `root_script` that of the script the run
    /// started with: people start SQL*Plus in its directory or in the root of the tree, and nothing in the tree says
    /// in which. A name without an extension gets `.sql`.
    pub fn resolve(&self, name: &str, style: IncludeStyle, including: &str, root_script: &str) -> Lookup {
        let name = plain(name);
        let bases = bases(style, including, root_script);
        let mut tried = Vec::new();
        for base in bases {
            let Some(path) = join(base, &name) else { continue };
            for candidate in candidates(&path) {
                if tried.contains(&candidate) {
                    continue;
                }
                match self.find(&candidate) {
                    Lookup::NotFound(_) => tried.push(candidate),
                    found => return found,
                }
            }
        }
        Lookup::NotFound(tried)
    }

    /// The file a name means that `resolve` does not find, if only one can be meant.
    ///
    /// Names of installed scripts start with directories of the machine they are installed on, and people leave
    /// placeholders there: leading directories are given up one by one. What only a run can know is a [`HOLE`], which
    /// stands for any part of a file name; of several files that fit it, those in `named` are not meant, which scripts
    /// include by a name without holes.
    pub fn guess(
        &self,
        name: &str,
        style: IncludeStyle,
        including: &str,
        root_script: &str,
        named: &BTreeSet<FileId>,
    ) -> Option<FileId> {
        let name = plain(name).to_lowercase();
        let parts: Vec<&str> = name
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .collect();
        let file_name = parts.last()?;
        let stem = file_name.rsplit_once('.').map_or(*file_name, |(stem, _)| stem);
        if name.starts_with('?') || stem.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
            return None;
        }
        for first in 0..parts.len() {
            let suffix = parts.get(first..)?.join("/");
            for base in bases(style, including, root_script) {
                let pattern = join(&base.to_lowercase(), &suffix)?;
                let mut found = self.fitting(&candidates(&pattern));
                if found.len() > 1 {
                    found.retain(|file| !named.contains(file));
                }
                match found.as_slice() {
                    [] => {}
                    [only] => return Some(*only),
                    [_, _, ..] => return None,
                }
            }
        }
        None
    }

    /// The files that patterns in lower case mean.
    fn fitting(&self, patterns: &[String]) -> Vec<FileId> {
        let mut paths: Vec<&String> = if patterns.iter().any(|pattern| pattern.contains(HOLE)) {
            let fitting = self
                .by_lower_case
                .iter()
                .filter(|(path, _)| patterns.iter().any(|pattern| fits(pattern, path)));
            fitting.flat_map(|(_, paths)| paths).collect()
        } else {
            let known = patterns
                .iter()
                .filter_map(|pattern| self.by_lower_case.get(pattern));
            known.flatten().collect()
        };
        paths.sort_unstable();
        paths.dedup();
        let files = paths.into_iter().filter_map(|path| self.by_path.get(path));
        files.copied().collect()
    }
}

fn plain(name: &str) -> String {
    name.trim().trim_matches(['"', '\'']).replace('\\', "/")
}

/// The directories a name may be relative to, the most likely first.
fn bases<'p>(style: IncludeStyle, including: &'p str, root_script: &'p str) -> [&'p str; 3] {
    match style {
        IncludeStyle::At => [directory(root_script), "", directory(including)],
        IncludeStyle::DoubleAt => [directory(including), directory(root_script), ""],
    }
}

/// Whether a path is what a pattern with holes says. A hole is no directory.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once(HOLE) {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|tail| {
            let end = tail.find('/').unwrap_or(tail.len());
            (0..=end).any(|length| tail.get(length..).is_some_and(|tail| fits(rest, tail)))
        }),
    }
}

/// The path itself when it has an extension, and with `.sql`, the value of SET SUFFIX that nobody changes.
fn candidates(path: &str) -> Vec<String> {
    let file_name = path.rsplit('/').next().unwrap_or(path);
    let with_suffix = format!("{path}.sql");
    if file_name.contains('.') {
        vec![path.to_owned(), with_suffix]
    } else {
        vec![with_suffix, path.to_owned()]
    }
}

/// The directory part of a path; empty for a file in the root.
pub fn directory(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// `base/name` without `.` and `..`; `None` when it leaves the source root or is absolute.
fn join(base: &str, name: &str) -> Option<String> {
    let has_drive = name.as_bytes().get(1) == Some(&b':');
    if name.is_empty() || name.starts_with('/') || has_drive {
        return None;
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(name.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(paths: &[&str]) -> PathTable {
        PathTable::new(
            paths
                .iter()
                .zip(0..)
                .map(|(path, number)| ((*path).to_owned(), FileId(number))),
        )
    }

    #[test]
    fn two_at_signs_mean_the_directory_of_the_script() {
        let files = table(&["a/one.sql", "a/two.sql", "two.sql"]);
        assert_eq!(
            files.resolve("two", IncludeStyle::DoubleAt, "a/one.sql", "main.sql"),
            Lookup::Found(FileId(1))
        );
        assert_eq!(
            files.resolve("two", IncludeStyle::At, "a/one.sql", "main.sql"),
            Lookup::Found(FileId(2))
        );
    }

    #[test]
    fn one_at_sign_falls_back_to_the_directory_of_the_script() {
        let files = table(&["a/b/one.sql", "a/b/two.sql"]);
        assert_eq!(
            files.resolve("two.sql", IncludeStyle::At, "a/b/one.sql", "a/main.sql"),
            Lookup::Found(FileId(1))
        );
    }

    #[test]
    fn separators_case_and_parents_do_not_matter() {
        let files = table(&["Tables/EMP.SQL", "packages/install.sql"]);
        assert_eq!(
            files.resolve(
                "..\\tables\\emp",
                IncludeStyle::DoubleAt,
                "packages/install.sql",
                "x.sql"
            ),
            Lookup::Found(FileId(0))
        );
    }

    #[test]
    fn a_name_with_another_extension_is_taken_as_it_is() {
        let files = table(&["emp.pks", "emp.pks.sql"]);
        assert_eq!(
            files.resolve("emp.pks", IncludeStyle::At, "m.sql", "m.sql"),
            Lookup::Found(FileId(0))
        );
    }

    #[test]
    fn two_files_that_differ_in_case_only_are_ambiguous() {
        let files = table(&["EMP.sql", "Emp.sql"]);
        assert_eq!(
            files.resolve("emp", IncludeStyle::At, "m.sql", "m.sql"),
            Lookup::Ambiguous(vec!["EMP.sql".to_owned(), "Emp.sql".to_owned()])
        );
    }

    #[test]
    fn leading_directories_may_be_unknown() {
        let files = table(&[
            "order_entry/coe_v3.sql",
            "order_entry/oe_main.sql",
            "x/oe_main.sql",
        ]);
        let guess = |name| {
            let named = BTreeSet::new();
            files.guess(
                name,
                IncludeStyle::At,
                "order_entry/oe_main.sql",
                "x/oe_main.sql",
                &named,
            )
        };
        assert_eq!(guess("/opt/oracle/demo/order_entry/coe_v3"), Some(FileId(0)));
        assert_eq!(guess("__HERE__/coe_v3.sql"), Some(FileId(0)));
        assert_eq!(guess("../../coe_v3"), Some(FileId(0)));
        assert_eq!(guess("/opt/oracle/demo/coe_v4"), None);
        assert_eq!(guess("?/rdbms/admin/coe_v3"), None);
    }

    #[test]
    fn a_hole_stands_for_a_part_of_one_name() {
        let files = table(&[
            "coe_v3.sql",
            "coe_xml.sql",
            "loe_v2.sql",
            "loe_v3.sql",
            "sub/poe_1.sql",
        ]);
        let named = BTreeSet::from([FileId(1)]);
        let guess = |name| files.guess(name, IncludeStyle::At, "main.sql", "main.sql", &named);
        assert_eq!(guess("dir/coe_\0"), Some(FileId(0)));
        assert_eq!(guess("\0/coe_v3"), Some(FileId(0)));
        assert_eq!(guess("loe_\0"), None);
        assert_eq!(guess("\0.sql"), None);
        assert_eq!(guess("poe_\0"), None);
        assert_eq!(guess("sub/poe_\0.sql"), Some(FileId(4)));
    }

    #[test]
    fn paths_outside_the_tree_are_not_found() {
        let files = table(&["a.sql"]);
        assert_eq!(
            files.resolve("../../a.sql", IncludeStyle::DoubleAt, "x/y.sql", "x/y.sql"),
            Lookup::NotFound(vec![])
        );
        assert_eq!(
            files.resolve("/opt/a.sql", IncludeStyle::At, "y.sql", "y.sql"),
            Lookup::NotFound(vec![])
        );
        assert_eq!(
            files.resolve("b", IncludeStyle::At, "y.sql", "y.sql"),
            Lookup::NotFound(vec!["b.sql".to_owned(), "b".to_owned()])
        );
    }
}
