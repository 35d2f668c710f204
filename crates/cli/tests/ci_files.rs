//! The files for CI systems do what they are for: their shell steps run as they stand, with the inputs filled in as the
//! systems do it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Its unique key has a nullable column, which is a silent difference.
const SILENT: &str = "CREATE TABLE doors (
  building NUMBER(4) NOT NULL,
  room     NUMBER(4),
  CONSTRAINT doors_uk UNIQUE (building, room)
);
";

const CLEAN: &str = "CREATE TABLE badges (id NUMBER(9) CONSTRAINT badges_pk PRIMARY KEY);\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The documents of a YAML file.
fn documents(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    serde_yaml::Deserializer::from_str(&text)
        .map(|document| serde::Deserialize::deserialize(document).unwrap())
        .collect()
}

/// A checkout with Oracle source, and a directory for what the steps leave.
struct Checkout(tempfile::TempDir);

impl Checkout {
    fn new(source: &str) -> Self {
        let checkout = Checkout(tempfile::tempdir().unwrap());
        checkout.write("repository/src/a.sql", source);
        std::fs::create_dir_all(checkout.path("bin")).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_plconv"), checkout.path("bin/plconv")).unwrap();
        checkout
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a shell in the checkout with plconv in its PATH.
    fn shell(&self, words: &[&str], script: &str, environment: &BTreeMap<String, String>) -> Output {
        let path = std::env::var("PATH").unwrap();
        Command::new(words[0])
            .args(&words[1..])
            .arg(script)
            .current_dir(self.path("repository"))
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("NO_COLOR", "1")
            .envs(environment)
            .output()
            .unwrap()
    }
}

#[track_caller]
fn ends_with(output: &Output, status: i32) -> String {
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{out}{said}");
    out
}

/// The GitHub Action with its inputs filled in.
struct Action<'c> {
    action: Value,
    inputs: BTreeMap<String, String>,
    checkout: &'c Checkout,
}

impl<'c> Action<'c> {
    fn new(checkout: &'c Checkout, given: &[(&str, &str)]) -> Self {
        let action = documents("action.yml").remove(0);
        let declared = action["inputs"].as_object().unwrap();
        let mut inputs: BTreeMap<String, String> = BTreeMap::new();
        for (name, input) in declared {
            let given = given.iter().find(|(given, _)| given == name);
            let value = given.map(|(_, value)| *value).or(input["default"].as_str());
            let is_needed = input["required"].as_bool() == Some(true);
            assert!(value.is_some() || is_needed, "{name} has no default");
            inputs.insert(name.clone(), value.unwrap_or_default().to_owned());
        }
        for (name, _) in given {
            assert!(inputs.contains_key(*name), "{name}");
        }
        Action {
            action,
            inputs,
            checkout,
        }
    }

    fn temporary(&self) -> String {
        self.checkout.path("temp").display().to_string()
    }

    /// GitHub's expressions, as far as the action uses them.
    fn expression(&self, text: &str) -> String {
        let text = text.trim();
        if let Some((left, right)) = text.split_once(" || ") {
            let left = self.expression(left);
            return if left.is_empty() {
                self.expression(right)
            } else {
                left
            };
        }
        if let Some(arguments) = text
            .strip_prefix("format('")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            let (pattern, argument) = arguments.split_once("', ").unwrap();
            return pattern.replace("{0}", &self.expression(argument));
        }
        match text.strip_prefix("inputs.") {
            Some(name) => self.inputs[name].clone(),
            None if text == "runner.temp" => self.temporary(),
            None => panic!("unknown expression {text}"),
        }
    }

    fn filled_in(&self, text: &str) -> String {
        let mut result = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{") {
            let (expression, after) = after.split_once("}}").unwrap();
            result.push_str(before);
            result.push_str(&self.expression(expression));
            rest = after;
        }
        result + rest
    }

    /// Runs a step as the runner does: bash that stops at the first error.
    fn run(&self, name: &str) -> Output {
        std::fs::create_dir_all(self.temporary()).unwrap();
        let mut steps = self.action["runs"]["steps"].as_array().unwrap().iter();
        let step = steps.find(|step| step["name"] == name).unwrap();
        assert_eq!(step["shell"], "bash");
        let variables = step["env"].as_object().unwrap().iter();
        let mut environment: BTreeMap<String, String> = variables
            .map(|(name, value)| (name.clone(), self.filled_in(value.as_str().unwrap())))
            .collect();
        for (name, value) in [
            ("RUNNER_TEMP", self.temporary()),
            ("GITHUB_OUTPUT", format!("{}/output", self.temporary())),
            ("GITHUB_STEP_SUMMARY", format!("{}/summary.md", self.temporary())),
            ("GITHUB_ACTION_PATH", root().display().to_string()),
        ] {
            environment.insert(name.to_owned(), value);
        }
        let script = step["run"].as_str().unwrap();
        assert!(
            !script.contains("${{"),
            "inputs in the text of a script could run as commands: {script}"
        );
        let bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"];
        self.checkout.shell(&bash, script, &environment)
    }
}

