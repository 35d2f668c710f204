//! A plan's file, looked at while the plan is followed.

use crate::moving;
use crate::terminal::tell;
use plconv_mover::plan::{Plan, SourcePlan};
use plconv_replication::migrate::NewerPlan;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a file has to be the same before it counts: an editor may be writing it.
const SETTLED: Duration = Duration::from_millis(500);

/// A plan that is followed, and the one that its file says.
pub struct FollowedPlan<'a> {
    path: &'a Path,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The plan that is followed.
    followed: Option<Arc<Plan>>,
    /// The text of the file that was judged last.
    judged: Option<String>,
    /// Another text, and since when it is there.
    settling: Option<(String, Instant)>,
    /// What that came to, when it can be followed.
    newer: Option<Arc<Plan>>,
    /// Whether it was given away since it came.
    is_given: bool,
    /// Why it cannot: it is told once.
    refused: Option<String>,
}

impl<'a> FollowedPlan<'a> {
    /// The file as it is now is followed.
    pub fn new(path: &'a Path) -> Self {
        FollowedPlan {
            path,
            state: Mutex::new(State {
                judged: std::fs::read_to_string(path).ok(),
                ..State::default()
            }),
        }
    }

    /// This plan is followed from here on.
    pub fn follows(&self, plan: &Arc<Plan>) {
        let mut state = self.state();
        state.followed = Some(plan.clone());
        state.newer = None;
        state.refused = None;
    }

    /// The plan that is to be followed next.
    pub fn take(&self) -> Option<Arc<Plan>> {
        self.state().newer.take()
    }

    /// Tells why the file as it is now is not followed, once.
    pub fn tell_refused(&self, why: &str) {
        self.state().refuse(why);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn refuse(&mut self, why: &str) {
        if self.refused.as_deref() != Some(why) {
            tell(&format!("the plan has changed and is not followed: {why}\n"));
            self.refused = Some(why.to_owned());
        }
    }

    /// Judges a text that has settled: whether it is another plan, which can be followed as far as is seen by itself.
    fn judge(&mut self, path: &Path) {
        let had_newer = self.newer.take().is_some();
        let plan = match moving::plan(path) {
            Ok(plan) => plan,
            Err(error) => {
                self.refuse(&format!("{error:#}"));
                return;
            }
        };
        let Some(followed) = &self.followed else { return };
        if **followed == plan {
            // Somebody has taken back what was refused, or changed a comment.
            if had_newer || self.refused.take().is_some() {
                tell("the plan is the one that is followed again\n");
            }
            return;
        }
        if let Some(other) = other_ends(followed, &plan) {
            self.refuse(&format!(
                "{other} is another; end the command and start it again when that is meant"
            ));
            return;
        }
        if plan.tables.is_empty() {
            self.refuse("it has no tables");
            return;
        }
        self.refused = None;
        self.newer = Some(Arc::new(plan));
        self.is_given = false;
    }

    /// Looks at the file, and judges what it says when that has settled.
    fn look(&mut self, path: &Path) {
        // While an editor writes it there may be none.
        let text = std::fs::read_to_string(path).ok();
        let Some(text) = text.filter(|text| self.judged.as_ref() != Some(text)) else {
            self.settling = None;
            return;
        };
        match &self.settling {
            Some((settling, since)) if *settling == text => {
                if since.elapsed() >= SETTLED {
                    self.settling = None;
                    self.judged = Some(text);
                    self.judge(path);
                }
            }
            _ => self.settling = Some((text, Instant::now())),
        }
    }
}

/// What of a plan cannot change while it is followed: what job it is, and between which ends.
fn other_ends(followed: &Plan, plan: &Plan) -> Option<&'static str> {
    let source = |plan: &Plan| SourcePlan {
        array_size: None,
        leave_out: Vec::new(),
        ..plan.source.clone()
    };
    [
        ("name", followed.name != plan.name),
        ("[source]", source(followed) != source(plan)),
        ("[target]", followed.target != plan.target),
        (
            "[replication.capture]",
            followed.replication.capture != plan.replication.capture,
        ),
    ]
    .into_iter()
    .find_map(|(key, differs)| differs.then_some(key))
}

impl NewerPlan for FollowedPlan<'_> {
    fn has_come(&self) -> bool {
        let mut state = self.state();
        state.look(self.path);
        state.newer.is_some() && !state.is_given
    }

    fn plan(&self) -> Option<Arc<Plan>> {
        let mut state = self.state();
        state.is_given = true;
        state.newer.clone()
    }

    fn refused(&self, why: &str) {
        self.tell_refused(why);
    }
}
