use super::*;
use crate::{Policy, RecentParses, edit_file, new_project};
use salsa::Setter;
use std::collections::BTreeMap;
use std::sync::Mutex;

#[salsa::db]
#[derive(Clone)]
struct TestDatabase {
    storage: salsa::Storage<Self>,
    executed: Arc<Mutex<Vec<String>>>,
    recent: Arc<RecentParses>,
}

#[salsa::db]
impl salsa::Database for TestDatabase {}

#[salsa::db]
impl Db for TestDatabase {
    fn recent(&self) -> &RecentParses {
        &self.recent
    }
}

impl Default for TestDatabase {
    fn default() -> Self {
        let executed = Arc::new(Mutex::new(Vec::new()));
        let log = executed.clone();
        let storage = salsa::Storage::new(Some(Box::new(move |event: salsa::Event| {
            if let salsa::EventKind::WillExecute { database_key } = event.kind {
                log.lock().unwrap().push(format!("{database_key:?}"));
            }
        })));
        TestDatabase {
            storage,
            executed,
            recent: Arc::default(),
        }
    }
}

impl TestDatabase {
    /// The queries that ran since the last call, without their keys.
    fn take_executed(&self) -> Vec<String> {
        let mut names: Vec<String> = std::mem::take(&mut *self.executed.lock().unwrap())
            .iter()
            .map(|key| key.split('(').next().unwrap_or_default().to_owned())
            .collect();
        names.sort();
        names
    }
}

fn project_with(db: &TestDatabase, files: &[(&str, &str)], policy: Policy) -> Project {
    let mut files: Vec<_> = files.to_vec();
    files.sort();
    let files = files
        .into_iter()
        .map(|(path, text)| (Arc::from(path), Arc::from(text)));
    new_project(db, files, Arc::new(policy), true, None)
}

fn load_with(files: &[(&str, &str)], policy: Policy) -> LoadedProject {
    let db = TestDatabase::default();
    let project = project_with(&db, files, policy);
    load(&db, project).as_ref().clone()
}

fn load_files(files: &[(&str, &str)]) -> LoadedProject {
    load_with(files, Policy::default())
}

fn texts(loaded: &LoadedProject) -> Vec<&str> {
    loaded.units().map(|(_, unit)| unit.text.as_ref()).collect()
}

fn codes(loaded: &LoadedProject) -> Vec<Code> {
    loaded
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect()
}

#[test]
fn includes_are_followed_where_they_stand() {
    let loaded = load_files(&[
        (
            "install.sql",
            "create table a (x number);\n@@sub/b\ncreate table d (x number);\n",
        ),
        ("sub/b.sql", "create table b (x number);\n@@c.sql\n"),
        ("sub/c.sql", "create table c (x number);\n"),
    ]);
    assert_eq!(
        texts(&loaded),
        [
            "create table a (x number)",
            "create table b (x number)",
            "create table c (x number)",
            "create table d (x number)"
        ]
    );
    assert_eq!(loaded.roots.len(), 1);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
}

#[test]
fn without_scripts_named_the_installer_comes_first_and_nothing_is_left_out() {
    let loaded = load_files(&[
        ("a.sql", "create table a (x number);\n"),
        ("b.pkb", "create package body b as end;\n/\n"),
        ("b.pks", "create package b as end;\n/\n"),
        ("drop_all.sql", "drop table a;\n"),
        ("install.sql", "@a.sql\n"),
        ("README.md", "not source;\n"),
    ]);
    assert_eq!(
        texts(&loaded),
        [
            "drop table a",
            "create table a (x number)",
            "create package b as end;",
            "create package body b as end;"
        ]
    );
}

#[test]
fn scripts_named_by_the_policy_are_started_in_their_order_then_the_rest() {
    let policy = Policy {
        scripts: vec!["z.sql".to_owned(), "gone.sql".to_owned()],
        ..Policy::default()
    };
    let loaded = load_with(
        &[
            ("a.sql", "select 1 from dual;\n"),
            ("z.sql", "select 26 from dual;\n"),
        ],
        policy,
    );
    assert_eq!(texts(&loaded), ["select 26 from dual", "select 1 from dual"]);
    assert_eq!(codes(&loaded), [Code::INCLUDE_NOT_FOUND]);
}

