//! Finds installed PostgreSQL servers.

use crate::error::ServerError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest version that converted output is written for.
const OLDEST: u32 = 15;

/// Directories of distributions, `*` being one component of any name.
const PLACES: [&str; 8] = [
    "/usr/lib/postgresql/*/bin",                          // Debian, Ubuntu
    "/usr/pgsql-*/bin",                                   // packages of postgresql.org for RHEL
    "/usr/lib/postgresql*/bin",                           // SUSE, Gentoo
    "/usr/libexec/postgresql*",                           // Alpine
    "/usr/local/pgsql/bin",                               // built from source
    "/opt/homebrew/opt/postgresql@*/bin",                 // Homebrew
    "/usr/local/opt/postgresql@*/bin",                    // Homebrew on Intel
    "/Applications/Postgres.app/Contents/Versions/*/bin", // Postgres.app
];

/// An installed server.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Installation {
    pub major: u32,
    /// Holds `initdb` and `postgres`.
    pub programs: PathBuf,
}

/// The newest installation from [`OLDEST`] on, or one of the major version asked for.
pub(super) fn find(major: Option<u32>) -> Result<Installation, ServerError> {
    let found = installations(&candidates());
    choose(found, major)
}

/// The installation whose programs are in a directory.
pub(super) fn in_directory(directory: &Path) -> Result<Installation, ServerError> {
    let found = installations(&BTreeSet::from([directory.to_owned()]));
    found.into_iter().next().ok_or_else(|| ServerError::NotFound {
        wanted: "with initdb and postgres".to_owned(),
        looked: format!("not in {}", directory.display()),
    })
}

fn choose(found: BTreeSet<Installation>, major: Option<u32>) -> Result<Installation, ServerError> {
    let fits = |one: &&Installation| match major {
        Some(major) => one.major == major,
        None => one.major >= OLDEST,
    };
    found
        .iter()
        .rev()
        .find(fits)
        .cloned()
        .ok_or_else(|| ServerError::NotFound {
            wanted: major.map_or_else(|| format!("{OLDEST} or later"), |major| major.to_string()),
            looked: if found.is_empty() {
                "neither on PATH, by pg_config, nor where distributions put it".to_owned()
            } else {
                let all: Vec<String> = found
                    .iter()
                    .map(|one| one.programs.display().to_string())
                    .collect();
                format!("only {}", all.join(", "))
            },
        })
}

fn candidates() -> BTreeSet<PathBuf> {
    let mut candidates = BTreeSet::new();
    if let Some(path) = std::env::var_os("PATH") {
        candidates.extend(std::env::split_paths(&path));
    }
    if let Ok(output) = Command::new("pg_config").arg("--bindir").output() {
        candidates.insert(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    }
    for place in PLACES {
        expand(Path::new("/"), place.trim_start_matches('/'), &mut candidates);
    }
    candidates
}

/// Adds the directories that a pattern of [`PLACES`] stands for.
fn expand(directory: &Path, pattern: &str, into: &mut BTreeSet<PathBuf>) {
    let (component, rest) = pattern.split_once('/').unwrap_or((pattern, ""));
    let mut take = |path: PathBuf| match rest {
        "" => {
            into.insert(path);
        }
        rest => expand(&path, rest, into),
    };
    let Some((prefix, suffix)) = component.split_once('*') else {
        return take(directory.join(component));
    };
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let fits = name.to_str().is_some_and(|name| {
            name.len() >= prefix.len() + suffix.len() && name.starts_with(prefix) && name.ends_with(suffix)
        });
        if fits {
            take(entry.path());
        }
    }
}

fn installations(candidates: &BTreeSet<PathBuf>) -> BTreeSet<Installation> {
    let mut found = BTreeSet::new();
    for directory in candidates {
        if !directory.join("initdb").is_file() || !directory.join("postgres").is_file() {
            continue;
        }
        // Links lead to the same installation.
        let Ok(programs) = directory.join("postgres").canonicalize() else {
            continue;
        };
        let Some(programs) = programs.parent().map(Path::to_path_buf) else {
            continue;
        };
        let Ok(output) = Command::new(programs.join("postgres")).arg("--version").output() else {
            continue;
        };
        if let Some(major) = major_version(&String::from_utf8_lossy(&output.stdout)) {
            found.insert(Installation { major, programs });
        }
    }
    found
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`, `postgres (PostgreSQL) 18beta1`
fn major_version(text: &str) -> Option<u32> {
    let version = text.split_once("(PostgreSQL) ")?.1;
    let digits = version
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_server_prints_them() {
        assert_eq!(
            major_version("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(major_version("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major_version("bash: postgres: not found"), None);
    }

    #[test]
    fn the_newest_or_the_requested_one_is_chosen() {
        let one = |major: u32| Installation {
            major,
            programs: PathBuf::from(format!("/pg/{major}/bin")),
        };
        let all: BTreeSet<Installation> = [9, 14, 15, 17].map(one).into();
        assert_eq!(choose(all.clone(), None).unwrap().major, 17);
        assert_eq!(choose(all.clone(), Some(15)).unwrap().major, 15);
        let error = choose(all, Some(16)).unwrap_err().to_string();
        assert!(
            error.contains("no PostgreSQL 16 found: only /pg/9/bin"),
            "{error}"
        );
        let error = choose([one(14)].into(), None).unwrap_err().to_string();
        assert!(error.contains("15 or later"), "{error}");
        assert!(choose(BTreeSet::new(), None).is_err());
    }

    #[test]
    fn patterns_expand_to_existing_directories() {
        let root = tempfile::tempdir().unwrap();
        for directory in ["lib/15/bin", "lib/17/bin", "pgsql-16/bin"] {
            std::fs::create_dir_all(root.path().join(directory)).unwrap();
        }
        let mut found = BTreeSet::new();
        expand(root.path(), "lib/*/bin", &mut found);
        expand(root.path(), "pgsql-*/bin", &mut found);
        let expected = ["lib/15/bin", "lib/17/bin", "pgsql-16/bin"].map(|path| root.path().join(path));
        assert_eq!(found, expected.into());
    }
}
