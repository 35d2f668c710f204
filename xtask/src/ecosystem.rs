//! What the release binary makes of source trees that are not ours.
//!
//! For each tree: files and bytes read, the share of statements that parse, objects and statements by kind and fate,
//! diagnostics by code, time and peak memory; with `--load` the share of output files that PostgreSQL accepts. Numbers
//! come from the `manifest.json` of the output and the summary of `plconv verify`.

pub mod reading;

use crate::codegen::project_root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// What to measure.
pub struct Options {
    /// Whether outputs are loaded into PostgreSQL.
    pub load: bool,
    /// The server to load into; a private cluster without one.
    pub url: Option<String>,
    /// `NAME=VALUE` of substitution variables.
    pub define: Vec<String>,
    /// The plconv to use; none: the release binary, built first.
    pub binary: Option<PathBuf>,
    /// Directories of Oracle source.
    pub directories: Vec<PathBuf>,
}

/// Converts each directory to a temporary one and prints the numbers.
pub fn run(options: &Options) -> Result<()> {
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => release_binary()?,
    };
    for directory in &options.directories {
        let output = tempfile::tempdir().context("creating a directory for the output")?;
        measure(options, &binary, directory, output.path())?;
    }
    Ok(())
}

/// Builds the release binary. Cargo says where it is: the target directory may be configured anywhere.
fn release_binary() -> Result<PathBuf> {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", "plconv-cli"])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(project_root())
        .stderr(Stdio::inherit())
        .output()
        .context("starting cargo build")?;
    if !built.status.success() {
        bail!("cargo build failed: {}", built.status);
    }
    String::from_utf8_lossy(&built.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .next_back()
        .context("cargo build made no executable")
}

fn measure(options: &Options, binary: &Path, directory: &Path, output: &Path) -> Result<()> {
    // GNU time tells the peak memory; without it the rest is still worth knowing.
    let time = Path::new("/usr/bin/time");
    let mut command = if time.exists() {
        let mut command = Command::new(time);
        command.args(["-f", "peak memory %M KiB"]).arg(binary);
        command
    } else {
        Command::new(binary)
    };
    command.arg("convert").arg(directory).arg("-o").arg(output);
    command.args(["--format", "json"]);
    for define in &options.define {
        command.args(["-D", define]);
    }
    let started = Instant::now();
    let run = run_quietly(&mut command)?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", directory.display());
    let messages = String::from_utf8_lossy(&run.stderr);
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
    if options.load {
        load(options, binary, output)?;
    }
    Ok(())
}

fn load(options: &Options, binary: &Path, output: &Path) -> Result<()> {
    let mut command = Command::new(binary);
    command.arg("verify").arg(output).args(["--format", "short"]);
    match &options.url {
        Some(url) => command.args(["--url", url]),
        None => command.arg("--local"),
    };
    let run = run_quietly(&mut command)?;
    let text = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
    match load_summary(&text) {
        Some(summary) => print!("{summary}"),
        None => println!("  not loaded: {}\n{}", run.status, text.trim_end()),
    }
    Ok(())
}

fn run_quietly(command: &mut Command) -> Result<Output> {
    command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting {}", command.get_program().display()))
}

/// The numbers of a manifest as indented lines.
fn summary(manifest: &Value) -> String {
    let sources = manifest["sources"].as_array().map_or(&[][..], Vec::as_slice);
    let bytes: u64 = sources.iter().filter_map(|source| source["bytes"].as_u64()).sum();
    let mut text = format!("  {} files, {bytes} bytes\n", sources.len());
    let units = |key: &str| manifest["units"][key].as_u64().unwrap_or(0);
    let parsed = units("parsed");
    let total = parsed + units("with_syntax_errors");
    text.push_str(&format!(
        "  parsed: {parsed} of {total} statements and units ({})\n",
        share(parsed, total)
    ));
    for (title, counts) in [
        ("objects", &manifest["totals"]["objects"]),
        ("statements", &manifest["statements"]),
    ] {
        let mut fates: BTreeMap<&str, u64> = BTreeMap::new();
        let mut kinds = String::new();
        for (kind, by_fate) in counts.as_object().into_iter().flatten() {
            kinds.push_str(&format!("    {kind}:"));
            for (fate, count) in by_fate.as_object().into_iter().flatten() {
                let count = count.as_u64().unwrap_or(0);
                *fates.entry(fate).or_default() += count;
                kinds.push_str(&format!(" {count} {fate}"));
            }
            kinds.push('\n');
        }
        let sum: u64 = fates.values().sum();
        let fates: Vec<String> = fates
            .iter()
            .map(|(fate, count)| format!("{count} {fate}"))
            .collect();
        text.push_str(&format!("  {title}: {sum} ({})\n{kinds}", fates.join(", ")));
    }
    let diagnostics = manifest["totals"]["diagnostics"].as_object();
    let mut by_count: Vec<(u64, &str)> = (diagnostics.into_iter().flatten())
        .map(|(code, count)| (count.as_u64().unwrap_or(0), code.as_str()))
        .collect();
    by_count.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(right.1)));
    let sum: u64 = by_count.iter().map(|(count, _)| count).sum();
    text.push_str(&format!("  diagnostics: {sum}\n"));
    for (count, code) in by_count {
        text.push_str(&format!("    {code}: {count}\n"));
    }
    text
}

