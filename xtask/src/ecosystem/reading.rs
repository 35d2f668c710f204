//! How much of public repositories parses, without the units that `xtask/ecosystem.toml` lists as no Oracle code.

use super::{release_binary, run_quietly};
use crate::codegen::project_root;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::{Table, Value as Toml};

/// What to measure.
pub struct Options {
    /// The plconv to use; none: the release binary, built first.
    pub binary: Option<PathBuf>,
    /// Has a directory `OWNER__NAME` for each repository.
    pub folder: PathBuf,
}

/// The units of a repository that are not counted: path and line.
type Unreadable = BTreeSet<(String, u64)>;

/// Parses each tree, prints a table and fails below the floors.
pub fn run(options: &Options) -> Result<()> {
    let path = project_root().join("xtask/ecosystem.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let list: Table = toml::from_str(&text).context("ecosystem.toml")?;
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => release_binary()?,
    };
    let mut directories: Vec<PathBuf> = std::fs::read_dir(&options.folder)
        .with_context(|| format!("reading {}", options.folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    directories.retain(|directory| directory.is_dir());
    directories.sort();
    println!(
        "{}",
        row(
            "repository",
            ["PL/SQL", "parsed", "", "SQL", "parsed", "", "left out", "MB/s"]
        )
    );
    let mut sum = Counts::default();
    let mut stale = Vec::new();
    for directory in &directories {
        let name = repository_name(directory);
        let unreadable = unreadable(&list, &name)?;
        let (counts, met) = count(&parse(&binary, directory)?, directory, &unreadable);
        println!("{}", counts.row(&name));
        stale.extend(
            unreadable
                .difference(&met)
                .map(|(path, line)| format!("{name}: {path}:{line}")),
        );
        sum.add(&counts);
    }
    println!("{}", sum.row("all"));
    if !stale.is_empty() {
        println!("\nlisted, but without an error there:\n  {}", stale.join("\n  "));
    }
    let floors = &list["floors"];
    sum.plsql.check("PL/SQL units", floors["plsql"].as_float())?;
    sum.sql.check("SQL statements", floors["sql"].as_float())
}

/// `owner/name` of a directory `owner__name`.
fn repository_name(directory: &Path) -> String {
    let name = directory.file_name().unwrap_or_default().to_string_lossy();
    name.replacen("__", "/", 1)
}

fn unreadable(list: &Table, repository: &str) -> Result<Unreadable> {
    let mut result = Unreadable::new();
    let units = list
        .get("repositories")
        .and_then(|repositories| repositories.get(repository))
        .and_then(|repository| repository.get("units"))
        .and_then(Toml::as_table);
    for (path, reasons) in units.into_iter().flatten() {
        for (reason, lines) in reasons.as_table().into_iter().flatten() {
            if list
                .get("reasons")
                .is_none_or(|known| known.get(reason).is_none())
            {
                bail!("ecosystem.toml: {repository} {path} has the unknown reason {reason}");
            }
            let lines = lines
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Toml::as_integer);
            result.extend(lines.map(|line| (path.clone(), line.unsigned_abs())));
        }
    }
    Ok(result)
}

fn parse(binary: &Path, directory: &Path) -> Result<Value> {
    let mut command = Command::new(binary);
    command.args([
        "parse",
        "--stats",
        "--failures",
        "--format",
        "json",
        "--jobs",
        "1",
    ]);
    let run = run_quietly(command.arg(directory))?;
    serde_json::from_slice(&run.stdout).with_context(|| {
        let messages = String::from_utf8_lossy(&run.stderr);
        format!("{}: {}\n{}", directory.display(), run.status, messages.trim_end())
    })
}

#[derive(Default)]
struct Counts {
    plsql: Share,
    sql: Share,
    left_out: u64,
    bytes: f64,
    seconds: f64,
}

#[derive(Default)]
struct Share {
    total: u64,
    parsed: u64,
}

/// The numbers of a tree, and the listed units that do have an error.
fn count(statistics: &Value, directory: &Path, unreadable: &Unreadable) -> (Counts, Unreadable) {
    let number = |kind: &str, key: &str| statistics["units"][kind][key].as_u64().unwrap_or(0);
    let share = |kind: &str| Share {
        total: number(kind, "total"),
        parsed: number(kind, "parsed"),
    };
    let mut counts = Counts {
        plsql: share("plsql"),
        sql: share("sql"),
        left_out: 0,
        bytes: statistics["bytes"].as_f64().unwrap_or(0.0),
        seconds: statistics["seconds"].as_f64().unwrap_or(0.0),
    };
    let mut met = Unreadable::new();
    for failure in statistics["failures"].as_array().into_iter().flatten() {
        let path = Path::new(failure["path"].as_str().unwrap_or(""));
        let path = path
            .strip_prefix(directory)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        let unit = (path, failure["line"].as_u64().unwrap_or(0));
        if !unreadable.contains(&unit) {
            continue;
        }
        met.insert(unit);
        match failure["counted"].as_str() {
            Some("plsql") => counts.plsql.total -= 1,
            Some("sql") => counts.sql.total -= 1,
            _ => continue,
        }
        counts.left_out += 1;
    }
    (counts, met)
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        for (sum, one) in [(&mut self.plsql, &other.plsql), (&mut self.sql, &other.sql)] {
            sum.total += one.total;
            sum.parsed += one.parsed;
        }
        self.left_out += other.left_out;
        self.bytes += other.bytes;
        self.seconds += other.seconds;
    }

    fn row(&self, name: &str) -> String {
        let speed = self.bytes / 1e6 / self.seconds.max(f64::EPSILON);
        let (plsql, sql) = (self.plsql.columns(), self.sql.columns());
        let columns = [&plsql[0], &plsql[1], &plsql[2], &sql[0], &sql[1], &sql[2]];
        let (left_out, speed) = (self.left_out.to_string(), format!("{speed:.1}"));
        let [a, b, c, d, e, f] = columns.map(String::as_str);
        row(name, [a, b, c, d, e, f, &left_out, &speed])
    }
}

