//! Generated sources: each is a pure function of a declaration file, written only when it changed.

mod keywords;
mod syntax_tree;

use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Root of the source tree.
pub fn project_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// Writes every generated file, or with `check` fails naming those that differ.
pub fn run(check: bool) -> Result<()> {
    let root = project_root();
    let mut stale = Vec::new();
    let files = syntax_tree::files(&root)?
        .into_iter()
        .chain(keywords::files(&root)?);
    for (path, text) in files {
        let text = if path.ends_with(".rs") {
            rustfmt(&text)?
        } else {
            text
        };
        let full = root.join(&path);
        if std::fs::read_to_string(&full).is_ok_and(|old| old == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            std::fs::write(&full, text).with_context(|| format!("writing {}", full.display()))?;
            println!("wrote {path}");
        }
    }
    if !stale.is_empty() {
        bail!(
            "generated files are out of date, run `cargo xtask codegen`: {}",
            stale.join(", ")
        );
    }
    Ok(())
}

fn rustfmt(text: &str) -> Result<String> {
    let mut child = Command::new("rustfmt")
        .arg("--config-path")
        .arg(project_root().join("rustfmt.toml"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting rustfmt")?;
    child
        .stdin
        .take()
        .context("rustfmt has no standard input")?
        .write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt rejected generated code");
    }
    Ok(String::from_utf8(output.stdout)?)
}