/// What `plconv verify` says at its end, with the share of the files that loaded.
fn load_summary(text: &str) -> Option<String> {
    let start = text.find("Verified on ")?;
    let mut result = String::new();
    for line in text[start..].lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        result.push_str(&format!("  {line}\n"));
        if let ["files", loaded, "loaded", failed, "failed", ..] = words.as_slice() {
            let (loaded, failed): (u64, u64) = (loaded.parse().ok()?, failed.parse().ok()?);
            let total = loaded + failed;
            result.push_str(&format!(
                "  loaded: {loaded} of {total} files ({})\n",
                share(loaded, total)
            ));
        }
    }
    Some(result)
}

/// A percentage, rounded down so that 100 % means all.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "nothing to count".to_owned();
    }
    let per_mille = part * 1000 / whole;
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::{load_summary, share, summary};

    #[test]
    fn a_summary_adds_up() {
        let manifest = serde_json::json!({
            "sources": [{"path": "a.sql", "bytes": 10}, {"path": "b.sql", "bytes": 5}],
            "units": {"parsed": 8, "with_syntax_errors": 1},
            "totals": {
                "objects": {"TABLE": {"translated": 2, "refused": 1}, "VIEW": {"translated": 1}},
                "diagnostics": {"PLC0101": 3, "PLC0301": 4}
            },
            "statements": {"INSERT": {"translated": 6}}
        });
        let text = summary(&manifest);
        assert!(text.contains("  2 files, 15 bytes\n"), "{text}");
        assert!(
            text.contains("  parsed: 8 of 9 statements and units (88.8 %)\n"),
            "{text}"
        );
        assert!(
            text.contains("  objects: 4 (1 refused, 3 translated)\n    TABLE: 1 refused 2 translated\n"),
            "{text}"
        );
        assert!(
            text.contains("  diagnostics: 7\n    PLC0301: 4\n    PLC0101: 3\n"),
            "{text}"
        );
    }

    #[test]
    fn the_load_rate_is_of_files() {
        let text = "a.sql:1:1: load[PLC0901]: no\n\nVerified on PostgreSQL 15.1 (a private cluster)\n  files     94 loaded      6 failed\n";
        let summary = load_summary(text).unwrap();
        assert!(
            summary.contains("  loaded: 94 of 100 files (94.0 %)\n"),
            "{summary}"
        );
        assert_eq!(load_summary("no server"), None);
    }

    #[test]
    fn only_all_is_a_hundred_percent() {
        assert_eq!(share(9_999, 10_000), "99.9 %");
        assert_eq!(share(3, 3), "100.0 %");
    }
}
