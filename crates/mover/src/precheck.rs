//! Whether a plan can work, before anything is moved: each check with its result and what remedies it.

mod disk;
mod oracle;
mod postgres;
mod sample;

use crate::error::Error;
use crate::plan::Plan;
use crate::source::{OracleSource, Source};
use crate::target::Target;
use serde::Serialize;
use std::sync::Arc;

/// What a precheck needs.
pub struct PrecheckOptions {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Where rows come from.
    pub source: Arc<dyn Source>,
    /// The same when it is an Oracle.
    pub oracle: Option<Arc<OracleSource>>,
    /// Where they go.
    pub target: Target,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Fine.
    Pass,
    /// The load works, but somebody should know.
    Warn,
    /// The load cannot work.
    Fail,
    /// Not fine, and the plan says why that is accepted.
    Ignored,
}

/// One check of one object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its name, as `[[ignore]]` of a plan has it.
    pub check: &'static str,
    /// What it is about; empty for a whole side.
    pub object: String,
    /// How it ended.
    pub status: Status,
    /// What was found.
    pub message: String,
    /// SQL, or what else remedies it.
    pub remedy: Option<String>,
}

/// All checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Precheck {
    /// In the order they were made.
    pub items: Vec<Item>,
    /// How many of a hundred are fine or accepted.
    pub percent: u64,
}

impl Precheck {
    /// Whether the load can work.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.items.iter().all(|item| item.status != Status::Fail)
    }
}

/// Collects checks.
#[derive(Default)]
struct Checks {
    items: Vec<Item>,
}

impl Checks {
    fn add(
        &mut self,
        check: &'static str,
        object: &str,
        status: Status,
        message: String,
        remedy: Option<String>,
    ) {
        self.items.push(Item {
            check,
            object: object.to_owned(),
            status,
            message,
            remedy,
        });
    }

    fn pass(&mut self, check: &'static str, object: &str, message: impl Into<String>) {
        self.add(check, object, Status::Pass, message.into(), None);
    }

    fn warn(
        &mut self,
        check: &'static str,
        object: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(check, object, Status::Warn, message.into(), Some(remedy.into()));
    }

    fn fail(
        &mut self,
        check: &'static str,
        object: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(check, object, Status::Fail, message.into(), Some(remedy.into()));
    }

    fn error(&mut self, check: &'static str, object: &str, error: &Error) {
        let remedy = match error {
            Error::Usage(_) => Some("change the plan"),
            other => other.advice(),
        };
        self.add(
            check,
            object,
            Status::Fail,
            error.to_string(),
            remedy.map(str::to_owned),
        );
    }
}

/// Makes all checks; what cannot be checked is a failed check.
#[must_use]
pub fn precheck(options: &PrecheckOptions) -> Precheck {
    let mut checks = Checks::default();
    if let Some(oracle) = &options.oracle {
        oracle::check(options, oracle, &mut checks);
    }
    postgres::check(options, &mut checks);
    let mut items = checks.items;
    for item in &mut items {
        let ignored = options.plan.ignored.iter().find(|ignored| {
            ignored.check == item.check
                && ignored
                    .object
                    .as_ref()
                    .is_none_or(|object| *object == item.object)
        });
        if let (Some(ignored), Status::Warn | Status::Fail) = (ignored, item.status) {
            item.status = Status::Ignored;
            item.message = format!("{} (accepted: {})", item.message, ignored.reason);
        }
    }
    let fine = items
        .iter()
        .filter(|item| matches!(item.status, Status::Pass | Status::Ignored))
        .count() as u64;
    let percent = if items.is_empty() {
        100
    } else {
        fine * 100 / items.len() as u64
    };
    Precheck { items, percent }
}
