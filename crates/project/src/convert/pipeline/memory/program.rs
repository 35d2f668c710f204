//! The symbols of a project, and what they were made from.

use super::Memory;
use crate::convert::pipeline::PipelineInput;
use plconv_catalog::Catalog;
use plconv_db::{Interface, Policy, interface};
use plconv_hir::build::{SourceUnit, Units, build_program, renew_program};
use plconv_hir::program::Program;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

/// Which symbols something was made with, in which run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) struct ProgramKey {
    pub(super) number: u64,
    pub(super) run: u64,
}

/// What units see of each other.
pub(in super::super) struct Surroundings {
    pub program: Arc<Program>,
    pub key: ProgramKey,
    /// The numbers of the units that others can see something of.
    pub defining: Vec<u32>,
}

/// Symbols with everything they depend on.
pub(super) struct KeptProgram {
    number: u64,
    /// The session and the interface of each unit that has one, in load order.
    seen: Vec<(usize, Interface)>,
    /// The texts of these units.
    texts: Vec<Arc<str>>,
    order_is_given: bool,
    policy: Arc<Policy>,
    captured: Option<Arc<Catalog>>,
    program: Arc<Program>,
}

/// The symbols, with the catalog after all scripts.
pub(in super::super) fn surroundings(
    memory: &Memory,
    input: &PipelineInput<'_>,
    units: &[SourceUnit],
    catalog: Arc<Catalog>,
    order_is_given: bool,
) -> Surroundings {
    let run = memory.next_run();
    let mut seen = Vec::new();
    let mut texts = Vec::new();
    let mut defining = Vec::new();
    for (number, unit) in input.loaded.units() {
        let interface = interface(input.db, input.project, unit);
        if interface != Interface::None {
            seen.push((unit.session, interface));
            texts.push(Arc::clone(&unit.text));
            defining.push(number);
        }
    }
    let mut kept = memory
        .program
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    let kept = match kept.take() {
        Some(mut kept)
            if kept.order_is_given == order_is_given
                && kept.policy == *input.policy
                && kept.captured.as_ref() == input.captured
                && kept.seen == seen =>
        {
            let pairs = kept.texts.iter().zip(&texts).zip(&defining);
            let changed: BTreeSet<u32> = pairs
                .filter(|((before, now), _)| before != now)
                .map(|(_, number)| *number)
                .collect();
            if !renew_program(Arc::make_mut(&mut kept.program), catalog, Units(units), &changed) {
                kept.number = run;
            }
            kept.texts = texts;
            kept
        }
        _ => KeptProgram {
            number: run,
            seen,
            texts,
            order_is_given,
            policy: Arc::clone(input.policy),
            captured: input.captured.cloned(),
            program: Arc::new(build_program(catalog, Units(units))),
        },
    };
    let result = Surroundings {
        program: Arc::clone(&kept.program),
        key: ProgramKey {
            number: kept.number,
            run,
        },
        defining,
    };
    *memory.program.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    result
}