#[test]
fn variables_flow_through_the_walk() {
    let loaded = load_files(&[
        (
            "main.sql",
            "define owner = hr\n@@t emp 10\n@@t dept 20\nundefine owner\nselect '&owner' from dual;\n",
        ),
        (
            "t.sql",
            "create table &owner..&1 (x number(&2));\ndefine last = &1\n",
        ),
    ]);
    assert_eq!(
        texts(&loaded),
        [
            "create table hr.emp (x number(10))",
            "create table hr.dept (x number(20))",
            "select '&owner' from dual"
        ]
    );
    assert_eq!(codes(&loaded), [Code::UNDEFINED_VARIABLE]);
}

#[test]
fn set_define_off_holds_in_included_scripts_too() {
    let loaded = load_files(&[
        ("main.sql", "set define off\n@@t\nset define on\n@@t\n"),
        ("t.sql", "select '&x' from dual;\n"),
    ]);
    assert_eq!(texts(&loaded), ["select '&x' from dual", "select '&x' from dual"]);
    assert_eq!(codes(&loaded), [Code::UNDEFINED_VARIABLE]);
}

#[test]
fn given_values_answer_accept_and_defaults_do_otherwise() {
    let files = [(
        "main.sql",
        "accept pass char default 'secret' prompt 'Password: '\naccept space default users\nselect '&pass &space' from dual;\n",
    )];
    let policy = Policy {
        define: BTreeMap::from([("space".to_owned(), "data".to_owned())]),
        ..Policy::default()
    };
    let loaded = load_with(&files, policy);
    assert_eq!(texts(&loaded), ["select 'secret data' from dual"]);
    // The one that nobody gave.
    assert_eq!(codes(&loaded), [Code::PROMPT_DEFAULT]);
}

#[test]
fn names_of_scripts_can_hold_variables() {
    let loaded = load_files(&[
        (
            "main.sql",
            "define where = sub\n@@&where/t.sql\n@@&unknown/t.sql\n",
        ),
        ("sub/t.sql", "select 1 from dual;\n"),
    ]);
    assert_eq!(texts(&loaded), ["select 1 from dual"]);
    assert_eq!(codes(&loaded), [Code::INCLUDE_UNRESOLVED]);
}

#[test]
fn a_name_that_fits_one_script_only_is_assumed() {
    let loaded = load_files(&[
        (
            "oe_main.sql",
            "define version = &8\ndefine script = __HERE__/oe/create_&version\n@&script &version\n",
        ),
        ("create_v3.sql", "select 1 from dual;\n"),
    ]);
    assert_eq!(texts(&loaded), ["select 1 from dual"]);
    assert_eq!(codes(&loaded), [Code::INCLUDE_ASSUMED]);
    let queried = load_files(&[
        ("main.sql", "column c new_value name\n@create_&name\n"),
        ("create_v3.sql", "select 1 from dual;\n"),
    ]);
    assert_eq!(codes(&queried), [Code::INCLUDE_UNRESOLVED]);
}

#[test]
fn missing_and_recursive_includes_are_told_and_the_rest_is_loaded() {
    let loaded = load_files(&[
        ("a.sql", "@@b\n@@gone\nselect 'a' from dual;\n"),
        ("b.sql", "@@a\nselect 'b' from dual;\n"),
    ]);
    assert_eq!(texts(&loaded), ["select 'b' from dual", "select 'a' from dual"]);
    assert_eq!(codes(&loaded), [Code::INCLUDE_RECURSION, Code::INCLUDE_NOT_FOUND]);
    assert!(loaded.diagnostics[0].message.contains("a.sql > b.sql > a.sql"));
}