#[test]
fn the_action_annotates_what_fails_and_leaves_its_reports() {
    let checkout = Checkout::new(SILENT);
    let plconv = env!("CARGO_BIN_EXE_plconv");
    let action = Action::new(&checkout, &[("source", "src"), ("plconv", plconv)]);
    let annotations = ends_with(&action.run("Check"), 1);
    assert!(
        annotations
            .lines()
            .any(|line| line.starts_with("::error file=src/a.sql,line=4,col=23,")),
        "{annotations}"
    );
    let outputs = checkout.read("temp/output");
    let output = |name: &str| {
        let mut lines = outputs.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        std::fs::read_to_string(value.unwrap()).unwrap()
    };
    assert_eq!(
        serde_json::from_str::<Value>(&output("sarif")).unwrap()["version"],
        "2.1.0"
    );
    assert!(output("junit").contains("<testsuite"));
    assert!(checkout.read("temp/summary.md").contains("PLC0303"));
    // What the action says that it leaves is what the step says.
    for (name, value) in action.action["outputs"].as_object().unwrap() {
        assert_eq!(value["value"], format!("${{{{ steps.check.outputs.{name} }}}}"));
    }

    // A baseline, and more arguments one a line.
    let known = [
        "check",
        "src",
        "--baseline",
        "known.json",
        "--update-baseline",
        "--accept-new",
    ];
    let update = Command::new(plconv)
        .args(known)
        .current_dir(checkout.path("repository"))
        .output()
        .unwrap();
    assert!(update.status.success());
    let more = "--report\njson=with blank.json\n";
    let given = [
        ("source", "src"),
        ("plconv", plconv),
        ("baseline", "known.json"),
        ("arguments", more),
    ];
    ends_with(&Action::new(&checkout, &given).run("Check"), 0);
    assert!(checkout.read("repository/with blank.json").contains("PLC0303"));
}

/// A cargo that takes what is built already, since building takes long.
const CARGO: &str = r#"#!/bin/sh
set -eu
[ "$1" = install ]
while [ $# -gt 0 ]; do
  case $1 in
    --path) grep -q '^name = "plconv"' "$2/Cargo.toml"; shift ;;
    --root) mkdir -p "$2/bin"; cp "$BUILT" "$2/bin/plconv"; shift ;;
  esac
  shift
done
"#;

#[test]
fn the_action_finds_what_it_built() {
    let checkout = Checkout::new(CLEAN);
    let cargo = CARGO.replace("$BUILT", env!("CARGO_BIN_EXE_plconv"));
    checkout.write("bin/cargo", &cargo);
    std::fs::set_permissions(checkout.path("bin/cargo"), PermissionsExt::from_mode(0o755)).unwrap();
    let action = Action::new(&checkout, &[("source", "src"), ("fail-on", "load")]);
    ends_with(&action.run("Build plconv"), 0);
    assert!(checkout.path("temp/plconv/bin/plconv").is_file());
    ends_with(&action.run("Check"), 0);
}

/// The lines of a job of the GitLab template, with the inputs filled in.
fn gitlab_script(given: &[(&str, &str)]) -> (Value, String) {
    let mut documents = documents("templates/plconv.yml");
    let (job, spec) = (documents.pop().unwrap(), documents.pop().unwrap());
    let mut text = serde_json::to_string(&job["plconv"]).unwrap();
    for (name, input) in spec["spec"]["inputs"].as_object().unwrap() {
        let given = given.iter().find(|(given, _)| given == name);
        let value = given.map(|(_, value)| *value).or(input["default"].as_str());
        let value = value.unwrap_or_else(|| panic!("{name} has to be given"));
        text = text.replace(&format!("$[[ inputs.{name} ]]"), value);
    }
    assert!(!text.contains("$[["), "{text}");
    let job: Value = serde_json::from_str(&text).unwrap();
    let lines = job["script"].as_array().unwrap().iter();
    let lines: Vec<&str> = lines.map(|line| line.as_str().unwrap()).collect();
    let script = lines.join("\n");
    (job, script)
}

#[test]
fn the_gitlab_job_leaves_the_reports_it_names() {
    let checkout = Checkout::new(SILENT);
    let given = [("source", "src"), ("image", "plconv:1")];
    let (job, script) = gitlab_script(&given);
    let none = BTreeMap::new();
    let failed = checkout.shell(&["sh", "-ec"], &script, &none);
    assert!(ends_with(&failed, 1).contains("src/a.sql:4:23: silent[PLC0303]"));
    assert_eq!(
        (&job["stage"], &job["image"]),
        (&"test".into(), &"plconv:1".into())
    );
    let reports = &job["artifacts"]["reports"];
    let report = |kind: &str| checkout.read(&format!("repository/{}", reports[kind].as_str().unwrap()));
    let quality: Value = serde_json::from_str(&report("codequality")).unwrap();
    let paths = quality.as_array().unwrap().iter();
    assert!(
        paths
            .map(|issue| &issue["location"]["path"])
            .any(|path| path == "src/a.sql")
    );
    assert!(report("junit").contains("<failure"));

    let more = [
        ("source", "src"),
        ("image", "plconv:1"),
        ("fail-on", "load"),
        ("arguments", "--max-new 3"),
    ];
    ends_with(&checkout.shell(&["sh", "-ec"], &gitlab_script(&more).1, &none), 0);
}

#[test]
fn the_hook_fails_a_commit_with_a_silent_difference() {
    let hooks = documents(".pre-commit-hooks.yaml").remove(0);
    let hook = &hooks[0];
    assert_eq!(
        (&hook["id"], &hook["language"]),
        (&"plconv-check".into(), &"system".into())
    );
    let arguments = hook["args"].as_array().unwrap().iter();
    let arguments: Vec<&str> = arguments.map(|argument| argument.as_str().unwrap()).collect();
    let script = format!("{} {}", hook["entry"].as_str().unwrap(), arguments.join(" "));
    let none = BTreeMap::new();
    let failed = Checkout::new(SILENT).shell(&["sh", "-ec"], &script, &none);
    assert!(ends_with(&failed, 1).contains("PLC0303"));
    ends_with(&Checkout::new(CLEAN).shell(&["sh", "-ec"], &script, &none), 0);
}
