//! Trying again what may go away by itself.

use super::LoadOptions;
use crate::error::Error;
use crate::events::Event;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

/// The first wait.
const FIRST: Duration = Duration::from_millis(200);

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

/// How long somebody is waited for who does not answer at all when a load begins.
const UNREACHABLE: Duration = Duration::from_secs(3);

/// Waits that double, for as long as the plan says.
#[derive(Debug)]
pub struct Backoff {
    next: Duration,
    since: Option<Instant>,
    window: Duration,
}

impl Backoff {
    /// A backoff with a window.
    pub fn new(window: Duration) -> Self {
        Backoff {
            next: FIRST,
            since: None,
            window,
        }
    }

    /// Something worked.
    pub fn reset(&mut self) {
        self.next = FIRST;
        self.since = None;
    }

    /// How long to wait after a failure; `None` when the window is over.
    pub fn wait(&mut self) -> Option<Duration> {
        let since = *self.since.get_or_insert_with(Instant::now);
        if since.elapsed() + self.next > self.window {
            return None;
        }
        let wait = self.next;
        self.next = (self.next * 2).min(LONGEST);
        Some(wait)
    }
}

/// Waits, but not longer than until the run is told to stop. `false` when it was.
pub fn pause(options: &LoadOptions<'_>, wait: Duration) -> bool {
    let until = Instant::now() + wait;
    loop {
        if options.stop.load(Ordering::Relaxed) {
            return false;
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        std::thread::sleep(left.min(Duration::from_millis(100)));
    }
}

/// Does something until it works, fails for good, or the window is over. That is a short one where nobody answers: what begins
/// a load has more often a wrong address than a server that is about to start.
pub fn retrying<T>(
    options: &LoadOptions<'_>,
    what: &str,
    mut action: impl FnMut() -> Result<T, Error>,
) -> Result<T, Error> {
    let window = Duration::from_secs(options.plan.load.retry_seconds);
    let mut backoff = Backoff::new(window);
    let mut unreachable = Backoff::new(window.min(UNREACHABLE));
    loop {
        let error = match action() {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        let wait = match (error.is_transient(), error.is_unreachable()) {
            (true, true) => unreachable.wait(),
            (true, false) => backoff.wait(),
            (false, _) => None,
        };
        let Some(wait) = wait else { return Err(error) };
        options.observer.event(&Event::Retry {
            what: what.to_owned(),
            message: error.to_string(),
            wait_milliseconds: wait.as_millis() as u64,
        });
        if !pause(options, wait) {
            return Err(Error::Interrupted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_until_the_window_is_over() {
        let mut backoff = Backoff::new(Duration::from_secs(3600));
        let waits: Vec<u64> = (0..10)
            .map(|_| backoff.wait().unwrap().as_millis() as u64)
            .collect();
        assert_eq!(
            waits,
            [200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000]
        );
        backoff.reset();
        assert_eq!(backoff.wait(), Some(FIRST));
        assert_eq!(Backoff::new(Duration::ZERO).wait(), None);
    }
}
