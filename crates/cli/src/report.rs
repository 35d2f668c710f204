//! Diagnostics in the form the user asked for.

use crate::arguments::Format;
use crate::terminal;
use plconv_diagnostics::{
    Diagnostic, JsonStyle, SourceProvider, render_github, render_json, render_short, render_terminal,
};

/// Diagnostics as text.
pub fn render(diagnostics: &[Diagnostic], sources: &dyn SourceProvider, format: Format) -> String {
    match format {
        Format::Terminal => render_terminal(diagnostics, sources, terminal::has_colour()),
        Format::Short => render_short(diagnostics, sources),
        Format::Json => render_json(diagnostics, sources, JsonStyle::Array),
        Format::Github => render_github(diagnostics, sources),
    }
}
