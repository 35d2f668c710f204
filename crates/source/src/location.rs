//! Where something is: a file and a byte range of its decoded text.

use serde::{Deserialize, Serialize};

use crate::{TextRange, TextSize};

/// The number of a source file in the project; the project keeps the table of paths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileId(pub u32);

/// A byte range of the decoded text of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FileRange {
    /// The file.
    pub file: FileId,
    /// The bytes of its decoded text.
    pub range: TextRange,
}

impl FileRange {
    /// A range of a file.
    pub const fn new(file: FileId, range: TextRange) -> Self {
        Self { file, range }
    }

    /// The place before the first character of a file, for what concerns the file as a whole.
    pub fn start_of(file: FileId) -> Self {
        Self::new(file, TextRange::empty(TextSize::new(0)))
    }

    /// The same range in a text that starts `by` bytes earlier, as when a unit is put back in its file.
    ///
    /// Saturates at the largest offset instead of overflowing.
    pub fn shifted(self, by: TextSize) -> Self {
        let move_offset = |offset: TextSize| TextSize::new(u32::from(offset).saturating_add(u32::from(by)));
        Self::new(
            self.file,
            TextRange::new(move_offset(self.range.start()), move_offset(self.range.end())),
        )
    }

    fn sort_key(self) -> (FileId, TextSize, TextSize) {
        (self.file, self.range.start(), self.range.end())
    }
}

impl PartialOrd for FileRange {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By file, then start, then end (`TextRange` itself has no order).
impl Ord for FileRange {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}
