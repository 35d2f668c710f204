//! What the cache gives is what a conversion of the same tree makes, byte for byte; what is not the same tree, policy or
//! program is not found, and whatever is wrong with an entry is noticed.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads its applications and damages entries"
)]

use plconv_db::Policy;
use plconv_project::cache::{Cache, Converted, Key, Lookup, MAX_BYTES, ProgramDigest, Wanted};
use plconv_project::convert::{convert_project, open_project};
use plconv_project::write::ArrangedOutput;
use plconv_project::{Database, NoProgress, SourceTree};
use std::path::{Path, PathBuf};

/// The source files of the smallest application, with their paths.
fn application() -> Vec<(String, String)> {
    fn add(directory: &Path, root: &Path, files: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, files);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let shown = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                if !shown.starts_with("checks/") {
                    files.push((shown, text));
                }
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/projects/library");
    let mut files = Vec::new();
    add(&root, &root, &mut files);
    files.sort();
    files
}

fn tree(files: &[(String, String)]) -> SourceTree {
    SourceTree::in_memory(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn converted(tree: &SourceTree, policy: &Policy) -> Converted {
    let db = Database::for_one_run();
    let project = open_project(&db, tree, policy.clone(), None);
    convert_project(&db, project, tree, &NoProgress).into()
}

fn program() -> ProgramDigest {
    ProgramDigest::of_bytes(b"this program")
}

fn key(policy: &Policy, tree: &SourceTree) -> Key {
    Key::new(program(), policy, tree).unwrap()
}

/// A generator of numbers that repeats itself from run to run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end.max(1)
    }
}

/// Policies between which a run may go back and forth; each makes another output.
fn policies() -> [Policy; 3] {
    let mut integers = Policy::default();
    integers.types.integers = true;
    let narrow = Policy {
        line_width: 60,
        ..Policy::default()
    };
    [Policy::default(), integers, narrow]
}

/// A random edit, as people make them: of a line, of the name of a file, of which files there are.
fn edit(files: &mut Vec<(String, String)>, dice: &mut Dice) {
    let file = dice.below(files.len());
    let kind = dice.below(10);
    if kind == 9 && files.len() > 3 {
        files.remove(file);
        return;
    }
    let (path, text) = &mut files[file];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let line = dice.below(lines.len());
    match kind {
        0 => lines.insert(line, "-- what comes next was looked at".to_owned()),
        1 if lines.len() > 1 => drop(lines.remove(line)),
        2 => lines[line] = lines[line].replace('1', "12"),
        // Of the same length, so that nothing but the text tells.
        3 => lines[line] = lines[line].replace('e', "a"),
        4 => lines[line] = lines[line].replace('o', "u"),
        5 => lines[line] = lines[line].to_uppercase(),
        6 => lines.push("insert into nowhere values (sysdate);".to_owned()),
        7 => *path = format!("{}/{path}", ["a", "z"][dice.below(2)]),
        _ => lines.insert(line, String::new()),
    }
    *text = lines.join("\n") + "\n";
    files.sort();
}

/// What a walk with a cache met.
#[derive(Default)]
struct Walk {
    found: usize,
    converted: usize,
    /// How often the cache had something else than what the conversion makes.
    wrong: usize,
}

/// Edits, undoes and changes of policy in any order, each with a run.
fn walk(steps: usize, key: &dyn Fn(&Policy, &SourceTree) -> Key) -> Walk {
    let directory = tempfile::tempdir().unwrap();
    let mut dice = Dice(20_260_701);
    let mut before = vec![application()];
    let mut walk = Walk::default();
    for _ in 0..steps {
        // Several processes, one after the other.
        let cache = Cache::new(directory.path().to_owned(), MAX_BYTES);
        let mut files = before[dice.below(before.len())].clone();
        if dice.below(2) == 0 {
            edit(&mut files, &mut dice);
            before.push(files.clone());
            before.truncate(6);
        }
        let policy = &policies()[dice.below(3)];
        let wanted = [Wanted::Findings, Wanted::Output][dice.below(2)];
        let tree = tree(&files);
        let key = key(policy, &tree);
        let mut anew = converted(&tree, policy);
        match cache.find(&key, wanted) {
            Lookup::Kept(kept) => {
                if wanted == Wanted::Findings {
                    anew.output = ArrangedOutput::default();
                }
                walk.found += 1;
                walk.wrong += usize::from(*kept != anew);
            }
            Lookup::Unknown => {
                walk.converted += 1;
                cache.keep(&key, &anew, wanted).unwrap();
            }
            Lookup::Damaged(why) => panic!("{why}"),
        }
    }
    walk
}

