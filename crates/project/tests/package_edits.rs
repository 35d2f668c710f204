//! What an editor shows of a package after edits is what it shows of the same text when it is opened: text, places of the
//! source and findings, byte for byte, whatever of the package was taken over from before.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that can be told to try more"
)]

use plconv_db::{Policy, Project};
use plconv_project::convert::pipeline::{Analysis, LoweredUnit, PipelineInput, analyze, analyze_edit};
use plconv_project::convert::{load_tree, open_project, reopen_project};
use plconv_project::{Database, NoProgress, SourceTree};
use std::fmt::Write as _;

const TABLES: &str = "create table t (a number, b varchar2(20), c date);\n\
     create view v as select a, b from t;\n\
     create table log_of_t (m varchar2(100));\n\
     create function outside (n number) return number is begin return n; end;\n/\n";

/// What knows its line, its neighbours or its place: whatever may be wrong when a routine moves.
const HEAD: &str = "create or replace package body p as
  -- Kept in the session.
  g number := 1;
  type list_t is table of number index by pls_integer;
  type nested_t is table of number;
  type rec_t is record (n number := 1, s varchar2(10) default 'x', d date);
  cursor many (low number := 2) is
    select q.a, q.b from (select a, b from t where a > low) q, (select 1 one from dual) order by q.a;
  too_many exception;
  pragma exception_init(too_many, -20001);
  procedure ahead (n number, s varchar2 := 'a' || 1);
  -- Said of the next one.
  function twice (n number := g) return number;
  function twice (n number := g) return number is
  begin
    return n * 2;
  end twice;
";

fn routine(number: usize) -> String {
    let mut text = String::new();
    let body = match number % 8 {
        0 => "    select count(*) into x from (select a from t), (select b from t);\n    x := x + '1';\n",
        1 => {
            "    r.n := twice;\n    if r.s = '' then null; end if;\n    insert into t (a, c) values (x, sysdate + 1);\n"
        }
        2 => "    for i in many(x) loop\n      x := x + i.a;\n    end loop;\n",
        3 => {
            "    begin\n      update t set a = x where b = null;\n    exception\n      when too_many then x := sqlcode;\n    end;\n"
        }
        4 => "    execute immediate 'delete from t where a = ' || x;\n    dbms_output.put_line(x || r.d);\n",
        5 => "    select a into x from v where rownum = 1;\n    x := outside(x) + nowhere.at_all(x);\n",
        6 => {
            "    l(1) := x;\n    x := l.count + to_number('1,5', '9D9');\n    goto done;\n    <<done>> null;\n"
        }
        _ => "    inner;\n    ahead(x);\n",
    };
    let declared = match number % 8 {
        7 => "    procedure inner is begin x := x + 1; ahead(x, 'b'); end inner;\n",
        _ => "    l list_t;\n    r rec_t;\n",
    };
    let _ = write!(
        text,
        "  -- Number {number}.\n  function f{number} (p number{default}) return number is\n    x number := p;\n{declared}  begin\n{body}    \
         return x;\n  end f{number};\n",
        default = if number.is_multiple_of(3) { " := 1" } else { "" },
    );
    text
}

const TAIL: &str = "  procedure ahead (n number, s varchar2 := 'a' || 1) is
  begin
    insert into log_of_t values (s || n);
  end ahead; -- The last.
begin
  g := f1(g);
end p;
/
create table behind (x number default 1);
create procedure user_of_p is
begin
  p.o := p.open_t(1, 2);
  dbms_output.put_line(p.o.count || p.f1(p.o(1)));
end;
/
";

const SPECIFICATION: &str = "create or replace package p as
  type open_t is table of number;
  o open_t;
  function f1 (p number) return number; -- The first.
  function f3 (p number := 1) return number;
  function missing (p number) return number;
end p;
/
";

struct Session {
    db: Database,
    project: Project,
    analysis: Analysis,
}

fn tree(body: &str) -> SourceTree {
    SourceTree::in_memory([("1.sql", TABLES), ("2.pks", SPECIFICATION), ("3.pkb", body)])
}

impl Session {
    fn start(body: &str) -> Self {
        let db = Database::default();
        let project = open_project(&db, &tree(body), Policy::default(), None);
        let analysis = analysed(&db, project, &tree(body));
        Session {
            db,
            project,
            analysis,
        }
    }

