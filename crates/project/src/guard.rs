//! Work that may go wrong in ways nobody thought of: large stacks, caught panics.

use std::cell::RefCell;
use std::panic::AssertUnwindSafe;

/// Stack of each worker. Deeply nested code makes recursive phases deep; memory is only used when touched.
const STACK_BYTES: usize = 256 * 1024 * 1024;

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Makes panics silent and remembers where they happened, for [`run_guarded`]. Called once by a binary.
pub fn install_quiet_panic_hook() {
    std::panic::set_hook(Box::new(|information| {
        let place = information.location().map_or_else(String::new, |location| {
            format!(" at {}:{}", location.file(), location.line())
        });
        let message = message_of(information.payload());
        LAST_PANIC.with_borrow_mut(|last| *last = Some(format!("{message}{place}")));
    }));
}

/// Runs `work`; a panic becomes an error that says what happened, for an internal-error diagnostic.
///
/// # Errors
/// The message of the panic, with its place when [`install_quiet_panic_hook`] was called.
pub fn run_guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    LAST_PANIC.with_borrow_mut(|last| *last = None);
    std::panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        if payload.is::<salsa::Cancelled>() || payload.is::<Abandoned>() {
            // Not a mistake: the inputs changed while we worked, and whoever changed them waits for this; or nobody waits
            // for the result any more.
            std::panic::resume_unwind(payload);
        }
        LAST_PANIC
            .with_borrow_mut(Option::take)
            .unwrap_or_else(|| message_of(payload.as_ref()))
    })
}

/// What unwinds work whose result nobody waits for; no mistake.
#[derive(Clone, Copy, Debug)]
pub struct Abandoned;

impl Abandoned {
    /// Ends the work at hand.
    pub fn unwind() -> ! {
        std::panic::resume_unwind(Box::new(Abandoned))
    }
}

fn message_of(payload: &(dyn std::any::Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "panic without a message".to_owned())
}

/// Runs `work` on a pool of `jobs` threads (none: one per processor) with large stacks.
///
/// # Errors
/// When the operating system gives no threads.
pub fn run_with_threads<T: Send>(
    jobs: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, rayon::ThreadPoolBuildError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .stack_size(STACK_BYTES)
        .thread_name(|number| format!("plconv-{number}"))
        .build()?;
    Ok(pool.install(work))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        let result: Result<(), String> = run_guarded(|| panic!("no {}", 1));
        assert!(result.unwrap_err().starts_with("no 1"));
        assert_eq!(run_guarded(|| 7), Ok(7));
    }

    #[test]
    fn workers_have_room_for_deep_recursion() {
        fn depth(left: u32) -> u32 {
            let ballast = std::hint::black_box([left; 64]);
            if left == 0 {
                0
            } else {
                depth(left - 1) + std::hint::black_box(ballast)[0] / left
            }
        }
        assert_eq!(run_with_threads(Some(1), || depth(100_000)).unwrap(), 100_000);
    }
}