#[test]
fn what_is_kept_is_what_a_conversion_makes() {
    let walk = walk(80, &key);
    assert_eq!(walk.wrong, 0);
    assert!(walk.found > 15, "{} found", walk.found);
    assert!(walk.converted > 15, "{} converted", walk.converted);
}

/// The test above would see a key that knows too little.
#[test]
fn keys_that_know_too_little_are_seen() {
    let without_policy = walk(40, &|_, tree| key(&Policy::default(), tree));
    assert!(without_policy.wrong > 0);
    let by_length = walk(80, &|policy, tree| {
        let mut tree = tree.clone();
        for file in &mut tree.files {
            file.text = "x".repeat(file.text.len()).into();
        }
        key(policy, &tree)
    });
    assert!(by_length.wrong > 0);
}

#[test]
fn all_that_is_read_is_in_the_key() {
    let files = application();
    let (tree, policy) = (tree(&files), Policy::default());
    let same = key(&policy, &tree);
    let mut keys = vec![same];
    let mut note = |changed: Key| keys.push(changed);
    note(Key::new(ProgramDigest::of_bytes(b"another program"), &policy, &tree).unwrap());
    for policy in policies().iter().skip(1) {
        note(key(policy, &tree));
    }
    let mut changed = tree.clone();
    changed.only = Some("a.sql".into());
    note(key(&policy, &changed));
    type Change = fn(&mut plconv_project::tree::TreeFile);
    let changes: [Change; 5] = [
        |file| file.path = format!("{}x", file.path).into(),
        |file| file.text = format!("{}x", file.text).into(),
        |file| file.bytes += 1,
        |file| file.encoding = "windows-1252",
        |file| {
            let place = plconv_source::FileRange::start_of(plconv_source::FileId(0));
            let found =
                plconv_diagnostics::Diagnostic::new(plconv_diagnostics::Code::BINARY_FILE, place, "no text");
            file.diagnostics.push(found);
        },
    ];
    for change in changes {
        let mut changed = tree.clone();
        change(&mut changed.files[0]);
        note(key(&policy, &changed));
    }
    // Text that goes from one file to the next.
    let mut changed = tree.clone();
    let (first, second) = (
        changed.files[0].text.to_string(),
        changed.files[1].text.to_string(),
    );
    changed.files[0].text = first[..first.len() - 1].into();
    changed.files[1].text = format!("{}{second}", &first[first.len() - 1..]).into();
    note(key(&policy, &changed));
    for (index, key) in keys.iter().enumerate() {
        assert!(!keys[..index].contains(key), "change {index} does not show");
    }
    // Where the tree is, how it is shown and what is accepted of its findings make no other conversion.
    let mut elsewhere = tree.clone();
    elsewhere.root = PathBuf::from("/elsewhere");
    elsewhere.display_prefix = "src/".to_owned();
    let allow = plconv_db::policy::Allow {
        code: "collation".to_owned(),
        reason: "known".to_owned(),
        file: None,
        object: None,
        until: None,
    };
    let accepting = Policy {
        allow: vec![allow],
        ..Policy::default()
    };
    assert_eq!(key(&accepting, &elsewhere), same);
}

#[test]
fn findings_are_found_with_or_without_the_output_and_the_output_only_with_it() {
    let directory = tempfile::tempdir().unwrap();
    let cache = Cache::new(directory.path().join("made/for it"), MAX_BYTES);
    let (tree, policy) = (tree(&application()), Policy::default());
    let key = key(&policy, &tree);
    let all = converted(&tree, &policy);
    assert!(matches!(cache.find(&key, Wanted::Findings), Lookup::Unknown));
    cache.keep(&key, &all, Wanted::Findings).unwrap();
    let has = |wanted| matches!(cache.find(&key, wanted), Lookup::Kept(_));
    assert_eq!((has(Wanted::Findings), has(Wanted::Output)), (true, false));
    cache.keep(&key, &all, Wanted::Output).unwrap();
    assert_eq!((has(Wanted::Findings), has(Wanted::Output)), (true, true));
    let Lookup::Kept(kept) = cache.find(&key, Wanted::Output) else {
        panic!("it is not there");
    };
    assert_eq!(*kept, all);
}