#[test]
fn includes_that_double_at_each_level_come_to_an_end() {
    let names: Vec<String> = (0..40).map(|level| format!("s{level:02}.sql")).collect();
    let texts: Vec<String> = (1..=40)
        .map(|level| format!("@@s{level:02}\n@@s{level:02}\n"))
        .collect();
    let mut files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    files.push(("s40.sql", ""));
    assert_eq!(codes(&load_files(&files)), [Code::TOO_LARGE]);
}

#[test]
fn two_starts_that_include_the_same_script_load_it_once() {
    let loaded = load_files(&[
        ("one.sql", "@@common\n"),
        ("two.sql", "@@common\n@@common\n"),
        ("common.sql", "create table c (x number);\n"),
    ]);
    assert_eq!(texts(&loaded), ["create table c (x number)"]);
}

#[test]
fn substituted_units_lead_back_to_the_file() {
    let text = "-- first\ndefine a = longer_name\nselect &a x from dual;\n";
    let loaded = load_files(&[("m.sql", text)]);
    let (_, unit) = loaded.units().next().unwrap();
    assert_eq!(unit.text.as_ref(), "select longer_name x from dual");
    let in_unit = unit.text.find("from").unwrap() as u32;
    let index = unit.shifts.partition_point(|(output, _)| *output <= in_unit) - 1;
    let (output, input) = unit.shifts[index];
    assert_eq!(
        (unit.offset + input + in_unit - output) as usize,
        text.find("from").unwrap()
    );
}

#[test]
fn execute_becomes_a_block_that_leads_back_to_the_file() {
    let text = "exec pkg.run('x')\n";
    let loaded = load_files(&[("m.sql", text)]);
    let (_, unit) = loaded.units().next().unwrap();
    assert_eq!(unit.text.as_ref(), "BEGIN pkg.run('x'); END;");
    assert_eq!(unit.offset as usize, text.find("pkg").unwrap());
    assert_eq!(unit.shifts[..2], [(0, 0), (6, 0)]);
}

#[test]
fn exit_ends_the_run_and_says_what_is_left_out() {
    let loaded = load_files(&[("m.sql", "select 1 from dual;\nexit\nselect 2 from dual;\n")]);
    assert_eq!(texts(&loaded), ["select 1 from dual"]);
    assert_eq!(codes(&loaded), [Code::SQLPLUS_COMMAND_REFUSED]);
    assert!(
        load_files(&[("m.sql", "select 1 from dual;\nexit\n")])
            .diagnostics
            .is_empty()
    );
}

#[test]
fn a_slash_after_a_semicolon_inserts_twice() {
    let loaded = load_files(&[(
        "m.sql",
        "insert into t values (1);\n/\ncreate table u (x number);\n/\n",
    )]);
    assert_eq!(
        texts(&loaded),
        [
            "insert into t values (1)",
            "insert into t values (1)",
            "create table u (x number)"
        ]
    );
    assert_eq!(codes(&loaded), [Code::SQLPLUS_COMMAND]);
}

#[test]
fn bad_endings_are_told_with_their_place() {
    let loaded = load_files(&[
        ("a.sql", "select 'open from dual;\n"),
        ("b.sql", "create procedure p as begin null; end;"),
        ("c.sql", "host rm -rf /\n"),
    ]);
    assert_eq!(
        codes(&loaded),
        [Code::CUT_OFF_STATEMENT, Code::MISSING_SLASH, Code::HOST_COMMAND]
    );
    assert_eq!(u32::from(loaded.diagnostics[0].primary.range.start()), 7);
}

#[test]
fn an_edit_reads_only_its_own_script_again() {
    let mut db = TestDatabase::default();
    let project = project_with(
        &db,
        &[
            ("a.sql", "select 1 from dual;\n"),
            ("b.sql", "select 2 from dual;\n"),
        ],
        Policy::default(),
    );
    load(&db, project);
    assert_eq!(db.take_executed(), ["load", "script", "script"]);
    let file = *project.files(&db).get("b.sql").unwrap();
    file.set_text(&mut db).to("select 3 from dual;\n".into());
    assert_eq!(
        texts(load(&db, project)),
        ["select 1 from dual", "select 3 from dual"]
    );
    assert_eq!(db.take_executed(), ["load", "script"]);
}

