//! Files into a real PostgreSQL, with everything that can be in them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail like tests"
)]
#![allow(clippy::disallowed_methods, reason = "writes the files it loads")]

mod common;

use common::{Fixture, Kept};
use plconv_mover::events::Event;

#[test]
fn types_arrive_as_they_are() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, n numeric, p numeric(10,2), d timestamp(0), z timestamptz, \
         b boolean, raw bytea, c char(5), v varchar(10), i interval, u uuid, j jsonb, x xml, f double precision, day date)",
        "id,n,p,d,z,b,raw,c,v,i,u,j,x,f,day\n\
         1,12345678901234567890.000000001,-99999999.99,2024-02-29 23:59:59,2024-01-01T12:00:00+02:00,Y,00FF,ab,\"a,\"\"b\"\"\",\
         -10 04:05:06.5,123e4567-e89b-12d3-a456-426614174000,\"{\"\"a\"\": 1}\",<a/>,1e308,2024-02-29\n\
         2,,,,,,,,,,,,,,\n",
    );
    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2, 0));
    let row = fixture.text(
        "SELECT concat_ws('|', n, p, d, z AT TIME ZONE 'UTC', b, raw, c, v, i, u, j, x, f, day) FROM t WHERE id = 1",
    );
    assert_eq!(
        row,
        "12345678901234567890.000000001|-99999999.99|2024-02-29 23:59:59|2024-01-01 10:00:00|t|\\x00ff|ab   |a,\"b\"|\
         P-10DT-4H-5M-6.5S|123e4567-e89b-12d3-a456-426614174000|{\"a\": 1}|<a/>|1e+308|2024-02-29"
    );
    assert_eq!(
        fixture
            .text("SELECT num_nulls(n, p, d, z, b, raw, c, v, i, u, j, x, f, day)::text FROM t WHERE id = 2"),
        "14"
    );
}

#[test]
fn what_does_not_fit_is_kept_with_its_reason() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, v varchar(3) NOT NULL, n numeric(5,2) CHECK (n > 0))",
        "ID,V,N\n1,abc,1.5\n2,abcd,1\n3,,1\n4,abc,1.555\n5,abc,-1\n6,abc\n7,\"x\"y,1\n8,abc,2\n",
    );
    let kept = fixture.load("").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2, 6));
    assert!(
        kept.events
            .iter()
            .any(|event| matches!(event, Event::Careful { .. }))
    );
    let rows = fixture.text(
        "SELECT string_agg(concat_ws(' ', place, column_name, reason), ';' ORDER BY place) FROM plconv.quarantine",
    );
    assert_eq!(
        rows,
        "line 3 V too-long;line 4 v 23502;line 5 N precision;line 6 23514;line 7 broken;line 8 broken"
    );
    assert_eq!(
        fixture.text("SELECT row_values->>'V' FROM plconv.quarantine WHERE place = 'line 3'"),
        "abcd"
    );
}

#[test]
fn policies_change_values_and_count_them() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, v varchar(3), n numeric(5,2), d timestamp)",
        "ID,V,N,D\n1,abcd,1.555,07-JUN-94\n2,abc,1,1500-02-29\n",
    );
    let plan = "[policy]\ntoo-long = \"truncate\"\nprecision = \"round\"\n[table.column.D]\nformat = \"DD-MON-RR\"\n";
    let kept = fixture.load(plan).unwrap();
    assert_eq!(
        (kept.summary.rows, kept.summary.rejected, kept.summary.changed),
        (1, 1, 2)
    );
    assert_eq!(
        fixture.text("SELECT concat_ws('|', v, n, d) FROM t"),
        "abc|1.56|1994-06-07 00:00:00"
    );
}

