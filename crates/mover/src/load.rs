//! The full load: one run, shared by any number of processes through state tables in the target.
//!
//! A chunk's rows, its quarantined rows and the mark that it is done are one transaction of the target, and the lock that a
//! worker has on a chunk is a row lock of that transaction. So a process that is killed leaves nothing behind, and what goes
//! on later loads exactly what is missing.

pub(crate) mod block;
mod open;
mod prepare;
mod retry;
mod route;
mod run;
mod tasks;
mod worker;

pub use open::{leave_out, open_runs, plan_of_open_run};
pub use prepare::same_target;
pub use retry::Backoff;
pub(crate) use route::find;
pub use route::{ColumnTask, TableTask};
pub use run::RunSummary;

use crate::error::Error;
use crate::events::{Event, Observer};
use crate::plan::Plan;
use crate::source::Source;
use crate::target::Target;
use crate::throttle::Throttle;
use run::Run;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a process says that it lives, and looks whether it should pause.
const HEARTBEAT: Duration = Duration::from_secs(1);

/// How often a worker of a paused run looks whether it goes on.
const PAUSE: Duration = Duration::from_millis(200);

/// What a load needs.
pub struct LoadOptions<'a> {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Where rows come from.
    pub source: Arc<dyn Source>,
    /// Where they go.
    pub target: Target,
    /// Begin anew although a run of this name has not ended.
    pub restart: bool,
    /// Set from outside to end after the chunks that are being loaded.
    pub stop: &'a AtomicBool,
    /// Told what happens.
    pub observer: &'a dyn Observer,
}

/// What the threads of a process share.
struct Shared<'a> {
    options: &'a LoadOptions<'a>,
    run: Run,
    tasks: Vec<TableTask>,
    /// Bytes of the source that one chunk of a table has, about.
    chunk_bytes: BTreeMap<i32, u64>,
    throttle: Throttle<'a>,
    /// This process's name among those that share the run.
    process: String,
    rows: AtomicU64,
    bytes: AtomicU64,
    paused: AtomicBool,
    /// Set when the run was told to stop, or a worker met an error that ends all.
    ending: AtomicBool,
    /// What happened and is not yet in the state tables: level and text.
    events: Mutex<Vec<(&'static str, String)>>,
}

impl Shared<'_> {
    fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Relaxed) || self.options.stop.load(Ordering::Relaxed)
    }

    fn event(&self, event: &Event) {
        self.options.observer.event(event);
        let is_kept =
            event.level() != "info" || matches!(event, Event::Paused { .. } | Event::Finished { .. });
        if is_kept {
            let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
            events.push((event.level(), event.to_string()));
        }
    }

    /// Brings what happened to the state tables; it is kept here when that fails.
    fn keep_events(&self, client: &mut postgres::Client) -> Result<(), Error> {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        if !events.is_empty() {
            run::keep_events(client, self.run.id, &events)?;
            events.clear();
        }
        Ok(())
    }

    /// Does what was asked of all processes of the run.
    fn obey(&self, wanted: &str) {
        let pause = wanted == "pause";
        if self.paused.swap(pause, Ordering::Relaxed) != pause {
            self.event(&Event::Paused { paused: pause });
        }
        if wanted == "stop" {
            self.ending.store(true, Ordering::Relaxed);
        }
    }

    /// Waits while the run is paused; `false` when it ends.
    fn wait_while_paused(&self) -> bool {
        while self.paused.load(Ordering::Relaxed) {
            if self.is_ending() || !retry::pause(self.options, PAUSE) {
                return false;
            }
        }
        !self.is_ending()
    }
}

