//! Diagnostics as text, one file per form.
//!
//! Input: diagnostics in any order and the files they mention. Output: a text; nothing is printed.
//! All forms keep the order they are given; call [`crate::sort`] first.

mod github;
mod json;
mod short;
mod terminal;

pub use github::render_github;
pub use json::{JsonStyle, render_json, to_json};
pub use short::render_short;
pub use terminal::render_terminal;

use crate::diagnostic::Diagnostic;
use crate::sources::{IndexedSources, SourceProvider};

fn index_sources<'a>(diagnostics: &[Diagnostic], sources: &'a dyn SourceProvider) -> IndexedSources<'a> {
    let places = diagnostics.iter().flat_map(|diagnostic| {
        std::iter::once(&diagnostic.primary).chain(diagnostic.labels.iter().map(|label| &label.range))
    });
    IndexedSources::new(sources, places.map(|place| place.file))
}

#[cfg(test)]
mod tests;
