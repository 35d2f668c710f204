//! Annotations of GitHub Actions.

use crate::report::{Judgement, Report};
use plconv_diagnostics::Diagnostic;

/// Workflow commands for the open findings; those that the gate counts are errors.
pub(super) fn render_github(report: &Report<'_>) -> String {
    let (diagnostics, judgements): (Vec<Diagnostic>, Vec<&Judgement>) = report
        .open()
        .map(|(diagnostic, judgement)| (diagnostic.clone(), judgement))
        .unzip();
    let fails = |number: usize| judgements.get(number).is_some_and(|judgement| judgement.counts);
    plconv_diagnostics::render_github(&diagnostics, report.sources, &fails)
}
