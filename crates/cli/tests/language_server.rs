//! The language server driven by real clients: pytest-lsp, the client library of VS Code with the packaged extension, and
//! Neovim without a screen.
//!
//! `.ci/install-editors` installs them and prints the directory to set PLCONV_TEST_EDITORS to. Where they cannot be had the
//! tests say so and pass, but not in CI.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "the test asks the environment for the clients, says when there are none, and copies files; helpers of tests may fail"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

fn clients() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PLCONV_TEST_EDITORS") {
        // Empty where there is no npm.
        return (!named.is_empty()).then(|| named.into());
    }
    assert!(
        std::env::var_os("CI").is_none() && std::env::var_os("PLCONV_CI").is_none(),
        "no clients of language servers: run .ci/install-editors"
    );
    eprintln!("SKIPPED: no clients of language servers; .ci/install-editors installs them");
    None
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../lsp")
        .canonicalize()
        .unwrap()
}

/// The status and what was printed.
fn output_of(command: &mut Command) -> (ExitStatus, String) {
    let output = command
        .env("PLCONV", env!("CARGO_BIN_EXE_plconv"))
        .output()
        .unwrap();
    let text = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    (output.status, text)
}

fn run(command: &mut Command) {
    let (status, text) = output_of(command);
    assert!(status.success(), "{command:?}: {status}\n{text}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy(&entry.path(), &target);
        } else if kind.is_file() {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn by_pytest_lsp() {
    let Some(clients) = clients() else { return };
    run(Command::new(clients.join("bin/python"))
        .args(["-m", "pytest", "-q"])
        .current_dir(root().join("tests")));
}

#[test]
fn by_the_extension_and_the_library_of_vs_code() {
    let Some(clients) = clients() else { return };
    let directory = tempfile::tempdir().unwrap();
    let extension = directory.path().join("vscode");
    for part in ["src", "test"] {
        copy(&root().join("editors/vscode").join(part), &extension.join(part));
    }
    for file in [
        "package.json",
        "tsconfig.json",
        "README.md",
        "LICENSE.txt",
        ".vscodeignore",
    ] {
        std::fs::copy(root().join("editors/vscode").join(file), extension.join(file)).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(clients.join("node_modules"), extension.join("node_modules")).unwrap();
    run(Command::new("node")
        .args(["--test", "test/extension.test.cjs", "test/protocol.test.cjs"])
        .current_dir(&extension));
}

#[test]
fn by_neovim() {
    let Some(clients) = clients() else { return };
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().join("ws");
    copy(&root().join("tests/workspace"), &folder);
    std::fs::write(folder.join("plconv.toml"), "").unwrap();
    // The script prints `passed` when it has seen everything. How Neovim itself ends then is not ours: its status was
    // another one now and then.
    let (status, text) = output_of(
        Command::new(clients.join("bin/nvim"))
            .args(["--clean", "--headless", "-l"])
            .arg(root().join("editors/neovim/test.lua"))
            .arg(&folder)
            .arg(env!("CARGO_BIN_EXE_plconv"))
            .env("XDG_STATE_HOME", directory.path())
            .env("XDG_CACHE_HOME", directory.path()),
    );
    assert!(text.lines().any(|line| line == "passed"), "{status}\n{text}");
}
