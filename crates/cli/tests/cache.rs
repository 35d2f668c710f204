//! Runs that take what earlier ones kept say and write what a run without a cache does, also when several run at once, and
//! whatever is wrong with the cache.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make the files they work on, and their helpers may fail"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plconv"));
    command
        .args(arguments)
        .current_dir(directory)
        .env("NO_COLOR", "1")
        .env("PLCONV_TODAY", "2026-07-01")
        .env_remove("PLCONV_CACHE");
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    command(directory, arguments).output().unwrap()
}

/// All files below a directory.
fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn add(directory: &Path, root: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, files);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                files.insert(path.strip_prefix(root).unwrap().to_owned(), bytes);
            }
        }
    }
    let mut all = BTreeMap::new();
    add(directory, directory, &mut all);
    all
}

fn application() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../corpus/projects/library")
        .canonicalize()
        .unwrap()
}

/// The entries of a cache.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(cache)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    entries
}

/// Which file of the disk it is: a run that keeps a conversion makes a new one.
#[cfg(unix)]
fn identity(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(path).unwrap())
}

/// Something that stays the same where files cannot be told apart.
#[cfg(not(unix))]
fn identity(_path: &Path) -> u64 {
    0
}

#[test]
fn all_forms_are_the_same_from_a_cache() {
    let directory = tempfile::tempdir().unwrap();
    let source = application();
    let source = source.to_str().unwrap();
    // Suppressions change what is told, not what is kept.
    let policy = std::fs::read_to_string(application().join("plconv.toml")).unwrap();
    let accepting = format!("{policy}\n[[allow]]\ncode = \"collation\"\nreason = \"byte order is meant\"\n");
    std::fs::write(directory.path().join("accepting.toml"), accepting).unwrap();
    let mut kept = None;
    let accepting = ["--policy", "accepting.toml"];
    for (policy, formats) in [
        (&[][..], &["terminal", "json", "sarif"][..]),
        (&accepting, &["sarif"]),
    ] {
        for format in formats {
            let checked = |more: &[&str]| {
                let arguments = [&["check", source, "--format", format], policy, more].concat();
                let output = run(directory.path(), &arguments);
                (output.status.code(), output.stdout, output.stderr)
            };
            let converted = |out: &str, more: &[&str]| {
                let arguments = [&["convert", source, "-o", out, "--format", format], policy, more].concat();
                let output = run(directory.path(), &arguments);
                let said = (output.status.code(), String::from_utf8(output.stdout).unwrap());
                let files = files(&directory.path().join(out));
                std::fs::remove_dir_all(directory.path().join(out)).unwrap();
                (said, files)
            };
            let cache: &[&str] = &["--cache", "cache"];
            let anew = converted("out", &["--no-cache"]);
            assert_eq!(converted("out", cache), anew, "{format}");
            assert_eq!(converted("out", cache), anew, "{format}");
            assert_eq!(checked(cache), checked(&["--no-cache"]), "{format}");
            let now = entries(&directory.path().join("cache"));
            assert_eq!(now.len(), 1);
            let now = identity(&now[0]);
            assert_eq!(*kept.get_or_insert(now), now, "{format} was converted again");
        }
    }
    let narrow = directory.path().join("narrow.toml");
    std::fs::write(&narrow, "line-width = 60\n").unwrap();
    let check = |more: &[&str]| {
        let arguments = [&["check", source, "--policy", "narrow.toml"], more].concat();
        run(directory.path(), &arguments).stdout
    };
    assert_eq!(check(&["--cache", "cache"]), check(&["--no-cache"]));
    assert_eq!(entries(&directory.path().join("cache")).len(), 2);
    // A cache in the tree is no part of it.
    std::fs::create_dir(directory.path().join("src")).unwrap();
    std::fs::write(directory.path().join("src/t.sql"), "create table t (n number);\n").unwrap();
    for _ in 0..3 {
        run(directory.path(), &["check", "src", "--cache", "src/kept"]);
    }
    assert_eq!(entries(&directory.path().join("src/kept")).len(), 1);
    // The variable names a directory too; an empty one names none.
    for (cache, kept) in [("", 2), ("cache", 3)] {
        let mut check = command(directory.path(), &["check", "src", "--format", "short"]);
        check.env("PLCONV_CACHE", cache).output().unwrap();
        assert_eq!(entries(&directory.path().join("cache")).len(), kept);
    }
    // Small trees are kept where somebody asks for it only.
    let home = directory.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let status = command(directory.path(), &["check", source])
        .env("HOME", &home)
        .env("XDG_CACHE_HOME", &home)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.code().is_some());
    assert!(entries(&home).is_empty());
}

#[test]
fn processes_at_once_do_not_hinder_each_other() {
    let directory = tempfile::tempdir().unwrap();
    let trees: Vec<String> = (0..2).map(|number| format!("tree{number}")).collect();
    for (number, tree) in trees.iter().enumerate() {
        for (path, bytes) in files(&application()) {
            let path = directory.path().join(tree).join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let more = format!("create table of_tree_{number} (n number);\n");
        std::fs::write(directory.path().join(tree).join("more.sql"), more).unwrap();
    }
    let check = |tree: &str| {
        let mut check = command(
            directory.path(),
            &["check", tree, "--format", "json", "--cache", "cache"],
        );
        check
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let anew: Vec<Vec<u8>> = trees
        .iter()
        .map(|tree| {
            run(
                directory.path(),
                &["check", tree, "--format", "json", "--no-cache"],
            )
            .stdout
        })
        .collect();
    assert_ne!(anew[0], anew[1]);
    // Three of each at once, twice: they write the same entry, then they read it.
    for _ in 0..2 {
        let started: Vec<_> = (0..6)
            .map(|number| (number % 2, check(&trees[number % 2])))
            .collect();
        for (tree, process) in started {
            let output = process.wait_with_output().unwrap();
            assert_eq!(output.stdout, anew[tree]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!said.contains("cache"), "{said}");
        }
        assert_eq!(entries(&directory.path().join("cache")).len(), 2);
    }
}

#[test]
fn a_damaged_cache_costs_a_note() {
    let directory = tempfile::tempdir().unwrap();
    let source = application();
    let check = |cache: &str| {
        let arguments = [
            "check",
            source.to_str().unwrap(),
            "--format",
            "json",
            "--cache",
            cache,
        ];
        let output = run(directory.path(), &arguments);
        (
            output.status.code(),
            output.stdout,
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let first = check("cache");
    let entry = entries(&directory.path().join("cache")).remove(0);
    let mut bytes = std::fs::read(&entry).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    std::fs::write(&entry, bytes).unwrap();
    let damaged = check("cache");
    assert_eq!((damaged.0, &damaged.1), (first.0, &first.1));
    assert!(damaged.2.contains("the cache is damaged"), "{}", damaged.2);
    // It was put right by the way.
    assert_eq!(check("cache"), first);
    // Where no directory can be, nothing is kept.
    std::fs::write(directory.path().join("file"), "").unwrap();
    let unwritable = check("file/cache");
    assert_eq!((unwritable.0, &unwritable.1), (first.0, &first.1));
    assert!(
        unwritable.2.contains("nothing was kept in file/cache"),
        "{}",
        unwritable.2
    );
}
