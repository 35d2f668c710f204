//! What the release binary makes of source trees that are not ours.
//!
//! For each tree: files and bytes read, objects by kind and fate, the share of statements that parse, diagnostics by
//! code, time and peak memory. Numbers come from the `manifest.json` of the output.

use crate::codegen::project_root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The codes of statements and files that could not be parsed, `syntax-error` among them.
const PARSE_CODES: std::ops::RangeInclusive<u32> = 101..=199;

/// Converts each directory to a temporary one and prints the numbers.
pub fn run(directories: &[PathBuf]) -> Result<()> {
    let root = project_root();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", "plconv-cli"])
        .current_dir(&root)
        .status()
        .context("starting cargo build")?;
    if !built.success() {
        bail!("cargo build failed: {built}");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let binary = target
        .join("release")
        .join(format!("plconv{}", std::env::consts::EXE_SUFFIX));
    for directory in directories {
        measure(&binary, directory)?;
    }
    Ok(())
}

fn measure(binary: &Path, directory: &Path) -> Result<()> {
    let output = std::env::temp_dir().join(format!("plconv-ecosystem-{}", std::process::id()));
    // GNU time tells the peak memory; without it the rest is still worth knowing.
    let time = Path::new("/usr/bin/time");
    let mut command = if time.exists() {
        let mut command = Command::new(time);
        command.args(["-f", "peak memory %M KiB"]).arg(binary);
        command
    } else {
        Command::new(binary)
    };
    let started = Instant::now();
    let run = command
        .arg("convert")
        .arg(directory)
        .arg("-o")
        .arg(&output)
        .args(["--format", "json"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output()
        .with_context(|| format!("starting {}", binary.display()))?;
    let seconds = started.elapsed().as_secs_f64();
    let messages = String::from_utf8_lossy(&run.stderr);
    println!("{}", directory.display());
    // 0 is clean and 1 is findings; anything else made no output.
    if !matches!(run.status.code(), Some(0 | 1)) {
        println!("  failed: {}\n{}", run.status, messages.trim_end());
        return Ok(());
    }
    let manifest = std::fs::read_to_string(output.join("manifest.json")).context("reading manifest.json")?;
    print!("{}", summary(&serde_json::from_str(&manifest)?));
    print!("  {seconds:.1} seconds");
    match messages.lines().find(|line| line.starts_with("peak memory")) {
        Some(memory) => println!(", {memory}"),
        None => println!(),
    }
    std::fs::remove_dir_all(&output).context("removing the output")?;
    Ok(())
}

/// The numbers of a manifest as indented lines.
fn summary(manifest: &Value) -> String {
    let sources = manifest["sources"].as_array().map_or(&[][..], Vec::as_slice);
    let bytes: u64 = sources.iter().filter_map(|source| source["bytes"].as_u64()).sum();
    let mut text = format!("  {} files, {bytes} bytes\n", sources.len());
    let mut total = 0;
    for (title, counts) in [
        ("objects", &manifest["totals"]["objects"]),
        ("statements", &manifest["statements"]),
    ] {
        let mut fates: BTreeMap<&str, u64> = BTreeMap::new();
        for (kind, by_fate) in counts.as_object().into_iter().flatten() {
            let mut line = format!("    {kind}:");
            for (fate, count) in by_fate.as_object().into_iter().flatten() {
                let count = count.as_u64().unwrap_or(0);
                *fates.entry(fate).or_default() += count;
                line.push_str(&format!(" {count} {fate}"));
            }
            text.push_str(&line);
            text.push('\n');
        }
        let sum: u64 = fates.values().sum();
        total += sum;
        let fates: Vec<String> = fates
            .iter()
            .map(|(fate, count)| format!("{count} {fate}"))
            .collect();
        text.push_str(&format!("  {title}: {sum} ({})\n", fates.join(", ")));
    }
    let mut syntax_errors = 0;
    for (code, count) in manifest["totals"]["diagnostics"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let count = count.as_u64().unwrap_or(0);
        let number = code.trim_start_matches("PLC").parse().unwrap_or(0);
        if PARSE_CODES.contains(&number) {
            syntax_errors += count;
        }
        text.push_str(&format!("    {code}: {count}\n"));
    }
    text.push_str(&format!(
        "  {syntax_errors} syntax diagnostics on {total} objects and statements\n"
    ));
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_summary_adds_up() {
        let manifest = serde_json::json!({
            "sources": [{"path": "a.sql", "bytes": 10}, {"path": "b.sql", "bytes": 5}],
            "totals": {
                "objects": {"TABLE": {"translated": 2, "refused": 1}, "VIEW": {"translated": 1}},
                "diagnostics": {"PLC0101": 3, "PLC0301": 4}
            },
            "statements": {"INSERT": {"translated": 6}}
        });
        let text = super::summary(&manifest);
        assert!(text.contains("  2 files, 15 bytes\n"), "{text}");
        assert!(
            text.contains("  objects: 4 (1 refused, 3 translated)\n"),
            "{text}"
        );
        assert!(
            text.contains("  3 syntax diagnostics on 10 objects and statements\n"),
            "{text}"
        );
    }
}
