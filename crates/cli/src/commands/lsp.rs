//! `plconv lsp`

use crate::outcome::Outcome;
use anyhow::Context;

/// Serves one editor until it says `exit`.
pub fn run() -> anyhow::Result<Outcome> {
    plconv_lsp::serve().context("cannot start the language server")?;
    Ok(Outcome::Clean)
}
