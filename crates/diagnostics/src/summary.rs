//! Counting diagnostics.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::code::{Class, Code, Severity};
use crate::diagnostic::Diagnostic;

/// How many diagnostics there are of each kind. Kinds that do not occur have no entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// All.
    pub total: usize,
    /// By what happened to the construct.
    pub by_severity: BTreeMap<Severity, usize>,
    /// By when it would hurt.
    pub by_class: BTreeMap<Class, usize>,
    /// By code.
    pub by_code: BTreeMap<Code, usize>,
}

/// Counts diagnostics by severity, class and code.
pub fn summary(diagnostics: &[Diagnostic]) -> Summary {
    let mut summary = Summary {
        total: diagnostics.len(),
        ..Summary::default()
    };
    for diagnostic in diagnostics {
        *summary.by_severity.entry(diagnostic.severity()).or_default() += 1;
        *summary.by_class.entry(diagnostic.class()).or_default() += 1;
        *summary.by_code.entry(diagnostic.code).or_default() += 1;
    }
    summary
}

impl Summary {
    /// How many diagnostics have this severity.
    pub fn severity(&self, severity: Severity) -> usize {
        self.by_severity.get(&severity).copied().unwrap_or(0)
    }

    /// How many diagnostics have this class.
    pub fn class(&self, class: Class) -> usize {
        self.by_class.get(&class).copied().unwrap_or(0)
    }
}

/// `3 diagnostics: 1 refused, 2 notes (load 1, note 2)`.
impl fmt::Display for Summary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.total == 0 {
            return formatter.write_str("no diagnostics");
        }
        let plural = if self.total == 1 { "" } else { "s" };
        let severities: Vec<_> = self
            .by_severity
            .iter()
            .map(|(severity, count)| format!("{count} {severity}"))
            .collect();
        let classes: Vec<_> = self
            .by_class
            .iter()
            .map(|(class, count)| format!("{class} {count}"))
            .collect();
        write!(
            formatter,
            "{} diagnostic{plural}: {} ({})",
            self.total,
            severities.join(", "),
            classes.join(", ")
        )
    }
}
