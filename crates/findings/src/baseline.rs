//! The findings of an earlier run, which are known.

use crate::fingerprint::Fingerprint;
use plconv_diagnostics::{Class, Code};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Says what the file is.
const FORMAT: &str = "plconv baseline";

/// Raised when a reader of the old form would misunderstand the new one.
const FORMAT_VERSION: u32 = 1;

/// Known findings. As text it has one line for each, so that a change of it reads well.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    /// In the order of the file.
    pub entries: Vec<BaselineEntry>,
}

/// A known finding. It is recognised by its code, `content` and `context`; the rest is for people.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct BaselineEntry {
    /// Path in the source tree.
    pub file: String,
    /// The object it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The code.
    pub code: Code,
    /// [`Fingerprint::content`]
    pub content: String,
    /// [`Fingerprint::context`]
    pub context: String,
    /// What was found.
    pub message: String,
}

impl BaselineEntry {
    /// When it would hurt.
    pub fn class(&self) -> Class {
        self.code.class()
    }
}

/// What may become of a baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Growth {
    /// Findings that are gone are taken out.
    Shrink,
    /// New findings are added too.
    AcceptNew,
}

/// A text that is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// No JSON, or of another form.
    #[error("it is no baseline of plconv: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Of a later version.
    #[error("it is a baseline of form {0}, which a newer plconv wrote")]
    Newer(u32),
}

#[derive(Deserialize)]
struct Document {
    format: String,
    format_version: u32,
    findings: Vec<BaselineEntry>,
}

impl Baseline {
    /// Reads a baseline file.
    ///
    /// # Errors
    /// When the text is something else, or comes from a later version.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let document: Document = serde_json::from_str(text)?;
        if document.format != FORMAT {
            let other = serde::de::Error::custom(format!("`format` is not `{FORMAT}`"));
            return Err(BaselineError::Malformed(other));
        }
        if document.format_version > FORMAT_VERSION {
            return Err(BaselineError::Newer(document.format_version));
        }
        Ok(Baseline {
            entries: document.findings,
        })
    }

    /// The text of the file.
    pub fn print(&self) -> String {
        let mut entries: Vec<&BaselineEntry> = self.entries.iter().collect();
        entries.sort_unstable();
        // Nothing in an entry can fail to become JSON: no map with other keys, no foreign code.
        let lines = entries
            .iter()
            .map(|entry| format!("    {}", serde_json::to_string(entry).unwrap_or_default()));
        let lines: Vec<String> = lines.collect();
        let findings = if lines.is_empty() {
            "[]".to_owned()
        } else {
            format!("[\n{}\n  ]", lines.join(",\n"))
        };
        format!(
            "{{\n  \"format\": \"{FORMAT}\",\n  \"format_version\": {FORMAT_VERSION},\n  \"findings\": {findings}\n}}\n"
        )
    }

    /// Finds the entry of each fingerprint. Each entry is used once: first by a finding of the same context, then by
    /// findings of the same content in their order.
    pub(crate) fn matches<'f>(
        &self,
        fingerprints: impl Iterator<Item = Option<&'f Fingerprint>>,
    ) -> Vec<Option<usize>> {
        let fingerprints: Vec<Option<&Fingerprint>> = fingerprints.collect();
        let mut found = vec![None; fingerprints.len()];
        let mut is_used = vec![false; self.entries.len()];
        for with_context in [true, false] {
            let context = |context: &str| {
                if with_context {
                    context.to_owned()
                } else {
                    String::new()
                }
            };
            let mut unused: BTreeMap<(&str, String), VecDeque<usize>> = BTreeMap::new();
            let entries = self.entries.iter().enumerate().zip(&is_used);
            for ((number, entry), _) in entries.filter(|(_, is_used)| !**is_used) {
                let key = (entry.content.as_str(), context(&entry.context));
                unused.entry(key).or_default().push_back(number);
            }
            for (fingerprint, found) in fingerprints.iter().zip(&mut found) {
                let (Some(fingerprint), None) = (fingerprint, &found) else {
                    continue;
                };
                let key = (fingerprint.content.as_str(), context(&fingerprint.context));
                *found = unused.get_mut(&key).and_then(VecDeque::pop_front);
            }
            for number in found.iter().flatten() {
                if let Some(is_used) = is_used.get_mut(*number) {
                    *is_used = true;
                }
            }
        }
        found
    }
}