#[test]
fn an_edit_parses_only_the_unit_it_changed() {
    let mut db = TestDatabase::default();
    let project = project_with(
        &db,
        &[(
            "a.sql",
            "select 1 from dual;\nselect 2 from dual;\nselect 3 from dual;\n",
        )],
        Policy::default(),
    );
    let parse_all = |db: &TestDatabase| {
        for (_, unit) in load(db, project).units() {
            crate::parse(db, project, unit);
        }
    };
    parse_all(&db);
    let file = *project.files(&db).get("a.sql").unwrap();
    db.take_executed();
    // The first unit moves the others; their texts stay.
    file.set_text(&mut db)
        .to("select 10000 from dual;\nselect 2 from dual;\nselect 3 from dual;\n".into());
    parse_all(&db);
    assert_eq!(db.take_executed(), ["load", "parse_text", "script"]);
}

#[test]
fn choices_that_do_not_matter_for_the_syntax_parse_nothing_again() {
    let mut db = TestDatabase::default();
    let project = project_with(&db, &[("a.sql", "select 1 from dual;\n")], Policy::default());
    let (_, unit) = load(&db, project)
        .units()
        .next()
        .map(|(number, unit)| (number, unit.clone()))
        .unwrap();
    crate::parse(&db, project, &unit);
    db.take_executed();
    project.set_policy(&mut db).to(Arc::new(Policy {
        line_width: 80,
        ..Policy::default()
    }));
    crate::parse(&db, project, &unit);
    assert_eq!(db.take_executed(), ["parse_options"]);
}

#[test]
fn bytes_of_a_unit_are_placed_in_the_file() {
    let text = "define t = a_very_long_table_name\n-- about it\nselect x from &t where y = &t and z;\n";
    let loaded = load_files(&[("a.sql", text)]);
    let (_, unit) = loaded.units().next().unwrap();
    assert!(unit.text.starts_with("-- about it\nselect"));
    for word in ["select", "where", "and", "z"] {
        let start = unit.text.rfind(word).unwrap() as u32;
        let place = unit.place(start, start + word.len() as u32);
        assert_eq!(&text[place.range], word);
    }
    // The middle of a value is somewhere in the statement, never beyond it.
    let inside = unit.text.find("table_name").unwrap() as u32;
    assert!(
        unit.file_range()
            .range
            .contains_range(unit.place(inside, inside + 1).range)
    );
}

#[test]
fn excluded_files_are_only_read_when_included() {
    let files = [
        ("main.sql", "@@old/a\n"),
        ("old/a.sql", "select 'a' from dual;\n"),
        ("old/b.sql", "select 'b' from dual;\n"),
        ("older.sql", "select 'c' from dual;\n"),
    ];
    let policy = Policy {
        exclude: vec!["./old/".to_owned()],
        ..Policy::default()
    };
    assert_eq!(
        texts(&load_with(&files, policy)),
        ["select 'a' from dual", "select 'c' from dual"]
    );
}

#[test]
fn a_define_from_an_argument_that_is_not_given_waits_for_the_user() {
    let files = [(
        "grants.sql",
        "define reader = '&1' -- who may read\ngrant select on emp to &reader;\n",
    )];
    assert_eq!(texts(&load_files(&files)), ["grant select on emp to &reader"]);
    for name in ["1", "reader"] {
        let policy = Policy {
            define: BTreeMap::from([(name.to_owned(), "hr".to_owned())]),
            ..Policy::default()
        };
        let loaded = load_with(&files, policy);
        assert_eq!(texts(&loaded), ["grant select on emp to hr"]);
        assert_eq!(codes(&loaded), []);
    }
}

