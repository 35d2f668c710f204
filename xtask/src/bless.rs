//! Accepts the present output of snapshot tests as the expected one.

use crate::codegen::project_root;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Runs `cargo test` with `arguments` so that `insta` and `expect-test` write what they get. Look at the difference
/// before you commit it: Oracle's manual says what is right, not our output.
pub fn run(arguments: &[String]) -> Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(project_root())
        .env("INSTA_UPDATE", "always")
        .env("UPDATE_EXPECT", "1")
        .arg("test");
    if arguments.is_empty() {
        command.arg("--workspace");
    }
    let status = command.args(arguments).status().context("starting cargo test")?;
    if !status.success() {
        bail!("tests fail for other reasons than snapshots: {status}");
    }
    Ok(())
}
