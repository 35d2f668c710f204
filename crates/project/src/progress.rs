//! Saying how far a long run is.

/// Told by the phases of a run what they do; implemented by whoever has a terminal.
pub trait Progress: Sync {
    /// A phase begins; `steps` is how many steps it has, 0 when that is not known.
    fn phase(&self, name: &str, steps: u64);
    /// A step of the current phase is done. Called from several threads.
    fn step(&self);
}

/// Says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn phase(&self, _name: &str, _steps: u64) {}
    fn step(&self) {}
}
