//! `docs/diagnostics.md`: the list of all codes, written from their declarations.

use crate::codegen::project_root;
use anyhow::{Context, Result, bail};

/// Where the list is.
const PATH: &str = "docs/diagnostics.md";

/// Writes the list, or with `check` fails when it is not what would be written.
pub fn run(check: bool) -> Result<()> {
    let path = project_root().join(PATH);
    let text = plconv_diagnostics::docs_index();
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if check {
        bail!("{PATH} is out of date, run `cargo xtask docs`");
    }
    std::fs::write(&path, text).with_context(|| format!("writing {PATH}"))?;
    println!("wrote {PATH}");
    Ok(())
}