    /// Whether it was an edit inside of the package body.
    fn change(&mut self, body: &str) -> bool {
        let text = body.into();
        let edited = analyze_edit(&mut self.db, self.project, &self.analysis, "3.pkb", &text);
        let in_body = edited.is_some();
        self.analysis = match edited {
            Some(edited) => edited.analysis,
            None => {
                reopen_project(&mut self.db, self.project, &tree(body), Policy::default());
                analysed(&self.db, self.project, &tree(body))
            }
        };
        in_body
    }
}

fn analysed(db: &Database, project: Project, tree: &SourceTree) -> Analysis {
    let (loaded, _) = load_tree(db, project, tree);
    analyze(&PipelineInput {
        db,
        project,
        loaded: &loaded,
        policy: project.policy(db),
        captured: None,
        progress: &NoProgress,
    })
}

/// All that is shown of all units.
fn shown(analysis: &Analysis) -> Vec<(LoweredUnit, Vec<plconv_diagnostics::Diagnostic>)> {
    (0..analysis.units().len() as u32)
        .map(|unit| (analysis.lower_unit(unit), analysis.diagnostics_of(unit)))
        .collect()
}

/// Numbers that repeat themselves from run to run.
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

const INSERTED: [&str; 13] = [
    "    x := x + 1;",
    "    -- A remark.",
    "",
    "    update t set a = a + 1;",
    "    commit;",
    "    x := x + f2(x) + twice;",
    "    select max(a) into x from (select a from t where a > 1) where rownum < 3;",
    "    dbms_output.put_line($$plsql_line || $$plsql_unit);",
    "    x := nowhere;",
    "    l.delete(1);",
    "    o.delete(1);",
    "    begin\n      x := 1 / 0;\n    exception\n      when others then raise_application_error(-20001, sqlerrm);\n    end;",
    "    for i in (select b from t) loop x := x + length(i.b); end loop;",
];

fn edit(body: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<&str> = body.lines().collect();
    let inserted = INSERTED[dice.below(INSERTED.len())];
    // Most is typed where statements stand; elsewhere it damages the package.
    let statements: Vec<usize> = (0..lines.len())
        .filter(|line| lines[*line].starts_with("    return x"))
        .collect();
    let line = match dice.below(6) {
        0 => dice.below(lines.len()),
        _ => statements[dice.below(statements.len())],
    };
    match dice.below(8) {
        0 => {
            lines.remove(line.saturating_sub(1));
        }
        1 => lines.insert(line, lines[line]),
        _ => lines.insert(line, inserted),
    }
    lines.join("\n") + "\n"
}

/// How many edits stayed in the body, and how many of these left most routines as they were.
fn edits_make_no_difference(seed: u64, count: usize) -> (usize, usize) {
    let routines: String = (0..24).map(routine).collect();
    let first = format!("{HEAD}{routines}{TAIL}");
    let mut body = first.clone();
    let mut session = Session::start(&body);
    shown(&session.analysis);
    let mut dice = Dice(seed);
    let (mut in_bodies, mut taken_over) = (0, 0);
    for number in 0..count {
        body = match dice.below(4) {
            // Typing goes on in a text that is whole again from time to time.
            0 => first.clone(),
            _ => edit(&body, &mut dice),
        };
        let in_body = session.change(&body);
        let now = shown(&session.analysis);
        let anew = shown(&Session::start(&body).analysis);
        assert_eq!(now, anew, "after edit {number} of seed {seed}:\n{body}");
        if in_body {
            in_bodies += 1;
            taken_over += usize::from(session.analysis.work().routines.len() <= 4);
        }
    }
    (in_bodies, taken_over)
}

/// How many edits are tried; `PLCONV_EDITS` tries more.
fn edits() -> usize {
    let more = std::env::var("PLCONV_EDITS").ok();
    more.and_then(|count| count.parse().ok()).unwrap_or(12)
}

#[test]
fn edits_of_a_package_make_no_difference() {
    let of_seeds = (1..=4).map(|seed| edits_make_no_difference(seed, edits()));
    let (in_bodies, taken_over) =
        of_seeds.fold((0, 0), |sum, of_seed| (sum.0 + of_seed.0, sum.1 + of_seed.1));
    let all = 4 * edits();
    assert!(
        in_bodies * 4 >= all,
        "{in_bodies} of {all} edits were in the body"
    );
    assert!(
        taken_over * 3 >= in_bodies,
        "{taken_over} of {in_bodies} edits took routines over"
    );
}

