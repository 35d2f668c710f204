//! Which findings fail a run.

use crate::report::{Report, State};
use plconv_diagnostics::{Class, Code, Diagnostic, Severity};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// The findings that count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum FailOn {
    /// All but notes.
    #[default]
    Findings,
    /// Those of some classes and codes; none when both are empty.
    Only {
        /// Classes.
        classes: BTreeSet<Class>,
        /// Codes.
        codes: BTreeSet<Code>,
    },
}

/// When a run fails.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gate {
    /// The findings that count, when they are new and not suppressed.
    pub fail_on: FailOn,
    /// How many of them are let through.
    pub max_new: usize,
}

/// What the gate says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How many findings count.
    pub counted: usize,
    /// Which ones do.
    pub fail_on: FailOn,
    /// Whether known ones were left out.
    pub has_baseline: bool,
    /// How many are let through.
    pub max_new: usize,
}

impl Verdict {
    /// Whether there are too many.
    pub fn fails(&self) -> bool {
        self.counted > self.max_new
    }
}

impl Gate {
    /// Whether a diagnostic counts when it is new.
    pub fn counts(&self, diagnostic: &Diagnostic) -> bool {
        match &self.fail_on {
            FailOn::Findings => diagnostic.severity() != Severity::Note,
            FailOn::Only { classes, codes } => {
                classes.contains(&diagnostic.class()) || codes.contains(&diagnostic.code)
            }
        }
    }

    pub(crate) fn verdict(&self, report: &Report<'_>) -> Verdict {
        Verdict {
            counted: report
                .findings()
                .filter(|(_, judgement)| judgement.counts)
                .count(),
            fail_on: self.fail_on.clone(),
            has_baseline: report.has_baseline,
            max_new: self.max_new,
        }
    }

    pub(crate) fn counts_as(&self, diagnostic: &Diagnostic, state: State, is_suppressed: bool) -> bool {
        state == State::New && !is_suppressed && self.counts(diagnostic)
    }
}

/// From classes and codes separated by commas (`load,silent,PLC0024`), or `none`.
impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut classes, mut codes) = (BTreeSet::new(), BTreeSet::new());
        for word in text.split(',').map(str::trim) {
            if word == "none" && text.trim() == "none" {
                continue;
            }
            let mut known = Class::ALL.into_iter();
            if let Some(class) = known.find(|class| class.as_str() == word) {
                classes.insert(class);
            } else if let Ok(code) = word.parse() {
                codes.insert(code);
            } else {
                return Err(format!("`{word}` is no class ({}) and no code", class_names()));
            }
        }
        Ok(FailOn::Only { classes, codes })
    }
}

fn class_names() -> String {
    Class::ALL.map(Class::as_str).join(", ")
}

/// As it is written on the command line; in words when nothing was written.
impl fmt::Display for FailOn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FailOn::Findings => formatter.write_str("refused or assumed"),
            FailOn::Only { classes, codes } if classes.is_empty() && codes.is_empty() => {
                formatter.write_str("none")
            }
            FailOn::Only { classes, codes } => {
                let classes = classes.iter().map(|class| class.as_str());
                let words: Vec<&str> = classes.chain(codes.iter().map(|code| code.as_str())).collect();
                formatter.write_str(&words.join(", "))
            }
        }
    }
}

/// `failed: 2 new findings (silent), 1 let through`.
impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = if self.fails() { "failed" } else { "passed" };
        let new = if self.has_baseline { " new" } else { "" };
        let plural = if self.counted == 1 { "" } else { "s" };
        write!(
            formatter,
            "{result}: {}{new} finding{plural} ({})",
            self.counted, self.fail_on
        )?;
        if self.max_new > 0 {
            write!(formatter, ", {} let through", self.max_new)?;
        }
        Ok(())
    }
}
