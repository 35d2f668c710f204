//! The directory of a cache: which files are entries, and how much of them stays. Any number of processes may use it at
//! once: an entry appears whole, under the hash of what it was made from, and losing one costs a conversion.

use super::Key;
use std::fs::{File, FileTimes};
use std::io::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

/// How the names of entries end.
const ENTRY: &str = "plconv-cache";

/// How they end while they are written.
const UNFINISHED: &str = "plconv-cache-part";

/// Files with these extensions are no source: a cache may be in the tree that it is for.
pub(crate) const EXTENSIONS: [&str; 2] = [ENTRY, UNFINISHED];

#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
    max_bytes: u64,
}

/// A file of the cache.
struct Known {
    /// When it was used last.
    used: SystemTime,
    bytes: u64,
    path: PathBuf,
}

impl Directory {
    pub fn new(path: PathBuf, max_bytes: u64) -> Self {
        Directory { path, max_bytes }
    }

    /// Where the entry of a key is.
    pub fn entry(&self, key: &Key) -> PathBuf {
        self.path.join(format!("{key}.{ENTRY}"))
    }

    /// Notes that an entry was used: those that were not go first.
    pub fn note_use(&self, entry: &Path) {
        let times = FileTimes::new().set_modified(SystemTime::now());
        // Of a cache that may only be read nothing goes.
        let _ = File::options()
            .append(true)
            .open(entry)
            .and_then(|file| file.set_times(times));
    }

    /// Writes an entry of about `bytes` bytes, and makes room for it.
    ///
    /// # Errors
    /// When the disk does not cooperate; there is no new entry then.
    pub fn put(
        &self,
        key: &Key,
        bytes: u64,
        write: impl FnOnce(&mut File) -> std::io::Result<()>,
    ) -> std::io::Result<()> {
        static WRITTEN: AtomicU32 = AtomicU32::new(0);
        if bytes > self.max_bytes {
            return Err(Error::other(format!(
                "{} MB are more than the cache may hold",
                bytes >> 20
            )));
        }
        std::fs::create_dir_all(&self.path)?;
        self.make_room(bytes);
        let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
        let unfinished = format!("{key}-{}-{number}.{UNFINISHED}", std::process::id());
        let unfinished = self.path.join(unfinished);
        let written = File::create(&unfinished)
            .and_then(|mut file| write(&mut file))
            .and_then(|()| std::fs::rename(&unfinished, self.entry(key)));
        if written.is_err() {
            // Whatever was wrong with it may hinder this too.
            let _ = std::fs::remove_file(&unfinished);
        }
        written
    }

    /// Removes what was not used for longest until there is room.
    fn make_room(&self, bytes: u64) {
        let mut known = self.known();
        let mut held: u64 = known.iter().map(|known| known.bytes).sum();
        known.sort_by(|left, right| (left.used, &left.path).cmp(&(right.used, &right.path)));
        for known in known {
            if held.saturating_add(bytes) <= self.max_bytes {
                return;
            }
            // Another process may have done it already.
            let _ = std::fs::remove_file(&known.path);
            held -= known.bytes;
        }
    }

    /// The files that a cache made here; others are not ours to count or remove.
    fn known(&self) -> Vec<Known> {
        let Ok(files) = std::fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let known = files.filter_map(|file| {
            let file = file.ok()?;
            let path = file.path();
            if !EXTENSIONS
                .iter()
                .any(|known| path.extension().is_some_and(|it| it == *known))
            {
                return None;
            }
            let metadata = file.metadata().ok()?;
            Some(Known {
                used: metadata.modified().ok()?,
                bytes: metadata.len(),
                path,
            })
        });
        known.collect()
    }
}
