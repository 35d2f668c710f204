//! Forms of DDL statements: each parses, and what it must not be taken for stays what it was.

use super::{good, parsed};
use crate::dump::dump;
use crate::print::print;
use expect_test::expect;
use plconv_grammar::SyntaxKind;

fn all_good(statements: &[&str]) {
    let broken: Vec<String> = statements
        .iter()
        .map(|statement| (statement, parsed(statement)))
        .filter(|(_, parse)| !parse.is_ok())
        .map(|(statement, parse)| {
            format!(
                "{statement}: {:?}",
                parse.errors.first().map(|error| &error.message)
            )
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    for statement in statements {
        assert_printed_is_equal(statement);
    }
}

fn assert_printed_is_equal(statement: &str) {
    let tree = parsed(statement).tree;
    assert_eq!(dump(&parsed(&print(&tree)).tree), dump(&tree), "{statement}");
}

#[test]
fn storage_of_tables() {
    all_good(&[
        "create table t (a number) nocache result_cache (mode default)",
        "create table t (a number) inmemory priority low no memcompress",
        "create table t (a number) inmemory memcompress for query high distribute by rowid range for service default no duplicate",
        "create table t (a number, b number) inmemory (a) no inmemory (b) initrans 100",
        "create table t (a number) segment creation immediate no inmemory memoptimize for read",
        "create table t (a number) ilm add policy row store compress advanced row after 30 days of no modification",
        "create table t (a number) clustering by linear order (a) yes on load with materialized zonemap as select 1 from dual",
        "create table t (a number) column store compress for query low no row level locking",
        "create table t (a number) compress for all operations parallel 2 instances 2",
        "create table t (a number encrypt using 'aes256' identified by p no salt)",
        "create table t (a number annotations (hidden)) annotations (title 'T')",
        "create table t (a clob, b clob) lob (a) store as s1 (tablespace x), lob (b) store as (tablespace x)",
        "create table t (a number) organization external (type oracle_loader) parallel 4 reject limit unlimited",
        "create table t (a number reservable) read only",
        "create table t (a number) row archival",
        "create table t for exchange with table u",
        "create blockchain table t (a number) no drop until 31 days idle no delete until 16 days after insert locked hashing using \"SHA2_512\" version \"v1\"",
        "create table t of xmltype xmltype store as binary xml xmlschema \"http://x/y.xsd\" element \"e\"",
        "create table t (a number default on null for insert and update 1)",
        "create table t (function varchar2(10), x number)",
        "create table t (a number) &storage",
        "create index i on t (a) &&storage.",
        "create table t of xmltype xmltype store as binary xml virtual columns (a as (1))",
    ]);
}

#[test]
fn a_storage_clause_ends_where_the_query_starts() {
    let tree = good("create table t clustering by linear order (a) as select 1 a from dual");
    assert!(tree.contains("query: Query"), "{tree}");
}

#[test]
fn storage_of_partitions() {
    all_good(&[
        "create table t (a number, b clob) partition by range (a) (partition p1 values less than (10) lob (b) store as seg (tablespace x) (subpartition s1), partition p2 values less than (20) lob (b) store as (tablespace y))",
        "create table t (a number) partition by range (a) (partition p1 values less than (10) read only indexing off, partition p2 values less than (20) inmemory)",
        "create index i on t (a) indextype is ctxsys.context filter by b, c order by d desc local (partition p1 parameters ('storage s'), partition p2) parameters ('sync (on commit)')",
        "create index i on t (a) local store in (x, y) deferred invalidation",
        "create index i on t (a) indexing partial online",
        "create search index i on t (a) for json parameters ('x')",
        "create search index i on t (a)",
    ]);
    // A common table expression that is called STORE.
    good("with store as (select 1 a from dual) select a from store");
    good(
        "with a as (select 1 x from dual), store as (with y as (select 1 x from dual) select * from y) select * from store",
    );
}

#[test]
fn actions_of_alter_table() {
    all_good(&[
        "alter table t inmemory memcompress for capacity low priority high",
        "alter table t no memoptimize for write",
        "alter table t add (a clob) lob (a) store as (tablespace x)",
        "alter table t add a xmltype xmltype column a store as object relational xmlschema \"http://x\" element \"e\"",
        "alter table t add a xmltype xmltype a store as object relational",
        "alter table t set unused (a, b) cascade constraints",
        "alter table t modify primary key disable cascade",
        "alter table t modify unique (a) enable novalidate",
        "alter table t drop partition p1, p2 update global indexes noparallel",
        "alter table t drop partition for (to_date('2020-01-01', 'yyyy-mm-dd')) update indexes",
        "alter table t split partition p at (1) into (partition p1 tablespace x, partition p) online",
        "alter table t split partition p at (1) into (partition p1, partition p) update indexes (i (partition a, partition b))",
        "alter table t merge partitions p1 to p3 into partition p deferred invalidation",
        "alter table t modify partition by range (a) interval (10) (partition p values less than (10)) online",
        "alter table t modify partition p shrink space check",
        "alter table t modify partition p read only deferred invalidation",
        "alter table t modify partition p add subpartition s values (1)",
        "alter table t modify default attributes for partition p tablespace x",
        "alter table t exchange partition p with table u including indexes without validation deferred invalidation",
        "alter table t truncate partition p drop storage update global indexes",
        "alter table t move partition p tablespace x online deferred invalidation",
        "alter table t deallocate unused keep 10m",
        "alter table t row archival",
        "alter table t no row archival",
        "alter table t no flashback archive",
        "alter table t read only",
        "alter table t add clustering u join v on (u.a = v.a) by linear order (a)",
        "alter table t drop clustering",
        "alter table t enable logical replication all keys",
        "alter table t add period for valid_time (a, b)",
        "alter table t annotations (add title 'T')",
        "alter table t add constraints c unique (a, b) using index i",
        "alter table t add constraints c foreign key (a) references u (a)",
    ]);
}

#[test]
fn words_of_new_clauses_are_columns() {
    all_good(&[
        "alter table t add clustering number(1)",
        "alter table t add logical number(1)",
        "alter table t add ilm number(1)",
        "alter table t modify clustering number(1)",
        "create table t (constraints varchar2(10) primary key, level_ number, priority number, usage number, element number, service number, domain number not null, shared number, until date)",
        "select priority, usage, element, service, domain, schema, property, vector, collection, sharing, distribute from t order by priority",
        "grant select on profile to u",
        "grant select on schema to u",
        "grant select, update (a) on collection to u",
        "create trigger x after logon on schema begin null; end;",
        "begin priority := usage + element; sharing(service => 1); end;",
    ]);
    let tree = good("alter table t add constraints number unique");
    assert!(tree.contains("ColumnDef"), "{tree}");
}

#[test]
fn alter_index() {
    all_good(&[
        "alter index i rebuild partition p noreverse online deferred invalidation",
        "alter index i monitoring usage",
        "alter index i modify partition p unusable deferred invalidation",
        "alter index i modify default attributes for partition p tablespace x",
        "alter index i rename partition p to q",
        "alter index i rename to j",
        "alter index i split partition p at (10) into (partition a tablespace x, partition b)",
        "alter index i drop partition p",
        "alter index i add partition",
        "alter index i rebuild parameters ('replace metadata')",
        "alter index i shrink space check",
    ]);
}

#[test]
fn sequences_views_and_materialized_views() {
    all_good(&[
        "create sequence s sharing = metadata scale extend noshard",
        "create sequence s nocache noorder nocycle nopartition",
        "alter sequence s restart start with 10",
        "create or replace noforce view v as select 1 a from dual",
        "create or replace no force editionable view v as select 1 a from dual",
        "create view v of xmltype xmlschema \"http://x\" element \"e\" with object id (a) as select 1 from dual",
        "create materialized view v refresh force on demand using default local rollback segment using enforced constraints disable query rewrite as select 1 a from dual",
        "create materialized view v (a encrypt using 'x' no salt) refresh fast using trusted constraints as select 1 a from dual",
        "create materialized view log on t with rowid (a, b), commit scn including new values",
        "create materialized view log on t with primary key, rowid, sequence (a, b) excluding new values",
        "drop materialized view log if exists on t",
        "alter materialized view log on t add (a) excluding new values",
    ]);
}

#[test]
fn users_and_privileges() {
    all_good(&[
        "create user u identified by p default tablespace x profile default account unlock",
        "create user u identified globally as 'cn=u' container = all",
        "alter user u identified by \"new\" replace \"old\"",
        "alter user u grant connect through v with role a, b",
        "alter user u revoke connect through v",
        "alter user u enable editions default role connect, r",
        "create role r identified using s.p",
        "alter role r identified externally",
        "grant alter, debug, on commit refresh, query rewrite on t to u",
        "grant set container to u",
        "grant use on edition e to u",
        "grant select any table on schema s to u",
        "grant execute on java source x to u",
        "comment on edition e is 'x'",
        "comment on mining model m is 'x'",
    ]);
    expect![[r#"
        GrantStmt
          privileges: []
            Privilege
              words: []
                `on`
                `commit`
                `refresh`
            Privilege
              words: []
                `select`
          object: ObjectName
            parts: []
              Name
                token: `t`
          grantees: []
            Grantee
              name: ObjectName
                parts: []
                  Name
                    token: `u`
    "#]]
    .assert_eq(&good("grant on commit refresh, select on t to u"));
}

#[test]
fn other_objects_and_statements() {
    all_good(&[
        "create materialized zonemap z on t (a, b)",
        "alter materialized zonemap z rebuild",
        "drop materialized zonemap z",
        "create or replace json relational duality view v as t {_id : a}",
        "create private outline o on select 1 from dual",
        "create mandatory profile p limit password_verify_function f",
        "create schema authorization u create table t (a number) grant select on t to v",
        "create database d datafile 'x' size 30m",
        "create shared public database link l connect to u identified by p authenticated by v identified by q using 'x'",
        "alter public database link l connect to u identified by p",
        "alter shared public database link l connect to u identified by p",
        "alter public synonym s compile",
        "alter database add logfile group 3 ('a', 'b') size 50k",
        "alter package p compile plsql_code_type = native reuse settings",
        "alter view v modify constraint c rely",
        "create directory d sharing = none as '/x'",
        "drop table t cascade constraint",
        "drop index i deferred invalidation",
        "drop database including backups noprompt",
        "truncate table t preserve materialized view log drop all storage",
        "call f(20) into :v",
    ]);
    assert!(!parsed("alter table t rename to s.u").is_ok());
}

#[test]
fn if_not_exists_and_sharing() {
    for kind in [
        "procedure if not exists p sharing = none is begin null; end;",
        "function if not exists f return number sharing = metadata is begin return 1; end;",
        "package if not exists p sharing = none is end;",
        "package body if not exists p sharing = none is end;",
        "type if not exists t sharing = none as object (a number)",
        "type body if not exists t sharing = none as member procedure p is begin null; end; end;",
        "trigger if not exists t sharing = none before insert on x begin null; end;",
        "materialized view log if not exists on t",
        "database link if not exists l using 'x'",
        "directory if not exists d as '/x'",
        "context if not exists c using p",
    ] {
        good(&format!("create {kind}"));
    }
}

#[test]
fn triggers_of_editions_and_containers() {
    all_good(&[
        "create trigger t before insert on x for each row crossedition disable begin null; end;",
        "create trigger t before insert on x for each row forward crossedition begin null; end;",
        "create trigger t before insert on x for each row reverse crossedition follows u begin null; end;",
        "create trigger t before unplug on pluggable database begin null; end;",
    ]);
}

#[test]
fn multilingual_engine() {
    all_good(&[
        "create function f(x number) return number as mle module m signature 'f(number)';",
        "create function f(x number) return number as mle module s.m env e signature 'f(number)';",
        "create function f(x number) return number as mle language javascript q'[return x;]';",
        "create function f(x number) return number as mle language javascript {{ return 'it''s'; }};",
        "create or replace mle env e imports ('a' module m)",
    ]);
    // Names like any other.
    good("declare mle module; module number; begin mle := module; end;");
}

#[test]
fn invalidation_of_cursors() {
    all_good(&[
        "alter table t shrink space deferred invalidation",
        "alter table t add constraint c primary key (a) deferred invalidation",
        "alter table t drop constraint c immediate invalidation",
        "alter table t rename partition p to q deferred invalidation",
        "alter table t parallel 4 deferred invalidation",
        "alter table t read only deferred invalidation",
        "alter type v modify limit 100 invalidate",
    ]);
}

/// Statements with words that nothing depends on, each with the first of these.
const LOOSE_WORDS: [(&str, &str); 11] = [
    (
        "ALTER TABLE fruit MODIFY (id ANNOTATIONS (Visibility 'Hidden'))",
        "(Visibility 'Hidden')",
    ),
    (
        "ALTER TABLE emp ENABLE VALIDATE CONSTRAINT emp_fk EXCEPTIONS INTO broken",
        "broken",
    ),
    ("ALTER TABLE oe.orders FLASHBACK ARCHIVE one_year", "one_year"),
    (
        "CREATE DIRECTORY bfile_dir SHARING = NONE AS '/usr/bin/bfile_dir'",
        "NONE",
    ),
    (
        "CREATE DATABASE prod LOGFILE GROUP 1 ('a.log') SIZE 50K",
        "LOGFILE",
    ),
    (
        "CREATE INDEX i ON p (c) LOCAL STORE IN (tbs_01, tbs_02)",
        "tbs_01",
    ),
    (
        "CREATE INDEX i ON t (d) INDEXTYPE IS ctxsys.context FILTER BY owner",
        "owner",
    ),
    (
        "CREATE TABLE t PARALLEL 4 INSTANCES 2 AS SELECT 1 a FROM dual",
        "2",
    ),
    ("CREATE SEQUENCE s SHARING = METADATA", "METADATA"),
    (
        "EXPLAIN PLAN SET STATEMENT_ID = 'raise' FOR UPDATE emp SET sal = 1",
        "'raise'",
    ),
    (
        "SELECT * FROM t VERSIONS PERIOD FOR valid BETWEEN x AND y",
        "valid",
    ),
];

#[test]
fn words_without_a_slot_are_kept_by_their_node() {
    for (statement, word) in LOOSE_WORDS {
        let parse = parsed(statement);
        assert!(parse.is_ok(), "{statement}: {:?}", parse.errors);
        let tree = dump(&parse.tree);
        assert!(tree.contains(&format!("{{{word}}}")), "{statement}:\n{tree}");
        assert_printed_is_equal(statement);
    }
}

#[test]
fn the_head_of_create_ends_behind_if_not_exists() {
    let parse = parsed("CREATE TABLE IF NOT EXISTS t (a NUMBER)");
    let create = parse
        .tree
        .root()
        .descendants()
        .find(|node| node.kind() == SyntaxKind::CreateHead);
    assert_eq!(create.map(|head| head.text()), Some("CREATE TABLE IF NOT EXISTS"));
}
