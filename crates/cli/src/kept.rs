//! Conversions that earlier runs kept, on the disk.

use crate::arguments::{CacheArguments, ReadingArguments};
use crate::session::{self, Session};
use crate::terminal::{self, TerminalProgress};
use plconv_db::Policy;
use plconv_project::cache::{Cache, Converted, Key, Lookup, MAX_BYTES, ProgramDigest, Wanted};
use plconv_project::{Progress, SourceTree};
use std::path::{Path, PathBuf};

/// Source from which on a conversion is kept where nobody asked for it: reading the program to know which one it is takes
/// longer than converting less.
const MIN_BYTES: u64 = 16 << 20;

/// What a run wants.
pub struct Asked<'a> {
    /// A directory that is left out of the source.
    pub output: Option<&'a Path>,
    /// How much of the conversion.
    pub wanted: Wanted,
    /// Where conversions are kept.
    pub cache: &'a CacheArguments,
}

/// Reads and converts, or takes what an earlier run with the same tree and choices kept; nothing else is written.
///
/// A session that goes on converts: it keeps more than results.
pub fn convert(
    session: &mut Session,
    source: &Path,
    arguments: &ReadingArguments,
    asked: &Asked<'_>,
) -> anyhow::Result<(SourceTree, Converted)> {
    session::read(source, asked.output, arguments, |tree, policy, progress| {
        let place = session
            .is_for_one_run()
            .then(|| Place::of(asked.cache, tree))
            .flatten();
        let Some(place) = place else {
            return session.convert(tree, policy, progress).into();
        };
        progress.phase("looking for an earlier conversion", 0);
        // Where that fails, the program cannot say which one it is.
        let Some(key) = key(&policy, tree) else {
            return session.convert(tree, policy, progress).into();
        };
        let cache = Cache::new(place.directory.clone(), MAX_BYTES);
        match cache.find(&key, asked.wanted) {
            Lookup::Kept(converted) => return *converted,
            Lookup::Unknown => {}
            Lookup::Damaged(why) => {
                terminal::tell(&format!("the cache is damaged, so all is converted: {why}\n"))
            }
        }
        let converted = session.convert(tree, policy, progress).into();
        place.keep(&cache, &key, &converted, asked.wanted, progress);
        converted
    })
}

fn key(policy: &Policy, tree: &SourceTree) -> Option<Key> {
    let program = ProgramDigest::of_file(&std::env::current_exe().ok()?).ok()?;
    Key::new(program, policy, tree).ok()
}

/// Where conversions of a tree are kept.
struct Place {
    directory: PathBuf,
    /// Whether the user named it.
    is_named: bool,
}

impl Place {
    fn of(arguments: &CacheArguments, tree: &SourceTree) -> Option<Self> {
        if arguments.no_cache {
            return None;
        }
        // An empty variable is none, as it is for CI systems that have no other way to take one back.
        let of_environment = || std::env::var_os("PLCONV_CACHE").filter(|directory| !directory.is_empty());
        let named = (arguments.cache.clone()).or_else(|| of_environment().map(PathBuf::from));
        if let Some(directory) = named {
            return Some(Place {
                directory,
                is_named: true,
            });
        }
        let bytes: u64 = tree.files.iter().map(|file| file.text.len() as u64).sum();
        if bytes < MIN_BYTES {
            return None;
        }
        Some(Place {
            directory: users_cache_directory()?,
            is_named: false,
        })
    }

    fn keep(
        &self,
        cache: &Cache,
        key: &Key,
        converted: &Converted,
        wanted: Wanted,
        progress: &TerminalProgress,
    ) {
        progress.phase("keeping the conversion", 0);
        // A home that cannot be written to is no news.
        if let Err(error) = cache.keep(key, converted, wanted)
            && self.is_named
        {
            terminal::tell(&format!(
                "nothing was kept in {}: {error}\n",
                self.directory.display()
            ));
        }
    }
}

/// The directory for what a program can do without: `XDG_CACHE_HOME` of the XDG Base Directory Specification, on Windows
/// the local application data.
fn users_cache_directory() -> Option<PathBuf> {
    let absolute = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let base = if cfg!(windows) {
        absolute("LOCALAPPDATA")
    } else {
        absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(".cache")))
    };
    Some(base?.join("plconv"))
}