#[test]
fn a_statement_that_a_missing_value_makes_unreadable_says_so() {
    let db = TestDatabase::default();
    let text = "create &kind view v as select 1 x from dual;\ncreate view &w oops;\n";
    let project = project_with(&db, &[("main.sql", text)], Policy::default());
    let loaded = load(&db, project);
    let found: Vec<Code> = (loaded.units())
        .flat_map(|(_, unit)| crate::syntax_diagnostics(unit, &crate::parse(&db, project, unit)))
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(found, [Code::UNDEFINED_VARIABLE, Code::SYNTAX_ERROR]);
}

#[test]
fn units_of_all_source_are_created() {
    let loaded = load_files(&[(
        "a.sql",
        "FUNCTION f RETURN NUMBER IS\nBEGIN\n  RETURN 1;\nEND;\n/\n",
    )]);
    assert_eq!(texts(&loaded).len(), 1);
    assert_eq!(codes(&loaded), [Code::UNIT_WITHOUT_CREATE]);
}

#[test]
fn text_that_is_no_statement_is_reported_once() {
    let db = TestDatabase::default();
    let text = "select 1 from dual;\n\n  l_x := 'it''s';\n  p(l_x);\nEND;\n/\n";
    let project = project_with(&db, &[("a.sql", text)], Policy::default());
    let loaded = load(&db, project);
    assert_eq!(loaded.diagnostics, []);
    let (_, unknown) = loaded.units().nth(1).unwrap();
    assert_eq!(unknown.kind, StatementKind::Unknown);
    let found = crate::syntax_diagnostics(unknown, &crate::parse(&db, project, unknown));
    let [diagnostic] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(diagnostic.code, Code::SYNTAX_ERROR);
    assert_eq!(diagnostic.primary, range(unknown.file, 23, 26));
    assert_eq!(
        diagnostic.message,
        "no statement and no command of SQL*Plus starts with `l_x`"
    );
}

#[test]
fn execute_may_be_continued_and_commented() {
    let loaded = load_files(&[("a.sql", "exec p( -\n 1); -- one\n")]);
    assert_eq!(texts(&loaded), ["BEGIN p(  \n 1); END;"]);
}

#[test]
fn names_of_scripts_have_variables_and_arguments() {
    let loaded = load_files(&[
        (
            "install.sql",
            "define dir = 'sub'\naccept ext char default 'sql' prompt 'Extension: '\n@&dir/one.&ext HR \"two words\"\nstart &&dir./two\n",
        ),
        (
            "sub/one.sql",
            "create table &1..t (a varchar2(9) default '&2');\n@@&&dir._three &1\n",
        ),
        ("sub/two.sql", "select 2 from dual;\n"),
        ("sub/sub_three.sql", "select '&1' from dual;\n"),
    ]);
    assert_eq!(
        texts(&loaded),
        [
            "create table HR.t (a varchar2(9) default 'two words')",
            "select 'HR' from dual",
            "select 2 from dual"
        ]
    );
    assert_eq!(codes(&loaded), [Code::PROMPT_DEFAULT]);
}

#[test]
fn what_a_block_creates_when_it_is_missing_is_a_statement_too() {
    let block = "declare\n  n number;\nbegin\n  select count(1) into n from user_tables where table_name = 'T';\n  \
                 if n = 0 then\n    execute immediate 'create table t (a number)';\n    \
                 execute immediate 'create index i on t (a)';\n  end if;\n  \
                 if n > 7 then execute immediate 'create table u (a number)'; end if;\n  \
                 execute immediate 'alter table t add (b ' || n || ')';\nend;";
    let loaded = load_files(&[("a.sql", &format!("{block}\n/\n"))]);
    assert_eq!(
        texts(&loaded),
        ["create table t (a number)", "create index i on t (a)", block]
    );
    assert_eq!(codes(&loaded), [Code::CONSTANT_DEFINITION; 2]);
    let other = "declare\n  n number := 0;\nbegin\n  if n = 0 then execute immediate 'create table t (a number)'; end if;\nend;";
    assert_eq!(
        texts(&load_files(&[("a.sql", &format!("{other}\n/\n"))])),
        [other]
    );
}

