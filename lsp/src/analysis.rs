//! The threads that work without being asked.
//!
//! One tells at once what is wrong with the syntax of a text that changed. One analyses folders, the latest texts only:
//! what comes meanwhile is analysed next, in one go. One converts whole folders when nothing else is to be done.

mod convert;
mod project;
pub mod publish;

use crate::folder::Root;
use crate::state::State;
use project::Project;
use publish::Publisher;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tower_lsp_server::ls_types::Uri;

/// What happened.
pub enum Event {
    /// A text changed: its syntax is wanted at once.
    Quick(Uri),
    /// A text of a folder changed.
    Text(Root),
    /// A text was closed.
    Closed(Root, Uri),
    /// Files of a folder, or its policy, changed on the disk.
    Disk(Root),
    /// Somebody waits until everything that happened before is known to the editor.
    Settle(oneshot::Sender<()>),
}

/// Starts the threads; they end when nobody can send any more.
pub fn start(state: &Arc<State>, events: Receiver<Event>, runtime: Handle) -> std::io::Result<()> {
    let publisher = Arc::new(Publisher::new(Arc::downgrade(state), runtime));
    let (quick, quick_events) = channel();
    let (slow, slow_events) = channel();
    let (idle, idle_events) = channel();
    let sort = move || {
        for event in events {
            let sent = match event {
                Event::Quick(uri) => quick.send(uri).is_ok(),
                Event::Text(_) | Event::Closed(..) | Event::Disk(_) | Event::Settle(_) => {
                    slow.send(event).is_ok()
                }
            };
            if !sent {
                return;
            }
        }
    };
    let for_quick = Arc::clone(&publisher);
    let for_idle = Arc::clone(&publisher);
    let state = Arc::downgrade(state);
    let state_of_idle = Weak::clone(&state);
    for (name, work) in [
        ("plconv-events", Box::new(sort) as Box<dyn FnOnce() + Send>),
        (
            "plconv-syntax",
            Box::new(move || quickly(&quick_events, &for_quick)),
        ),
        (
            "plconv-analysis",
            Box::new(move || analyse(&state, &slow_events, &idle, &publisher)),
        ),
        (
            "plconv-conversion",
            Box::new(move || convert::run(&state_of_idle, &idle_events, &for_idle)),
        ),
    ] {
        std::thread::Builder::new()
            .name(name.to_owned())
            .stack_size(crate::STACK_BYTES)
            .spawn(work)?;
    }
    Ok(())
}

/// Says what is known of a text at once; of several changes the last.
fn quickly(events: &Receiver<Uri>, publisher: &Publisher) {
    while let Ok(first) = events.recv() {
        let texts: BTreeSet<Uri> = std::iter::once(first).chain(events.try_iter()).collect();
        for uri in texts {
            publisher.text(&uri);
        }
    }
}

fn analyse(
    state: &Weak<State>,
    events: &Receiver<Event>,
    idle: &Sender<convert::Work>,
    publisher: &Publisher,
) {
    let mut projects: BTreeMap<Root, Project> = BTreeMap::new();
    while let Ok(first) = events.recv() {
        let mut wanted: BTreeMap<Root, bool> = BTreeMap::new();
        let mut closed = Vec::new();
        let mut waiting = Vec::new();
        for event in std::iter::once(first).chain(events.try_iter()) {
            match event {
                Event::Quick(_) => {}
                Event::Text(root) => {
                    wanted.entry(root).or_default();
                }
                Event::Closed(root, uri) => {
                    wanted.entry(root).or_default();
                    closed.push(uri);
                }
                Event::Disk(root) => {
                    wanted.insert(root, true);
                }
                Event::Settle(done) => waiting.push(done),
            }
        }
        let Some(state) = state.upgrade() else { return };
        for (root, reread) in wanted {
            let world = state.world();
            let Some(folder) = world.folders.iter().find(|folder| folder.root == root) else {
                projects.remove(&root);
                continue;
            };
            let project = projects
                .entry(root.clone())
                .or_insert_with(|| Project::new(root.clone()));
            let reporting = publisher.progress(&root, folder.base.is_none() || reread);
            let analysed = project.analyse(&world, folder, reread, &reporting);
            drop(reporting);
            match analysed {
                Ok(base) => {
                    state.analysed(&root, Arc::clone(&base));
                    publisher.analysed(&root);
                    drop(idle.send(convert::Work::Convert(root, base)));
                }
                Err(message) => publisher.complain(&format!("{}: {message}", root.directory().display())),
            }
        }
        for uri in closed {
            publisher.closed(&uri);
        }
        for done in waiting {
            drop(idle.send(convert::Work::Settle(done)));
        }
    }
}
