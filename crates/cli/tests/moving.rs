//! The commands that move data, one after the other as people use them.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use plconv_verify::{Server, ServerChoice};
use std::path::Path;
use std::process::{Command, Output};

fn plconv(directory: &Path, url: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plconv"))
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .env("PLCONV_TARGET_URL", url)
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn from_a_plan_to_equal_tables() {
    let choice = match std::env::var("PLCONV_TEST_PG") {
        Ok(url) if !url.is_empty() => ServerChoice::Url(url),
        _ => ServerChoice::Local { major: None },
    };
    let database = Server::start(&choice).unwrap().fresh_database().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = plconv(directory.path(), database.url(), arguments);
        (output.status.code().unwrap(), out(&output))
    };
    std::fs::create_dir(directory.path().join("export")).unwrap();
    let csv = "ID,NAME\n1,ann\n2,bob\n3,a name that is too long\n";
    std::fs::write(directory.path().join("export/people.csv"), csv).unwrap();

    let (status, text) = run(&[
        "plan",
        "-o",
        "plan.toml",
        "--csv",
        "export",
        "--target-schema",
        "app",
    ]);
    assert_eq!(status, 0, "{text}");
    assert_eq!(run(&["plan", "-o", "plan.toml", "--csv", "export"]).0, 2);

    let (status, text) = run(&["precheck", "plan.toml"]);
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("FAIL     table PEOPLE: ") && text.contains("no such table"),
        "{text}"
    );

    let mut client = postgres::Client::connect(database.url(), postgres::NoTls).unwrap();
    client
        .batch_execute(
            "CREATE SCHEMA app; CREATE TABLE app.people (id integer PRIMARY KEY, name varchar(10))",
        )
        .unwrap();
    let (status, text) = run(&["precheck", "plan.toml"]);
    assert_eq!(status, 0, "{text}");

    let (status, text) = run(&["load", "plan.toml"]);
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("run 1 is finished") && text.contains("plconv.quarantine"),
        "{text}"
    );
    let log = std::fs::read_to_string(directory.path().join("log/migration.log")).unwrap();
    assert!(log.contains("finished: 2 rows, 1 in the quarantine"), "{log}");

    let (status, text) = run(&["validate", "plan.toml"]);
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("2 rows are equal") && text.contains("1 rows of the source do not fit"),
        "{text}"
    );
    client
        .batch_execute("UPDATE app.people SET name = 'eve' WHERE id = 2")
        .unwrap();
    let (status, text) = run(&["validate", "plan.toml"]);
    assert_eq!(status, 1, "{text}");
    assert!(
        text.contains("name: bob in the source, eve in the target"),
        "{text}"
    );

    // A password is in no message.
    let secret = "postgresql://nobody:s3cr3t@127.0.0.1:1/x";
    let output = plconv(directory.path(), secret, &["precheck", "plan.toml"]);
    assert!(!out(&output).contains("s3cr3t"), "{}", out(&output));
    // Nor in a plan, which is a file that others may read.
    let output = plconv(directory.path(), secret, &["plan", "-o", "-", "--csv", "export"]);
    let text = out(&output);
    assert!(
        text.contains("url = \"postgresql://nobody@127.0.0.1:1/x\"") && !text.contains("s3cr3t"),
        "{text}"
    );
}

#[test]
fn what_makes_no_sense_is_said_at_once_with_what_to_do() {
    let directory = tempfile::tempdir().unwrap();
    let plan = "version = 1\nname = \"x\"\n[source]\n[target]\nurl = \"\"\n\
                [[table]]\nsource = \"PEOPLE\"\ntarget = \"people\"\ncsv = [\"people.csv\"]\n";
    for (name, text) in [
        ("plan.toml", plan.to_owned()),
        ("unknown-key.toml", plan.replace("[source]", "[sorce]")),
        ("newer.toml", plan.replace("version = 1", "version = 2")),
        ("filter.toml", plan.replace("csv =", "where = \"id < 2\"\ncsv =")),
        (
            "twice.toml",
            format!("{plan}{}", &plan[plan.find("[[table]]").unwrap()..]),
        ),
    ] {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    std::fs::write(directory.path().join("people.csv"), "ID\n1\n").unwrap();
    let nowhere = "postgresql://nobody@127.0.0.1:1/x";
    for (arguments, url, status, expected) in [
        (
            &["load", "gone.toml"][..],
            nowhere,
            3,
            "there is no such plan; `plconv plan` writes one",
        ),
        (
            &["load", "unknown-key.toml"],
            nowhere,
            2,
            "unknown field `sorce`, expected one of",
        ),
        (
            &["load", "newer.toml"],
            nowhere,
            2,
            "version 2 of plan files is not known",
        ),
        (
            &["load", "filter.toml"],
            nowhere,
            2,
            "`where` is for tables of an Oracle",
        ),
        (&["load", "twice.toml"], nowhere, 2, "go to the same table people"),
        (
            &["load", "plan.toml"],
            "people",
            2,
            "names no host: postgresql://user@host:5432/database",
        ),
        (
            &["load", "plan.toml"],
            "postgresql://a@b:port/c",
            2,
            "the target's URL cannot be read",
        ),
        (
            &["load", "plan.toml"],
            nowhere,
            3,
            "compare host and port of target.url",
        ),
        (
            &["precheck", "plan.toml"],
            nowhere,
            1,
            "compare host and port of target.url",
        ),
        (
            &["validate", "plan.toml", "PEEPLE"],
            nowhere,
            2,
            "PEEPLE is no table of the plan",
        ),
    ] {
        let output = plconv(directory.path(), url, arguments);
        let text = out(&output);
        assert_eq!(output.status.code(), Some(status), "{arguments:?} {text}");
        assert!(text.contains(expected), "{arguments:?} {text}");
    }
}