#[test]
fn tables_come_back_with_everything_they_had() {
    let fixture = Fixture::new(
        "CREATE TABLE parent (id integer PRIMARY KEY); INSERT INTO parent VALUES (1), (2);
         CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT t_pk PRIMARY KEY,
                         parent_id integer REFERENCES parent, v text UNIQUE DEFERRABLE);
         COMMENT ON CONSTRAINT t_pk ON t IS 'it''s the key';
         CREATE INDEX t_lower ON t (lower(v)) WHERE v IS NOT NULL;
         CREATE TABLE child (t_id integer REFERENCES t);
         CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
         CREATE TRIGGER t_refuse BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION refuse()",
        "ID,PARENT_ID,V\n10,1,a\n20,2,b\n",
    );
    let describe = "SELECT string_agg(d, ';' ORDER BY d) FROM (
        SELECT pg_get_constraintdef(oid) || coalesce(obj_description(oid, 'pg_constraint'), '') || convalidated AS d
          FROM pg_constraint WHERE conrelid IN ('t'::regclass, 'child'::regclass)
        UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 't'::regclass
        UNION ALL SELECT tgname || tgenabled::text FROM pg_trigger WHERE tgrelid = 't'::regclass AND NOT tgisinternal) x";
    let before = fixture.text(describe);
    let kept = fixture.load("").unwrap();
    assert!(kept.summary.is_finished, "{:?}", kept.summary.failures);
    assert_eq!(fixture.text(describe), before);
    assert_eq!(fixture.text("SELECT nextval('t_id_seq')::text"), "21");
}

#[test]
fn a_foreign_key_without_its_parent_is_told_and_the_rest_done() {
    let fixture = Fixture::new(
        "CREATE TABLE parent (id integer PRIMARY KEY);
         CREATE TABLE t (id integer PRIMARY KEY, parent_id integer REFERENCES parent)",
        "ID,PARENT_ID\n1,7\n",
    );
    let kept = fixture.load("").unwrap();
    assert!(!kept.summary.is_finished);
    let [failure] = &kept.summary.failures[..] else {
        panic!("{:?}", kept.summary.failures)
    };
    assert!(
        failure.contains("t_parent_id_fkey") && failure.contains("(parent_id)=(7)"),
        "{failure}"
    );
    // Somebody adds the parent; the same command ends the run.
    fixture.execute("INSERT INTO parent VALUES (7)");
    let kept = fixture.load("").unwrap();
    assert!(kept.summary.is_finished);
    assert_eq!(kept.summary.rows, 1);
}

#[test]
fn rows_that_are_there_are_a_choice() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'old'), (9, 'old')",
        "ID,V\n1,new\n2,new\n",
    );
    let rows = "SELECT string_agg(id || v, ' ' ORDER BY id) FROM t";
    assert!(
        fixture
            .load("")
            .unwrap_err()
            .to_string()
            .contains("has rows already")
    );
    let with = |existing: &str| format!("[load]\nexisting = \"{existing}\"\n");
    let run = |existing: &str| {
        fixture.execute("UPDATE plconv.run SET finished_at = now()");
        fixture.load(&with(existing)).unwrap()
    };
    assert_eq!(run("skip").summary.rows, 0);
    assert_eq!(fixture.text(rows), "1old 9old");
    assert_eq!(run("upsert").summary.rows, 2);
    assert_eq!(fixture.text(rows), "1new 2new 9old");
    // The key stays and refuses rows that are there.
    let kept = run("append");
    assert_eq!((kept.summary.rows, kept.summary.rejected), (0, 2));
    assert_eq!(run("truncate").summary.rows, 2);
    assert_eq!(fixture.text(rows), "1new 2new");
}

#[test]
fn columns_have_other_names_types_and_expressions() {
    let fixture = Fixture::new(
        "CREATE TYPE mood AS ENUM ('good', 'bad');
         CREATE DOMAIN short AS varchar(4) CHECK (value <> 'evil');
         CREATE TABLE t (\"Id\" bigint PRIMARY KEY, active boolean, m mood, s short, tags text[], k text DEFAULT 'kept')",
        "ID,ACTIVE,M,S,TAGS,K2\n1,ja,good,abcd,\"{a,b}\",x\n2,nein,bad,evil,{},y\n",
    );
    let plan = "[table.column.ACTIVE]\nvalues = { ja = \"true\", nein = \"false\" }\n\
                [table.column.K2]\ntarget = \"k\"\nexpression = \"upper({}) || \\\"Id\\\"\"\n";
    let kept = fixture.load(plan).unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (1, 1));
    assert_eq!(
        fixture.text("SELECT concat_ws('|', \"Id\", active, m, s, tags[2], k) FROM t"),
        "1|t|good|abcd|b|X1"
    );
    assert_eq!(fixture.text("SELECT reason FROM plconv.quarantine"), "23514");
}

