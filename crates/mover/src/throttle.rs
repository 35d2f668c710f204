//! Limits of rows and bytes a second, shared by all readers of a process.

use crate::events::Observer;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Hands out rows and bytes at a steady rate.
pub struct Throttle<'a> {
    rows_per_second: u64,
    bytes_per_second: u64,
    /// Who lets the time pass.
    observer: &'a dyn Observer,
    /// When everything that was handed out so far has been paid for.
    paid: Mutex<Instant>,
}

impl<'a> Throttle<'a> {
    /// A throttle; 0 stands for no limit.
    #[must_use]
    pub fn new(rows_per_second: u64, bytes_per_second: u64, observer: &'a dyn Observer) -> Self {
        Throttle {
            rows_per_second,
            bytes_per_second,
            observer,
            paid: Mutex::new(Instant::now()),
        }
    }

    /// Waits until so many rows and bytes may go.
    pub fn take(&self, rows: u64, bytes: u64) {
        let wait = self.cost(rows, bytes);
        if wait.is_zero() {
            return;
        }
        let now = Instant::now();
        let until = {
            let mut paid = self
                .paid
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            // What was not used in the past is not saved up.
            *paid = (*paid).max(now) + wait;
            *paid
        };
        self.observer.wait(until.saturating_duration_since(now));
    }

    /// How long so many rows and bytes take.
    fn cost(&self, rows: u64, bytes: u64) -> Duration {
        let seconds = |amount: u64, rate: u64| {
            if rate == 0 {
                0.0
            } else {
                amount as f64 / rate as f64
            }
        };
        let longest = seconds(rows, self.rows_per_second).max(seconds(bytes, self.bytes_per_second));
        Duration::from_secs_f64(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Silent;

    #[test]
    fn the_slower_limit_counts() {
        let throttle = Throttle::new(1000, 1_000_000, &Silent);
        assert_eq!(throttle.cost(500, 100_000), Duration::from_millis(500));
        assert_eq!(throttle.cost(1, 250_000), Duration::from_millis(250));
        assert_eq!(
            Throttle::new(0, 0, &Silent).cost(1 << 40, 1 << 40),
            Duration::ZERO
        );
    }
}
