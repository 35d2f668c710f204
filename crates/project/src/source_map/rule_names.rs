//! Names of rules that were written down, as the program knows them: for good.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// All names that were read. There are as many of them as rules.
static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

thread_local! {
    /// Those that this thread has met: there is one in most pieces of an output.
    static MET: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

fn known(name: &str) -> &'static str {
    MET.with_borrow_mut(|met| {
        if let Some(same) = met.get(name) {
            return *same;
        }
        // It is whole at any moment.
        let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let name = match all.get(name) {
            Some(same) => *same,
            None => Box::leak(name.to_owned().into_boxed_str()),
        };
        all.insert(name);
        met.insert(name);
        name
    })
}

/// The name of a rule that was written down.
pub(super) struct RuleName(pub &'static str);

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(AnyName)
    }
}

struct AnyName;

impl Visitor<'_> for AnyName {
    type Value = RuleName;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a rule")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<RuleName, E> {
        Ok(RuleName(known(name)))
    }
}
