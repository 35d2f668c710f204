//! The value that all phases return beside their result.

use plconv_source::FileRange;
use serde::{Deserialize, Serialize};

use crate::code::{Class, Code, Severity};

/// One finding about one place of the source.
///
/// The message says what and where, the help says what to do; neither ends with a full stop.
/// The order of the fields is the total order of diagnostics: file, offsets, code, then everything else,
/// so that sorting leaves no tie to chance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The place the message is about.
    pub primary: FileRange,
    /// The declared code, which decides severity and class.
    pub code: Code,
    /// What was found, in one line.
    pub message: String,
    /// Other places, with what they have to do with it.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// More facts, one line each.
    pub notes: Vec<String>,
    /// The object it belongs to, as the manifest names it (`HR.EMPLOYEES`).
    pub object: Option<String>,
    /// It is about the whole tree, and told once, at the first place it concerns.
    #[serde(default)]
    pub about_tree: bool,
}

/// A further place of a [`Diagnostic`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Label {
    /// The place.
    pub range: FileRange,
    /// What it has to do with the diagnostic.
    pub message: String,
}

impl Diagnostic {
    /// A diagnostic with a message and nothing else.
    pub fn new(code: Code, primary: FileRange, message: impl Into<String>) -> Self {
        Self {
            primary,
            code,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
            object: None,
            about_tree: false,
        }
    }

    /// Adds another place.
    #[must_use]
    pub fn with_label(mut self, range: FileRange, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            range,
            message: message.into(),
        });
        self
    }

    /// Says what to do; a second call replaces the first.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Names the object it belongs to.
    #[must_use]
    pub fn with_object(mut self, object: impl Into<String>) -> Self {
        self.object = Some(object.into());
        self
    }

    /// Says that it is about the whole tree.
    #[must_use]
    pub fn about_tree(mut self) -> Self {
        self.about_tree = true;
        self
    }

    /// The severity of the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The class of the code.
    pub fn class(&self) -> Class {
        self.code.class()
    }
}

/// Puts diagnostics in their total order and drops exact repetitions, as when two queries report the same.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_unstable();
    diagnostics.dedup();
}
