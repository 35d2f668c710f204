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