#[test]
fn a_conversion_in_which_the_program_failed_is_not_kept() {
    let directory = tempfile::tempdir().unwrap();
    let cache = Cache::new(directory.path().to_owned(), MAX_BYTES);
    let (tree, policy) = (tree(&application()), Policy::default());
    let key = key(&policy, &tree);
    let place = plconv_source::FileRange::start_of(plconv_source::FileId(0));
    let failed = Converted {
        diagnostics: vec![plconv_project::convert::internal_error(place, "out of luck")],
        ..Converted::default()
    };
    cache.keep(&key, &failed, Wanted::Output).unwrap();
    assert!(matches!(cache.find(&key, Wanted::Findings), Lookup::Unknown));
}

/// The only entry in a directory.
fn entry(directory: &Path) -> PathBuf {
    let mut entries = std::fs::read_dir(directory).unwrap();
    let entry = entries.next().unwrap().unwrap().path();
    assert!(entries.next().is_none());
    entry
}

#[test]
fn damage_anywhere_is_noticed() {
    let directory = tempfile::tempdir().unwrap();
    let cache = Cache::new(directory.path().to_owned(), MAX_BYTES);
    let (tree, policy) = (tree(&application()), Policy::default());
    let key = key(&policy, &tree);
    let all = converted(&tree, &policy);
    cache.keep(&key, &all, Wanted::Output).unwrap();
    let path = entry(directory.path());
    let whole = std::fs::read(&path).unwrap();
    let is_noticed = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        matches!(cache.find(&key, Wanted::Output), Lookup::Damaged(_))
    };
    let mut dice = Dice(7);
    // All of the head, and what is behind it here and there.
    let places = (0..400.min(whole.len())).chain((0..400).map(|_| dice.below(whole.len())));
    for at in places.collect::<Vec<_>>() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(is_noticed(&bytes), "byte {at} of {}", whole.len());
    }
    for length in [0, 1, 15, 16, 24, 56, 57, 400, whole.len() / 2, whole.len() - 1] {
        assert!(is_noticed(&whole[..length]), "{length} bytes of {}", whole.len());
    }
    assert!(is_noticed(&[whole.as_slice(), b"x"].concat()));
    assert!(is_noticed(
        b"something else of somebody else that is long enough for a head"
    ));
    // The entry of another conversion under this name.
    std::fs::remove_file(&path).unwrap();
    let other = self::key(&policies()[1], &tree);
    cache.keep(&other, &all, Wanted::Output).unwrap();
    std::fs::rename(entry(directory.path()), &path).unwrap();
    assert!(matches!(cache.find(&key, Wanted::Output), Lookup::Damaged(_)));
    // A conversion puts it right.
    cache.keep(&key, &all, Wanted::Output).unwrap();
    assert!(matches!(cache.find(&key, Wanted::Output), Lookup::Kept(kept) if *kept == all));
}

#[test]
fn what_was_not_used_for_longest_makes_room() {
    let directory = tempfile::tempdir().unwrap();
    let (tree, policy) = (tree(&application()), Policy::default());
    let all = converted(&tree, &policy);
    let keys: Vec<Key> = (0..4_u8)
        .map(|number| Key::new(ProgramDigest::of_bytes(&[number]), &policy, &tree).unwrap())
        .collect();
    let unbounded = Cache::new(directory.path().to_owned(), MAX_BYTES);
    unbounded.keep(&keys[0], &all, Wanted::Output).unwrap();
    let one = std::fs::metadata(entry(directory.path())).unwrap().len();
    std::fs::write(directory.path().join("notes.txt"), vec![b'x'; 3 * one as usize]).unwrap();
    // Room for three, and others' files are not counted.
    let cache = Cache::new(directory.path().to_owned(), 3 * one + one / 2);
    let was_used = |key: &Key, seconds: u64| {
        let path = directory.path().join(format!("{key}.plconv-cache"));
        let at = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(at).unwrap();
    };
    for (key, at) in keys.iter().zip([10, 20, 30]).take(3) {
        cache.keep(key, &all, Wanted::Output).unwrap();
        was_used(key, at);
    }
    let has = |key: &Key| matches!(cache.find(key, Wanted::Findings), Lookup::Kept(_));
    // Finding it is using it.
    assert!(has(&keys[0]));
    cache.keep(&keys[3], &all, Wanted::Output).unwrap();
    assert_eq!(
        keys.iter().map(has).collect::<Vec<_>>(),
        [true, false, true, true]
    );
    assert!(directory.path().join("notes.txt").exists());
    // More than there may be is not kept, and nothing goes for it.
    let small = Cache::new(directory.path().to_owned(), one / 2);
    small.keep(&keys[1], &all, Wanted::Output).unwrap_err();
    assert_eq!(
        keys.iter().map(has).collect::<Vec<_>>(),
        [true, false, true, true]
    );
}
