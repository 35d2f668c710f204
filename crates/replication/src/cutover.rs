//! The end of the way forward: the target takes the place of the source.

mod record;

pub use record::{Cutover, FallbackStart, forget_fallback, prepare_fallback, record, recorded};
