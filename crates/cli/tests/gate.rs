//! plconv in the continuous integration of a user: baseline, gate, annotations, suppressions.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::{Command, Output, Stdio};

/// What runs of the binary write as SARIF, checked against the schema of OASIS.
fn valid_sarif(text: &str) -> Value {
    const SCHEMA: &str = include_str!("../../findings/tests/schemas/sarif-schema-2.1.0.json");
    let log: Value = serde_json::from_str(text).unwrap();
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let violations: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(violations, [""; 0]);
    log
}

/// A repository with an Oracle source tree.
struct Repository {
    directory: tempfile::TempDir,
}

const TABLE: &str = "CREATE TABLE badges (
  id      NUMBER(9) CONSTRAINT badges_pk PRIMARY KEY,
  holder  VARCHAR2(40) NOT NULL
);
";

/// Its unique key has a nullable column: Oracle lets two equal rows in when both columns are NULL only.
const SILENT: &str = "
CREATE TABLE doors (
  id       NUMBER(9) CONSTRAINT doors_pk PRIMARY KEY,
  building NUMBER(4) NOT NULL,
  room     NUMBER(4),
  CONSTRAINT doors_uk UNIQUE (building, room)
);
";

impl Repository {
    fn new() -> Self {
        let repository = Repository {
            directory: tempfile::tempdir().unwrap(),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.write("src/badges.sql", TABLE);
        repository.commit("The badges");
        repository
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.directory.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.directory.path().join(path)).unwrap()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=Dev", "-c", "user.email=dev@example.org"])
            .args(arguments)
            .current_dir(self.directory.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn plconv(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_plconv"))
            .args(arguments)
            .current_dir(self.directory.path())
            .env("NO_COLOR", "1")
            .env("PLCONV_TODAY", "2026-07-01")
            .output()
            .unwrap()
    }

    /// What the job of the repository runs.
    fn gate(&self, more: &[&str]) -> Output {
        let mut arguments = vec![
            "check",
            "src",
            "--fail-on",
            "load,runtime,silent",
            "--baseline",
            BASELINE,
        ];
        arguments.extend(more);
        self.plconv(&arguments)
    }
}

const BASELINE: &str = "plconv-baseline.json";

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// A repository whose findings are known.
fn with_baseline() -> Repository {
    let repository = Repository::new();
    let first = repository.plconv(&["check", "src", "--fail-on", "load,runtime,silent"]);
    assert_eq!(status(&first), 1, "{}", err(&first));
    let known = repository.gate(&["--update-baseline", "--accept-new"]);
    assert_eq!(status(&known), 0, "{}", err(&known));
    repository.commit("The baseline");
    repository
}

#[test]
fn a_commit_that_adds_a_silent_difference_fails_until_it_is_accepted_with_a_reason() {
    let repository = with_baseline();
    let clean = repository.gate(&["--format", "github"]);
    assert_eq!((status(&clean), out(&clean).as_str()), (0, ""), "{}", err(&clean));

    // Lines move, and a file comes before the one that the tree's findings were told in: nothing is new.
    repository.write("src/badges.sql", &format!("-- who may enter\n\n{TABLE}"));
    repository.write("src/a.sql", "CREATE TABLE a (name VARCHAR2(3));\n");
    let moved = repository.gate(&["--format", "github"]);
    assert_eq!((status(&moved), out(&moved).as_str()), (0, ""), "{}", err(&moved));

    repository.write("src/doors.sql", SILENT);
    repository.commit("Doors");
    let reports = [
        "--report",
        "sarif=plconv.sarif",
        "--report",
        "junit=plconv.xml",
        "--report",
        "markdown=plconv.md",
    ];
    let failed = repository.gate(&[&["--format", "github"], reports.as_slice()].concat());
    assert_eq!(status(&failed), 1);
    let annotation = out(&failed);
    assert!(
        annotation.starts_with("::error file=src/doors.sql,line=6,col=23,endLine=6,")
            && annotation.contains("title=PLC0303 unique-with-nulls::")
            && annotation.lines().count() == 1,
        "{annotation}"
    );
    assert!(
        err(&failed).ends_with("failed: 1 new finding (load, runtime, silent)\n"),
        "{}",
        err(&failed)
    );

    let sarif = valid_sarif(&repository.read("plconv.sarif"));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let new: Vec<&Value> = results
        .iter()
        .filter(|result| result["properties"]["counts"] == true)
        .collect();
    assert_eq!(new.len(), 1);
    assert_eq!(new[0]["baselineState"], "new");
    assert!(
        results
            .iter()
            .any(|result| result["baselineState"] == "unchanged")
    );
    assert!(
        repository
            .read("plconv.xml")
            .contains("<testcase name=\"TABLE DOORS\" classname=\"src/doors.sql\"")
    );
    assert!(
        repository
            .read("plconv.md")
            .contains("| `src/doors.sql:6` | **silent** |")
    );

    // Without a reason nothing is suppressed.
    let allow = |words: &str| {
        let text = SILENT.replace(
            "  CONSTRAINT doors_uk",
            &format!("  {words}\n  CONSTRAINT doors_uk"),
        );
        repository.write("src/doors.sql", &text);
    };
    allow("-- plconv:allow PLC0303");
    let no_reason = repository.gate(&["--format", "short"]);
    assert_eq!(status(&no_reason), 1);
    assert!(
        out(&no_reason).contains("src/doors.sql:6:3: note[PLC0023]"),
        "{}",
        out(&no_reason)
    );

    allow("-- plconv:allow PLC0303 until 2026-12-31 rooms get numbers with the next release");
    repository.commit("Doors may have no room yet");
    let accepted = repository.gate(&["--format", "sarif"]);
    assert_eq!(status(&accepted), 0, "{}", err(&accepted));
    let sarif = valid_sarif(&out(&accepted));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<&Value> = results
        .iter()
        .filter_map(|result| result["suppressions"].get(0))
        .collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(
        suppressed[0]["justification"],
        "rooms get numbers with the next release"
    );
    assert_eq!(
        suppressed[0]["location"]["physicalLocation"]["region"]["startLine"],
        6
    );

    let later = repository.gate(&["--format", "short", "--today", "2027-01-01"]);
    assert_eq!(status(&later), 1);
    assert!(out(&later).contains("note[PLC0025]"), "{}", out(&later));
}

#[test]
fn what_is_said_of_the_whole_tree_stays_known_wherever_it_is_said() {
    let function = |name: &str| {
        format!("CREATE FUNCTION {name} RETURN DATE IS\nBEGIN\n  RETURN SYSDATE;\nEND {name};\n/\n")
    };
    let repository = Repository::new();
    repository.write("src/today.sql", &function("today"));
    let known = repository.gate(&["--update-baseline", "--accept-new"]);
    assert_eq!(status(&known), 0, "{}", err(&known));
    for code in ["PLC0701", "PLC0705"] {
        assert!(repository.read(BASELINE).contains(code), "{code} is not known");
    }
    // It comes first, so that is where it is told now.
    repository.write("src/at_once.sql", &function("at_once"));
    let moved = repository.gate(&["--format", "github"]);
    assert_eq!((status(&moved), out(&moved).as_str()), (0, ""), "{}", err(&moved));
}

#[test]
fn a_baseline_shrinks_and_grows_only_when_asked() {
    let repository = with_baseline();
    repository.write("src/annex.sql", SILENT);
    let accepted = repository.gate(&["--update-baseline", "--accept-new"]);
    assert_eq!(status(&accepted), 0);
    repository.commit("Doors, accepted");

    repository.write(
        "src/annex.sql",
        &SILENT.replace("room     NUMBER(4),", "room     NUMBER(4) NOT NULL,"),
    );
    repository.write("src/gates.sql", &SILENT.replace("doors", "gates"));
    let fixed = repository.gate(&["--format", "markdown", "--update-baseline"]);
    assert_eq!(status(&fixed), 1, "the gates are new");
    assert!(out(&fixed).contains("| silent | 1 | "), "{}", out(&fixed));
    assert!(err(&fixed).contains(" 1 fixed, "), "{}", err(&fixed));
    let changes = repository.git(&["diff", "--unified=0", BASELINE]);
    let lines = |sign: char| changes.lines().filter(|line| line.starts_with(sign)).count();
    // The header of the difference has one line of each.
    assert_eq!((lines('-') - 1, lines('+') - 1), (1, 0), "{changes}");

    let let_through = repository.gate(&["--max-new", "1"]);
    assert_eq!(status(&let_through), 0, "{}", err(&let_through));
}

#[test]
fn the_policy_file_accepts_findings_and_its_unused_entries_are_told() {
    let repository = with_baseline();
    repository.write("src/doors.sql", SILENT);
    repository.write(
        "src/plconv.toml",
        "[[allow]]\ncode = \"unique-with-nulls\"\nobject = \"DOORS\"\nreason = \"rooms are checked by the application\"\n\n\
         [[allow]]\ncode = \"PLC0410\"\nfile = \"legacy\"\nreason = \"nobody uses it\"\n",
    );
    let output = repository.gate(&["--format", "short"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let unused = "src/plconv.toml:6:1: note[PLC0024]: nothing here is reported as PLC0410: nobody uses it\n";
    assert_eq!(out(&output), unused);
    let strict = repository.plconv(&["check", "src", "--fail-on", "suppression-unused"]);
    assert_eq!(status(&strict), 1);
}

#[test]
fn what_makes_no_sense_ends_with_2() {
    let repository = Repository::new();
    for arguments in [
        ["--baseline", "none.json"].as_slice(),
        &["--fail-on", "loud"],
        &["--fail-on", "none,silent"],
        &["--update-baseline"],
        &["--report", "xml=a.xml"],
        &["--report", "sarif="],
        &["--today", "tomorrow"],
    ] {
        let output = repository.plconv(&[&["check", "src"], arguments].concat());
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
    }
    repository.write("broken.json", "{}");
    let broken = repository.plconv(&["check", "src", "--baseline", "broken.json"]);
    assert_eq!(status(&broken), 2);
    assert!(
        err(&broken).contains("broken.json: it is no baseline of plconv"),
        "{}",
        err(&broken)
    );
}

#[test]
fn a_conversion_names_the_lines_of_the_output() {
    let repository = Repository::new();
    repository.write("src/doors.sql", SILENT);
    let output = repository.plconv(&["convert", "src", "-o", "out", "--format", "sarif"]);
    let sarif = valid_sarif(&out(&output));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let doors = results
        .iter()
        .find(|result| result["ruleId"] == "PLC0303")
        .unwrap();
    let place = &doors["relatedLocations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "out/tables/doors.sql");
    let lines = (
        place["region"]["startLine"].as_u64(),
        place["region"]["endLine"].as_u64(),
    );
    assert_eq!(lines, (Some(1), Some(7)));
}

#[test]
fn a_watched_tree_is_checked_again_after_a_change() {
    let repository = Repository::new();
    let mut watching = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["check", "src", "--watch", "--format", "short"])
        .current_dir(repository.directory.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines();
    let mut until = |code: &str| {
        lines
            .by_ref()
            .map_while(Result::ok)
            .find(|line| line.contains(code))
    };
    assert!(until("PLC0709").is_some());
    repository.write("src/doors.sql", SILENT);
    let found = until("PLC0303");
    watching.kill().unwrap();
    watching.wait().unwrap();
    assert!(found.is_some_and(|line| line.starts_with("src/doors.sql:6:23: silent[PLC0303]")));
}

/// What the files for CI systems ask of the command line.
#[test]
fn the_files_for_ci_systems_use_options_that_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let help = Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(["check", "--help"])
        .output()
        .unwrap();
    let help = out(&help);
    for file in ["action.yml", "templates/plconv.yml", ".pre-commit-hooks.yaml"] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let commands = text
            .lines()
            .filter(|line| !line.contains("cargo install") && !line.contains("description:"));
        let words = commands.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'));
        let options: Vec<&str> = words
            .filter(|word| word.starts_with("--") && word.len() > 2)
            .collect();
        assert!(options.len() > 1, "{file}");
        for option in options.into_iter().filter(|option| *option != "---") {
            assert!(help.contains(&format!("{option} ")), "{file} uses {option}");
        }
    }
}
