//! The trees of the long units that were parsed last: after an edit, most of such a tree is taken over.
//!
//! What is parsed depends on text and options alone, with or without them.

use plconv_syntax::parser::{Parse, ParseOptions, parse_unit, reparse_unit};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many are kept: an editor and an analysis go back and forth between some.
const MAX_KEPT: usize = 8;

/// Shorter texts are parsed in no time.
const MIN_BYTES: usize = 8_000;

/// Trees of long units with the options they were parsed with, the last first.
#[derive(Debug, Default)]
pub struct RecentParses(Mutex<VecDeque<(Arc<ParseOptions>, Arc<Parse>)>>);

impl RecentParses {
    fn kept(&self) -> MutexGuard<'_, VecDeque<(Arc<ParseOptions>, Arc<Parse>)>> {
        // It is whole at any moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a tree.
    pub(crate) fn note(&self, options: &ParseOptions, parse: &Arc<Parse>) {
        if parse.tree.text().len() < MIN_BYTES {
            return;
        }
        let mut kept = self.kept();
        kept.retain(|(_, known)| !Arc::ptr_eq(known, parse));
        kept.push_front((Arc::new(options.clone()), Arc::clone(parse)));
        kept.truncate(MAX_KEPT);
    }

    /// Parses a unit.
    pub(crate) fn parse(&self, text: &str, options: &ParseOptions) -> Arc<Parse> {
        if text.len() < MIN_BYTES {
            return Arc::new(parse_unit(text, options));
        }
        let similar: Vec<Arc<Parse>> = self
            .kept()
            .iter()
            .filter(|(known, _)| **known == *options)
            .map(|(_, parse)| Arc::clone(parse))
            .collect();
        if let Some(same) = similar.iter().find(|parse| parse.tree.text() == text) {
            return Arc::clone(same);
        }
        let nearest = similar
            .iter()
            .max_by_key(|parse| same_start(parse.tree.text(), text));
        let parse = Arc::new(match nearest {
            Some(before) => reparse_unit(before, text, options),
            None => parse_unit(text, options),
        });
        self.note(options, &parse);
        parse
    }
}

/// How many blocks of bytes two texts begin with.
fn same_start(left: &str, right: &str) -> usize {
    const BLOCK: usize = 256;
    let blocks = left.as_bytes().chunks(BLOCK).zip(right.as_bytes().chunks(BLOCK));
    blocks.take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(middle: &str) -> String {
        let routine = |number: usize| format!("  procedure p{number} is begin null; end;\n");
        let routines = |range: std::ops::Range<usize>| range.map(routine).collect::<String>();
        format!(
            "create package body p as\n{}{middle}{}end;\n",
            routines(0..200),
            routines(200..400)
        )
    }

    #[test]
    fn what_is_kept_makes_no_difference() {
        let (recent, options) = (RecentParses::default(), ParseOptions::default());
        let first = recent.parse(&body(""), &options);
        assert!(Arc::ptr_eq(&first, &recent.parse(&body(""), &options)));
        let edited = body("  function f return number is begin return 1; end;\n");
        assert_eq!(*recent.parse(&edited, &options), parse_unit(&edited, &options));
        let mut flagged = options;
        flagged.nesting_limit += 1;
        assert!(!Arc::ptr_eq(&first, &recent.parse(&body(""), &flagged)));
    }
}