/// Conditional compilation has the lines of the unit, wherever the routine is.
#[test]
fn a_line_number_follows_what_is_typed_above() {
    let body = |above: &str| {
        format!(
            "create or replace package body p as\n  procedure a is\n  begin\n    null;{above}\n  end a;\n  procedure b is\n  begin\n    \
             dbms_output.put_line($$plsql_line);\n  end b;\nend p;\n/\n"
        )
    };
    let line = |analysis: &Analysis| {
        let pieces = (0..analysis.units().len() as u32).flat_map(|unit| analysis.lower_unit(unit).pieces);
        let text: String = pieces.map(|piece| piece.text).collect();
        (5..20).find(|line| text.contains(&format!("'{line}'")) || text.contains(&format!("({line}")))
    };
    let mut session = Session::start(&body(""));
    assert_eq!(line(&session.analysis), Some(8));
    assert!(session.change(&body("\n    null;\n    null;")));
    assert_eq!(line(&session.analysis), Some(10));
}

/// What an edit of one routine makes a session lower again: this routine, and who calls it when it does something else now.
#[test]
fn other_routines_are_not_lowered_again() {
    let routines: String = (0..24).map(routine).collect();
    let first = format!("{HEAD}{routines}{TAIL}");
    let mut session = Session::start(&first);
    shown(&session.analysis);
    let names = |session: &Session| -> Vec<String> {
        shown(&session.analysis);
        let done = session.analysis.work();
        done.routines.into_iter().map(|routine| routine.name).collect()
    };
    let typed = first.replacen("    l(1) := x;", "    l(1) := x;\n    x := x + 2;", 1);
    assert!(session.change(&typed));
    assert_eq!(names(&session), ["F6"]);
    let typed = typed.replacen("return n * 2", "return n * 22", 1);
    assert!(session.change(&typed));
    assert_eq!(names(&session), ["TWICE"]);
    // What it does has an influence on how its callers are written.
    let writes = typed.replacen("return n * 22", "update t set a = n; return n * 22", 1);
    assert!(session.change(&writes));
    let again = names(&session);
    assert!(again.contains(&"TWICE".to_owned()) && again.contains(&"F1".to_owned()));
    assert!(!again.contains(&"F6".to_owned()), "{again:?}");
}

/// A collection that loses single elements has another form, wherever it is used.
#[test]
fn a_body_that_deletes_elements_changes_what_others_see() {
    let body =
        |statement: &str| format!("{HEAD}{}{TAIL}", routine(0)).replacen("    return x;", statement, 1);
    let mut session = Session::start(&body("    return x;"));
    let before = shown(&session.analysis);
    let deleting = body("    o.delete(1);\n    return x;");
    session.change(&deleting);
    let after = shown(&session.analysis);
    let user = session.analysis.units().len() - 1;
    assert_ne!(before[user].0.pieces[0].text, after[user].0.pieces[0].text);
    assert_eq!(after, shown(&Session::start(&deleting).analysis));
}

/// Edits of standalone routines are brought up to date like those of packages.
#[test]
fn an_edit_of_a_standalone_routine_makes_no_difference() {
    let body = |above: &str, statement: &str, below: &str| {
        format!(
            "{above}create function alone (n number := 1) return number is\n  x number;\nbegin\n  {statement}\n  return x;\nend;\n/\n\
             create procedure calls_it is\nbegin\n  insert into t (a) values (alone(2) + nowhere);\nend;\n/\n{below}"
        )
    };
    let mut session = Session::start(&body("", "null;", ""));
    shown(&session.analysis);
    for (statement, in_body) in [
        ("x := n;", true),
        ("x := n;\n  x := unknown_one + $$plsql_line;", true),
        ("update t set a = n;", true),
        ("update t set a = n; commit;", true),
        ("select max(b) into x from v;", true),
        ("x := ;", true),
        ("null; end; /", false),
        ("x := n;", false),
    ] {
        let text = body("", statement, "");
        assert_eq!(session.change(&text), in_body, "{statement}");
        assert_eq!(
            shown(&session.analysis),
            shown(&Session::start(&text).analysis),
            "{statement}"
        );
    }
    // The unit moves, and with it what stands below.
    let text = body("-- above\n", "x := n;", "create table c (d date);\n");
    session.change(&text);
    assert_eq!(shown(&session.analysis), shown(&Session::start(&text).analysis));
}
