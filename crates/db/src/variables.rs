//! Substitution variables of one SQL*Plus session.

use std::collections::BTreeMap;

/// Stands in a partly known text for what only a run can know. No script has this character.
pub const HOLE: char = '\0';

/// What a command gives a variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// The whole value.
    Known(String),
    /// The value, with a [`HOLE`] for each variable without one.
    Partly(String),
    /// What a query returns.
    Queried,
}

/// The values of substitution variables while scripts run one after the other. Names are not case sensitive.
/// SQL*Plus User's Guide, "Using Substitution Variables".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variables {
    values: BTreeMap<String, String>,
    /// Values the user gave: they also answer the prompts of ACCEPT.
    given: BTreeMap<String, String>,
    /// Of variables without a value: what is known of it, with [`HOLE`] for what is not; empty when a query gives it.
    partial: BTreeMap<String, String>,
    /// `SET DEFINE`: the character that starts a reference; `None` when substitution is off.
    pub prefix: Option<char>,
    /// `SET CONCAT`: the character that ends a reference when more text follows.
    pub concatenation: Option<char>,
    /// `SET ESCAPE`: the character that takes the meaning from the prefix; off unless set.
    pub escape: Option<char>,
}

impl Variables {
    /// The variables of a new session with values given in the policy or on the command line.
    pub fn new(given: &BTreeMap<String, String>) -> Self {
        let given: BTreeMap<String, String> = given
            .iter()
            .map(|(name, value)| (name.to_uppercase(), value.clone()))
            .collect();
        Variables {
            values: given.clone(),
            given,
            partial: BTreeMap::new(),
            prefix: Some('&'),
            concatenation: Some('.'),
            escape: None,
        }
    }

    /// The value of a variable; `None` when it has none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(&name.to_uppercase()).map(String::as_str)
    }

    /// `DEFINE name = value`
    pub fn define(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_uppercase(), value.into());
    }

    /// Gives a variable a value of which not all may be known.
    pub fn set(&mut self, name: &str, value: Value) {
        let unknown = match value {
            Value::Known(value) => return self.define(name, value),
            Value::Partly(known) => known,
            Value::Queried => String::new(),
        };
        self.accept(name, None);
        self.partial.insert(name.to_uppercase(), unknown);
    }

    /// `UNDEFINE name`
    pub fn undefine(&mut self, name: &str) {
        let name = name.to_uppercase();
        self.values.remove(&name);
        self.partial.remove(&name);
    }

    /// These variables, with a [`HOLE`] for what is not known of the ones named. `None` when a query gives one of them:
    /// its value decides what the script does.
    pub fn with_holes(&self, names: &[String]) -> Option<Variables> {
        let mut holed = self.clone();
        for name in names {
            let known = match self.partial.get(&name.to_uppercase()) {
                Some(known) if known.is_empty() => return None,
                Some(known) => known.clone(),
                None => HOLE.to_string(),
            };
            holed.define(name, known);
        }
        Some(holed)
    }

    /// `ACCEPT name DEFAULT value`: nobody is there to answer, so the value the user gave for the name wins, then the
    /// default. Without either the variable has no value; a value it had before would not be the answer. Whether the
    /// default was taken is returned.
    pub fn accept(&mut self, name: &str, default: Option<&str>) -> bool {
        let name = name.to_uppercase();
        self.partial.remove(&name);
        let takes_default = default.is_some() && !self.given.contains_key(&name);
        match self.given.get(&name).map(String::as_str).or(default) {
            Some(value) => {
                let value = value.to_owned();
                self.values.insert(name, value);
            }
            None => {
                self.values.remove(&name);
            }
        }
        takes_default
    }

    /// `COLUMN ... NEW_VALUE name`: a query gives the value when the script runs, so that only the user can know it.
    pub fn set_by_query(&mut self, name: &str) {
        self.set(name, Value::Queried);
    }

    /// `SET option value ...`: DEFINE, SCAN, CONCAT and ESCAPE count.
    pub fn apply_set(&mut self, words: &[String]) {
        for (option, value) in words.iter().zip(words.iter().skip(1)) {
            if is_abbreviation(option, "DEFINE", 3) || is_abbreviation(option, "SCAN", 4) {
                self.prefix = switch(value, '&');
            } else if is_abbreviation(option, "CONCAT", 3) {
                self.concatenation = switch(value, '.');
            } else if is_abbreviation(option, "ESCAPE", 3) {
                self.escape = switch(value, '\\');
            }
        }
    }

    /// Sets `&1`, `&2`... as `@script a b` does; those not given keep their values.
    pub fn set_arguments(&mut self, arguments: impl IntoIterator<Item = Value>) {
        for (argument, position) in arguments.into_iter().zip(1..) {
            self.set(&i32::to_string(&position), argument);
        }
    }
}

/// The value of an option that is ON, OFF or a character.
fn switch(value: &str, on: char) -> Option<char> {
    let value = value.trim_matches(['\'', '"']);
    if value.eq_ignore_ascii_case("off") {
        None
    } else if value.eq_ignore_ascii_case("on") {
        Some(on)
    } else {
        value.chars().next()
    }
}

fn is_abbreviation(word: &str, full: &str, shortest: usize) -> bool {
    word.len() >= shortest
        && full
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_takes_the_given_value_then_the_default() {
        let given = BTreeMap::from([("owner".to_owned(), "HR".to_owned())]);
        let mut variables = Variables::new(&given);
        variables.accept("OWNER", Some("SCOTT"));
        assert_eq!(variables.get("owner"), Some("HR"));
        variables.accept("space", Some("USERS"));
        assert_eq!(variables.get("SPACE"), Some("USERS"));
        variables.accept("space", None);
        assert_eq!(variables.get("space"), None);
    }

    #[test]
    fn define_in_a_script_wins_over_the_given_value() {
        let given = BTreeMap::from([("owner".to_owned(), "HR".to_owned())]);
        let mut variables = Variables::new(&given);
        variables.define("Owner", "OE");
        assert_eq!(variables.get("OWNER"), Some("OE"));
        variables.undefine("owner");
        assert_eq!(variables.get("OWNER"), None);
    }

    #[test]
    fn set_changes_the_characters() {
        let mut variables = Variables::new(&BTreeMap::new());
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        variables.apply_set(&words("ECHO OFF DEF ^ VERIFY OFF ESCAPE ON"));
        assert_eq!((variables.prefix, variables.escape), (Some('^'), Some('\\')));
        variables.apply_set(&words("define off"));
        assert_eq!(variables.prefix, None);
        variables.apply_set(&words("scan on"));
        assert_eq!(variables.prefix, Some('&'));
    }

    #[test]
    fn arguments_that_are_not_given_keep_their_values() {
        let mut variables = Variables::new(&BTreeMap::new());
        let known = |text: &str| Value::Known(text.to_owned());
        variables.set_arguments([known("a"), known("b")]);
        variables.set_arguments([known("c")]);
        assert_eq!((variables.get("1"), variables.get("2")), (Some("c"), Some("b")));
    }
}