#[test]
fn several_processes_share_a_run() {
    let mut csv = "ID,V\n".to_owned();
    for id in 0..30_000 {
        csv.push_str(&format!("{id},text {id}\n"));
    }
    let fixture = Fixture::new("CREATE TABLE t (id integer PRIMARY KEY, v text)", &csv);
    let plan = "[load]\nchunk-kb = 128\nworkers = 2\n";
    let results: Vec<Kept> = std::thread::scope(|scope| {
        let loads: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| fixture.load(plan).unwrap()))
            .collect();
        loads.into_iter().map(|load| load.join().unwrap()).collect()
    });
    assert!(
        results
            .iter()
            .all(|kept| kept.summary.rows == 30_000 || kept.summary.rows == 0)
    );
    assert_eq!(
        fixture.text("SELECT count(*) || ' ' || sum(id) FROM t"),
        "30000 449985000"
    );
    let finished = fixture.text("SELECT count(*)::text FROM plconv.run WHERE state = 'finished'");
    // A process that comes after the end begins a run of its own, which finds rows and stops.
    assert_eq!(finished, "1");
}

#[test]
fn a_plan_that_changed_does_not_go_on() {
    let fixture = Fixture::new(
        "CREATE TABLE parent (id integer PRIMARY KEY);
         CREATE TABLE t (id integer PRIMARY KEY, parent_id integer REFERENCES parent)",
        "ID,PARENT_ID\n1,7\n",
    );
    assert!(!fixture.load("").unwrap().summary.is_finished);
    let error = fixture.load("[policy]\nnul = \"strip\"\n").unwrap_err();
    assert!(error.to_string().contains("--restart"), "{error}");
    // It may take more workers, though.
    assert!(fixture.load("[load]\nworkers = 1\n").is_ok());
}

#[test]
fn what_a_run_has_set_aside_comes_back_with_the_one_that_takes_its_place() {
    let fixture = Fixture::new(
        "CREATE TABLE parent (id integer PRIMARY KEY); INSERT INTO parent VALUES (7);
         CREATE TABLE t (id integer PRIMARY KEY, parent_id integer REFERENCES parent, v varchar(3));
         CREATE INDEX t_v ON t (v)",
        "ID,PARENT_ID,V\n1,7,abc\n2,7,abcd\n",
    );
    let aside = "SELECT concat_ws(' ', (SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass),
                        (SELECT count(*) FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'f' AND convalidated))";
    assert_eq!(fixture.text(aside), "2 1");
    // A row that does not fit stops it, with everything set aside.
    assert!(
        !fixture
            .load("[load]\nquarantine-limit = 0\n")
            .unwrap()
            .summary
            .is_finished
    );
    assert_eq!(fixture.text(aside), "0 0");
    let other = "[load]\nexisting = \"truncate\"\n[policy]\ntoo-long = \"truncate\"\n";
    let summary = fixture.load_anew(other).unwrap();
    assert!(summary.is_finished, "{summary:?}");
    assert_eq!(fixture.text("SELECT string_agg(v, ' ') FROM t"), "abc abc");
    assert_eq!(fixture.text(aside), "2 1");
}

/// Adds up what is waited for limits, and does not wait.
#[derive(Default)]
struct Waits(std::sync::Mutex<Vec<std::time::Duration>>);

impl plconv_mover::events::Observer for Waits {
    fn event(&self, _event: &Event) {}
    fn progress(&self, _rows: u64, _bytes: u64) {}
    fn wait(&self, time: std::time::Duration) {
        self.0.lock().unwrap().push(time);
    }
}

#[test]
fn limits_hold_for_all_readers_together() {
    const ROWS: u64 = 20_000;
    let mut csv = "ID,V\n".to_owned();
    for id in 0..ROWS {
        csv.push_str(&format!("{id},text {id}\n"));
    }
    let fixture = Fixture::new("CREATE TABLE t (id integer PRIMARY KEY, v text)", &csv);
    // So slow that what the test itself takes does not count; who waits last waits for everything before.
    let longest = |limits: &str| {
        let waits = Waits::default();
        let plan = format!("[load]\nchunk-kb = 16\nworkers = 3\nexisting = \"truncate\"\n{limits}");
        let summary = fixture.load_observed(&plan, &waits).unwrap();
        assert_eq!(summary.rows, ROWS);
        let waits = waits.0.into_inner().unwrap();
        waits.into_iter().max().map_or(0, |longest| longest.as_secs())
    };
    let seconds = longest("rows-per-second = 1\n");
    assert!((ROWS - 1000..=ROWS).contains(&seconds), "{seconds}");
    // A megabyte has many such rows, so that the limit of rows is the one that counts.
    let of_both = longest("rows-per-second = 1\nmb-per-second = 1\n");
    assert!((ROWS - 1000..=ROWS).contains(&of_both), "{of_both}");
    assert_eq!(longest(""), 0);
}

