//! Exit statuses.

use plconv_diagnostics::{Diagnostic, Severity};
use plconv_project::policy_file::PolicyError;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// 0: nothing to look at.
    Clean,
    /// 1: something was refused or assumed.
    Findings,
    /// 2: the arguments or the policy file make no sense.
    Usage,
    /// 3: the run did not happen.
    CouldNotRun,
}

impl Outcome {
    /// The outcome of doing both.
    pub fn worse(self, other: Outcome) -> Outcome {
        self.max(other)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
            Outcome::CouldNotRun => 3,
        })
    }
}

/// A request that makes no sense; its text says why.
#[derive(Debug)]
pub struct UsageError(pub String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// The status of a run that ended in an error. A policy file that cannot be understood is a matter of usage.
pub fn of_error(error: &anyhow::Error) -> Outcome {
    if error.is::<UsageError>() || error.is::<PolicyError>() {
        Outcome::Usage
    } else {
        Outcome::CouldNotRun
    }
}

/// The status of a run that happened. Notes are no findings.
pub fn of_diagnostics(diagnostics: &[Diagnostic]) -> Outcome {
    let is_finding = |diagnostic: &Diagnostic| match diagnostic.severity() {
        Severity::Refused | Severity::Assumed => true,
        Severity::Note => false,
    };
    if diagnostics.iter().any(is_finding) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
