//! The end of the way forward: the target takes the place of the source.

mod drift;
mod gates;
mod record;
mod run;

pub use drift::{DriftReport, drift};
pub use record::{Cutover, FallbackStart, forget_fallback, prepare_fallback, record, recorded};
pub use run::{CutoverOptions, CutoverReport, SourceState, Step, StepState, cut_over};