#[test]
fn bytes_are_limited_in_megabytes() {
    let row = "x".repeat(1000);
    let mut csv = "ID,V\n".to_owned();
    for id in 0..30_000 {
        csv.push_str(&format!("{id},{row}\n"));
    }
    let fixture = Fixture::new("CREATE TABLE t (id integer PRIMARY KEY, v text)", &csv);
    let waits = Waits::default();
    let summary = fixture
        .load_observed(
            "[load]\nchunk-kb = 1024\nworkers = 2\nmb-per-second = 1\n",
            &waits,
        )
        .unwrap();
    assert_eq!(summary.rows, 30_000);
    // Each row has its key, its text and their lengths. Time that passes meanwhile counts, so only the sum of what each piece
    // costs is certain: thirty megabytes at one a second.
    let bytes: u64 = fixture
        .text("SELECT sum(bytes)::text FROM plconv.chunk")
        .parse()
        .unwrap();
    assert!(bytes > 30_000_000);
    let pieces = waits.0.into_inner().unwrap().len() as u64;
    // A piece is 256 KB, and nothing goes without having been counted.
    assert!(pieces >= bytes / (256 * 1024 + 2000), "{pieces}");
}

#[test]
fn two_names_of_one_table_are_refused() {
    let fixture = Fixture::new("CREATE TABLE t (id integer PRIMARY KEY)", "ID\n1\n");
    let plan = format!(
        "version = 1\nname = \"test\"\n[source]\ndirectory = {:?}\n[target]\nurl = {:?}\n\
         [[table]]\nsource = \"A\"\ntarget = \"t\"\ncsv = [\"t.csv\"]\n\
         [[table]]\nsource = \"B\"\ntarget = \"public.t\"\ncsv = [\"t.csv\"]\n",
        fixture.path(""),
        fixture.url(),
    );
    let error = fixture.load_plan(&plan).unwrap_err().to_string();
    assert!(error.contains("A and B go to the same table public.t"), "{error}");
    assert_eq!(fixture.text("SELECT count(*)::text FROM t"), "0");
}

#[test]
fn dumps_are_refused_by_name() {
    let export = b"\x03\0\x02EXPORT:V19.00.00".to_vec();
    // Numbers, then the master table of the job that has written it.
    let mut data_pump = vec![0; 4096];
    data_pump[..2].copy_from_slice(&[4, 1]);
    data_pump[256..286].copy_from_slice(b"\"SCOTT\".\"SYS_EXPORT_SCHEMA_01\"");
    for (kind, dump) in [
        ("Oracle export (exp) dump", export),
        ("Oracle Data Pump dump", data_pump),
    ] {
        let fixture = Fixture::new("CREATE TABLE t (id integer)", "");
        std::fs::write(fixture.path("t.csv"), &dump).unwrap();
        let control = "LOAD DATA INFILE 't.csv' INTO TABLE t FIELDS TERMINATED BY ',' (id)";
        std::fs::write(fixture.path("t.ctl"), control).unwrap();
        let script = format!(
            "version = 1\nname = \"test\"\n[source]\ndirectory = {:?}\n[target]\nurl = {:?}\n\
             [[table]]\nsource = \"T\"\ntarget = \"t\"\nscript = [\"t.csv\"]\n",
            fixture.path(""),
            fixture.url(),
        );
        for result in [
            fixture.load(""),
            fixture.load_control("t.ctl"),
            fixture.load_plan(&script),
        ] {
            let error = result.unwrap_err().to_string();
            assert!(
                error.contains(kind) && error.contains("SQLFORMAT csv") && error.contains("t.csv"),
                "{error}"
            );
        }
    }
}

