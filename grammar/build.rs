//! Joins the grammar fragments, runs LALRPOP on them and opens the generated parser to the driver.
#![allow(missing_docs, reason = "a build script has no readers of its documentation")]
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

#[path = "build/fragments.rs"]
mod fragments;
#[path = "build/lalr.rs"]
mod lalr;
#[path = "build/post_process.rs"]
mod post_process;
#[path = "build/prune.rs"]
mod prune;
#[path = "build/recipes.rs"]
mod recipes;
#[path = "build/tables.rs"]
mod tables;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), String> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    for name in fragments::FRAGMENTS {
        println!("cargo::rerun-if-changed={name}.lalrpop");
    }
    const BUILDER: &str = "src/generated/builder.rs";
    for other in ["build", "build.rs", "src/generated/tokens.lalrpop", BUILDER] {
        println!("cargo::rerun-if-changed={other}");
    }
    let source = fragments::join(&folder)?;
    let grammar = fragments::read(&source)?;
    // LALRPOP would need minutes and a gigabyte to say the same.
    let analysis = lalr::analyse(&grammar);
    if !analysis.conflicts.is_empty() {
        return Err(format!(
            "{} conflicts: run `cargo xtask conflicts`",
            analysis.conflicts.len()
        ));
    }
    run_lalrpop(&source.text, &out)?;
    let generated = read(&out.join("oracle.rs"))?;
    let builder = read(&folder.join(BUILDER))?;
    let parts = post_process::open_to_driver(&generated, &builder, grammar.terminals.len())?;
    write(&out.join("parser.rs"), parts.code.as_bytes())?;
    write(&out.join("tables.rs"), parts.tables.as_bytes())
}

fn run_lalrpop(text: &str, out: &Path) -> Result<(), String> {
    let input = out.join("oracle.lalrpop");
    if fs::read_to_string(&input).is_ok_and(|old| old == text) && out.join("oracle.rs").exists() {
        return Ok(());
    }
    write(&input, text.as_bytes())?;
    lalrpop::Configuration::new()
        .emit_rerun_directives(false)
        .emit_whitespace(false)
        .force_build(true)
        .set_out_dir(out)
        .process_file(&input)
        .map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Leaves a file that would not change alone, so that nothing is built again.
fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(());
    }
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}
