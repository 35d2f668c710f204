//! Text and progress on the terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use plconv_project::Progress;
use plconv_verify::VerifyProgress;
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Writes to standard output. A reader that went away, as `head` does, is no error.
pub fn print(text: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes to standard error; nothing helps when that fails.
pub fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Says why a run failed, with everything that led to it.
pub fn complain(error: &anyhow::Error) {
    tell(&format!("plconv: {error:#}\n"));
}

/// Whether standard output understands colours. https://no-color.org
pub fn has_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Ctrl-C was pressed.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Set by Ctrl-C after [`stop_on_interrupt`].
pub fn interrupted() -> &'static AtomicBool {
    &INTERRUPTED
}

/// Makes Ctrl-C say something and set a flag; a second one ends the program at once.
pub fn stop_on_interrupt(message: &'static str) {
    // Without a handler Ctrl-C ends the program as it does others.
    let _ = ctrlc::set_handler(move || {
        if INTERRUPTED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        tell(message);
    });
}

/// Nothing is drawn for runs shorter than this.
const SHORT_RUN: Duration = Duration::from_millis(700);

/// A progress bar on standard error, only on a terminal and only for long runs.
pub struct TerminalProgress {
    is_terminal: bool,
    started: Instant,
    bar: Mutex<Option<ProgressBar>>,
}

impl TerminalProgress {
    /// Not drawn yet.
    pub fn new() -> Self {
        TerminalProgress {
            is_terminal: std::io::stderr().is_terminal(),
            started: Instant::now(),
            bar: Mutex::new(None),
        }
    }

    fn with_bar(&self, action: impl FnOnce(&mut Option<ProgressBar>)) {
        if self.is_terminal
            && let Ok(mut bar) = self.bar.lock()
        {
            action(&mut bar);
        }
    }

    /// Makes Ctrl-C end the work after the statement that runs, so that nothing stays behind; a second one ends the
    /// program at once.
    pub fn stop_on_interrupt(&self) {
        stop_on_interrupt("stopping after this statement; once more ends at once\n");
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.with_bar(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        });
    }
}

impl Progress for TerminalProgress {
    fn phase(&self, name: &str, steps: u64) {
        self.with_bar(|slot| {
            if let Some(bar) = slot.take() {
                bar.finish_and_clear();
            }
            let bar =
                ProgressBar::with_draw_target((steps > 0).then_some(steps), ProgressDrawTarget::hidden());
            let template = if steps > 0 {
                "{msg:<20} {bar:30} {pos}/{len}"
            } else {
                "{msg:<20} {spinner}"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(name.to_owned());
            if self.started.elapsed() >= SHORT_RUN {
                show(&bar);
            }
            *slot = Some(bar);
        });
    }

    fn step(&self) {
        self.with_bar(|bar| {
            if let Some(bar) = bar {
                bar.inc(1);
                if bar.is_hidden() && self.started.elapsed() >= SHORT_RUN {
                    show(bar);
                }
            }
        });
    }
}

impl VerifyProgress for TerminalProgress {
    fn phase(&self, name: &str, steps: u64) {
        Progress::phase(self, name, steps);
    }

    fn step(&self) {
        Progress::step(self);
    }

    fn is_stopped(&self) -> bool {
        INTERRUPTED.load(Ordering::SeqCst)
    }
}

fn show(bar: &ProgressBar) {
    bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    bar.enable_steady_tick(Duration::from_millis(100));
}