#[test]
fn control_files_say_what_their_data_files_are() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, v varchar(10), d timestamp)",
        "",
    );
    let control = "LOAD DATA INFILE 'data.txt' APPEND INTO TABLE t FIELDS TERMINATED BY '|' TRAILING NULLCOLS\n\
                   (id, unused FILLER, v NULLIF v='?', d DATE 'DD.MM.YYYY')";
    std::fs::write(fixture.path("t.ctl"), control).unwrap();
    std::fs::write(
        fixture.path("data.txt"),
        "1|x|one|31.12.2024\n2|x|?\n3|x|three|1.2.2024|more\n",
    )
    .unwrap();
    let kept = fixture.load_control("t.ctl").unwrap();
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2, 1));
    let rows = fixture.text("SELECT string_agg(concat_ws(' ', id, v, d::date), ';' ORDER BY id) FROM t");
    assert_eq!(rows, "1 one 2024-12-31;2");
}

#[test]
fn scripts_of_inserts_are_loaded() {
    let fixture = Fixture::new(
        "CREATE TABLE t (id integer PRIMARY KEY, name varchar(20), hired timestamp(0), note text, photo bytea);
         CREATE TABLE u (id integer PRIMARY KEY)",
        "",
    );
    let mut script = "REM INSERTING into HR.T\nSET DEFINE OFF;\n".to_owned();
    for id in 1..=2000 {
        script.push_str(&format!(
            "Insert into HR.T (ID,NAME,HIRED,NOTE,PHOTO) values ({id},'R&D ''{id}'';',to_date('24-FEB-06','DD-MON-RR'),\n\
             TO_CLOB('a')||TO_CLOB(q'[b;\n]'),hextoraw('00FF'));\n"
        ));
    }
    script.push_str(
        "Insert into HR.T (ID,NAME,HIRED,NOTE,PHOTO) values (2001,'x',SYSDATE,null,null);
         Insert into HR.T (ID,NAME,HIRED,NOTE,PHOTO) values (2002,'',null,EMPTY_CLOB(),null);
         Insert into HR.T (ID,NAME) values (2003,'defaults');
         INSERT ALL INTO u (id) VALUES (1) INTO u (id) VALUES (2) SELECT * FROM dual;\ncommit;\n",
    );
    std::fs::write(fixture.path("x.sql"), script).unwrap();
    let table = |tables: &str| {
        format!(
            "version = 1\nname = \"test\"\n[source]\ndirectory = {:?}\n[target]\nurl = {:?}\n[load]\nchunk-kb = 64\n{tables}",
            fixture.path(""),
            fixture.url(),
        )
    };
    let one = "[[table]]\nsource = \"HR.T\"\ntarget = \"t\"\nscript = [\"x.sql\"]\n";
    // Rows of a table that nobody moves are not left out silently.
    let error = fixture.load_plan(&table(one)).unwrap_err().to_string();
    assert!(
        error.contains("x.sql also has rows of U: add a [[table]]"),
        "{error}"
    );
    let two = format!("{one}[[table]]\nsource = \"U\"\ntarget = \"u\"\nscript = [\"x.sql\"]\n");
    let kept = fixture.load_plan(&table(&two)).unwrap();
    assert!(kept.summary.is_finished, "{:?}", kept.summary.failures);
    assert_eq!((kept.summary.rows, kept.summary.rejected), (2003, 2));
    assert_eq!(
        fixture.text("SELECT count(*)::text FROM plconv.chunk WHERE rows > 0 AND table_no = 0"),
        "5"
    );
    assert_eq!(
        fixture
            .text("SELECT concat_ws('|', id, name, hired, note, encode(photo, 'hex')) FROM t WHERE id = 7"),
        "7|R&D '7';|2006-02-24 00:00:00|ab;\n|00ff"
    );
    assert_eq!(
        fixture.text("SELECT (name IS NULL AND note = '')::text FROM t WHERE id = 2002"),
        "true"
    );
    assert_eq!(
        fixture
            .text("SELECT string_agg(place || ': ' || message, '; ' ORDER BY place) FROM plconv.quarantine"),
        "line 6003: SYSDATE is no literal, and Oracle is not there to evaluate it; line 6005: HIRED is not in this INSERT, so \
         Oracle would take its default, which is not known here"
    );
}
