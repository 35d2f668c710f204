//! `plconv check`

use crate::arguments::CheckArguments;
use crate::findings::{self, Found, Stages};
use crate::kept::{self, Asked};
use crate::outcome::Outcome;
use crate::session::{self, Session};
use crate::{summary, watch};
use plconv_project::RunFiles;
use plconv_project::cache::Wanted;

/// Prints what `convert` would report, with `--watch` again after each change.
pub fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    if !arguments.watch {
        return check(arguments, &mut Session::for_one_run());
    }
    let mut session = Session::default();
    let written = arguments.gate.files();
    watch::repeat(&arguments.source, &written, || check(arguments, &mut session))
}

fn check(arguments: &CheckArguments, session: &mut Session) -> anyhow::Result<Outcome> {
    let (source, project) = (&arguments.source, &arguments.project);
    let asked = Asked {
        output: None,
        wanted: Wanted::Findings,
        cache: &arguments.cache,
    };
    let (tree, conversion) = kept::convert(session, source, &project.reading, &asked)?;
    let mut files = RunFiles::new(Some(&tree));
    let found = Found {
        suppressions: session::suppressions(source, project.reading.policy.as_deref(), &mut files)?,
        summary: summary::text(&conversion.manifest, &conversion.diagnostics),
        diagnostics: conversion.diagnostics,
        files: &files,
        manifest: &conversion.manifest,
        stages: Stages::Conversion,
        output: &|_| None,
    };
    findings::conclude(found, project.format, &arguments.gate)
}