/// Loads everything of a plan that is not loaded yet.
///
/// # Errors
/// When the run cannot begin or has to stop; what is done stays done, and the same call goes on.
pub fn load(options: &LoadOptions<'_>) -> Result<RunSummary, Error> {
    let started = Instant::now();
    let mut client = retry::retrying(options, "connecting", || options.target.connect())?;
    run::create_state(&mut client)?;
    let mut session = retry::retrying(options, "connecting to the source", || {
        options.source.connect().map_err(Error::from)
    })?;
    let prepared = prepare::prepare(options, &mut client, session.as_mut())?;
    drop(session);
    let load = &options.plan.load;
    let shared = Shared {
        options,
        run: prepared.run,
        tasks: prepared.tasks,
        chunk_bytes: prepared.chunk_bytes,
        throttle: Throttle::new(
            load.rows_per_second,
            load.mb_per_second * 1_000_000,
            options.observer,
        ),
        process: process_name(),
        rows: AtomicU64::new(0),
        bytes: AtomicU64::new(0),
        paused: AtomicBool::new(false),
        ending: AtomicBool::new(false),
        events: Mutex::default(),
    };
    let result = std::thread::scope(|scope| {
        let (end_monitor, monitor_end) = mpsc::channel::<()>();
        let shared = &shared;
        scope.spawn(move || monitor(shared, &monitor_end));
        let workers: Vec<_> = (0..load.workers)
            .map(|number| scope.spawn(move || worker::work(shared, number)))
            .collect();
        let mut result = Ok(());
        for worker in workers {
            let ended = worker
                .join()
                .unwrap_or_else(|_| Err(Error::Stopped("internal error: a worker panicked".to_owned())));
            if let Err(error) = ended {
                shared.ending.store(true, Ordering::Relaxed);
                // The first error is the cause; that others were told to end is not.
                if result.is_ok() || matches!(result, Err(Error::Interrupted)) {
                    result = Err(error);
                }
            }
        }
        drop(end_monitor);
        result
    });
    if let Err(error) = result {
        // Somebody wanted that.
        if !matches!(error, Error::Interrupted) {
            shared.event(&Event::Failed {
                what: format!("run {}", shared.run.id),
                message: error.to_string(),
                advice: error.advice().map(str::to_owned),
            });
        }
        // The error is told in any case; those who look at the state tables should know it too.
        if let Ok(mut client) = options.target.connect() {
            let _ = shared.keep_events(&mut client);
            if !matches!(error, Error::Interrupted) {
                let _ = run::keep_error(&mut client, shared.run.id, &error.to_string());
            }
        }
        return Err(error);
    }
    let mut client = options.target.connect()?;
    let summary = run::finish(&mut client, shared.run.id)?;
    if summary.is_finished {
        shared.event(&Event::Finished {
            rows: summary.rows,
            rejected: summary.rejected,
            changed: summary.changed,
            milliseconds: started.elapsed().as_millis() as u64,
        });
    }
    shared.keep_events(&mut client)?;
    Ok(summary)
}

/// `host:pid`, for people who look at the state tables.
fn process_name() -> String {
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    let host = match host.trim() {
        "" => std::env::var("HOSTNAME").unwrap_or_else(|_| "localhost".to_owned()),
        name => name.to_owned(),
    };
    format!("{host}:{}", std::process::id())
}

/// Tells the state tables and the observer how far this process is, until the channel closes.
fn monitor(shared: &Shared<'_>, end: &mpsc::Receiver<()>) {
    let mut client = None;
    loop {
        let is_last = !matches!(end.recv_timeout(HEARTBEAT), Err(RecvTimeoutError::Timeout));
        let (rows, bytes) = (
            shared.rows.load(Ordering::Relaxed),
            shared.bytes.load(Ordering::Relaxed),
        );
        shared.options.observer.progress(rows, bytes);
        if client.is_none() {
            client = shared.options.target.connect().ok();
        }
        // Without a connection the run goes on; it is only not seen from outside.
        if let Some(connection) = &mut client {
            let doing = if is_last { "ended" } else { "loading" };
            let beat = run::heartbeat(connection, shared.run.id, &shared.process, doing, rows, bytes);
            match beat.and_then(|wanted| shared.keep_events(connection).map(|()| wanted)) {
                Ok(wanted) => shared.obey(&wanted),
                Err(_) => client = None,
            }
        }
        if is_last {
            return;
        }
    }
}