#[test]
fn definitions_in_constant_texts_are_statements() {
    let text = "declare\n  e exception;\n  pragma exception_init(e, -955);\nbegin\n  execute immediate 'create table t (a varchar2(9) default ''x'', b number)';\n  \
                execute immediate q'[create package p is\n  c number;\nend;]';\nexception\n  when e then null;\nend;\n/\n";
    let loaded = load_files(&[("a.sql", text)]);
    assert_eq!(
        texts(&loaded),
        [
            "create table t (a varchar2(9) default 'x', b number)",
            "create package p is\n  c number;\nend;"
        ]
    );
    assert_eq!(codes(&loaded), [Code::CONSTANT_DEFINITION]);
    let (_, table) = loaded.units().next().unwrap();
    let at = |needle: &str| u32::try_from(text.find(needle).unwrap()).unwrap();
    for needle in ["create", "a varchar2", "b number"] {
        let output = u32::try_from(table.text.find(needle).unwrap()).unwrap();
        assert_eq!(
            table.place(output, output + 1),
            range(table.file, at(needle), at(needle) + 1)
        );
    }
}

#[test]
fn blocks_that_do_more_than_define_are_blocks() {
    for block in [
        "begin execute immediate 'drop table t'; end;",
        "begin execute immediate 'create table t (a number)'; p; end;",
        "begin execute immediate 'create table ' || n; end;",
        "begin execute immediate 'create table t (a number)'; exception when others then insert into l values (1); end;",
        "declare n number; begin execute immediate 'create table t (a number)'; end;",
        "begin execute immediate 'insert into t values (1)'; end;",
    ] {
        let loaded = load_files(&[("a.sql", &format!("{block}\n/\n"))]);
        assert_eq!(texts(&loaded), [block]);
    }
}

const EDITED: &str = "prompt begins
create table t (n number);
-- Counts.
create or replace package body p as
  procedure a is begin null; end;
end;
/
show errors
execute p.a
insert into t values (1);
";

#[test]
fn an_edit_inside_of_a_stored_unit_is_loaded_like_anew() {
    let mut db = TestDatabase::default();
    let files = [
        ("a.sql", EDITED),
        ("b.sql", "@@a.sql\ninsert into t values (2);\n"),
    ];
    let project = project_with(&db, &files, Policy::default());
    let before = load(&db, project).clone();
    let text: Arc<str> = EDITED.replace("null;", "null; commit;").into();
    let reloaded = edit_file(&mut db, project, &before, "a.sql", &text).unwrap();
    assert_eq!(reloaded.loaded, *load(&db, project));
    let units: Vec<_> = reloaded.loaded.units().collect();
    let (_, edited) = units[reloaded.unit as usize];
    assert!(edited.text.contains("commit"));
    let of_file = units.iter().filter(|(_, unit)| unit.file == edited.file);
    assert_eq!(
        of_file
            .map(|(number, unit)| (*number, (*unit).clone()))
            .collect::<Vec<_>>(),
        reloaded.of_file
    );
}

#[test]
fn other_edits_are_loaded_as_a_whole() {
    for (from, to) in [
        ("(1)", "(2)"),
        ("null;", "null; -- &x"),
        ("end;\n/", "end;\n"),
        ("(n number)", "(n date)"),
        ("null; end;\nend;\n/", "null; end;\nend;\n/\nselect 1 from dual;"),
        ("begins", "begun"),
        ("null;", "null;\n/\n"),
        ("null;", "'"),
        ("create or replace", "or replace"),
    ] {
        let mut db = TestDatabase::default();
        let project = project_with(&db, &[("a.sql", EDITED)], Policy::default());
        let before = load(&db, project).clone();
        let text: Arc<str> = EDITED.replacen(from, to, 1).into();
        assert_eq!(edit_file(&mut db, project, &before, "a.sql", &text), None, "{to}");
        let file = *project.files(&db).get("a.sql").unwrap();
        assert_eq!(**file.text(&db), *text);
    }
}