impl Share {
    fn percent(&self) -> f64 {
        match self.total {
            0 => 100.0,
            total => 100.0 * self.parsed as f64 / total as f64,
        }
    }

    fn columns(&self) -> [String; 3] {
        // Rounded down, so that 100 means all.
        let percent = (self.percent() * 100.0).floor() / 100.0;
        [
            self.total.to_string(),
            self.parsed.to_string(),
            format!("{percent:.2} %"),
        ]
    }

    fn check(&self, what: &str, floor: Option<f64>) -> Result<()> {
        let floor = floor.with_context(|| format!("ecosystem.toml has no floor for {what}"))?;
        if self.percent() < floor {
            bail!("{:.2} % of {what} parse, less than {floor} %", self.percent());
        }
        Ok(())
    }
}

fn row(name: &str, columns: [&str; 8]) -> String {
    let mut text = format!("{name:<56}");
    for column in columns {
        text.push_str(&format!(" {column:>9}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Table {
        toml::from_str(
            "[reasons]\nprose = \"no code\"\n[repositories.\"o/n\".units]\n\"a b.sql\" = { prose = [3, 9] }\n",
        )
        .unwrap()
    }

    #[test]
    fn listed_units_are_left_out() {
        let unreadable = unreadable(&list(), "o/n").unwrap();
        let statistics = serde_json::json!({
            "bytes": 10, "seconds": 1.0,
            "units": {"plsql": {"total": 4, "parsed": 3}, "sql": {"total": 2, "parsed": 1}},
            "failures": [
                {"path": "/trees/o__n/a b.sql", "line": 3, "counted": "plsql"},
                {"path": "/trees/o__n/c.sql", "line": 3, "counted": "sql"},
            ],
        });
        let directory = Path::new("/trees/o__n");
        assert_eq!(repository_name(directory), "o/n");
        let (counts, met) = count(&statistics, directory, &unreadable);
        assert_eq!(
            (counts.plsql.total, counts.plsql.parsed, counts.left_out),
            (3, 3, 1)
        );
        assert_eq!((counts.sql.total, counts.sql.parsed), (2, 1));
        assert_eq!(unreadable.difference(&met).count(), 1);
        assert!(counts.sql.check("statements", Some(99.5)).is_err());
        assert!(counts.plsql.check("units", Some(99.7)).is_ok());
    }

    #[test]
    fn the_list_is_well_formed() {
        let text = include_str!("../../ecosystem.toml");
        let list: Table = toml::from_str(text).unwrap();
        for repository in list["repositories"].as_table().unwrap().keys() {
            unreadable(&list, repository).unwrap();
        }
    }
}
