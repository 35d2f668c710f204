//! What tools write: exports and migration scripts.

use super::outline;

/// The kinds of items and how they end, without their texts.
fn shape(text: &str) -> Vec<String> {
    outline(text)
        .iter()
        .map(|line| match line.split_once(':') {
            Some((kind, _)) if !kind.contains(['(', '{']) => kind.to_owned(),
            _ => line.split(['(', ' ']).next().unwrap_or("").to_owned(),
        })
        .collect()
}

#[test]
fn sql_developer() {
    let text = "\
--------------------------------------------------------
--  File created - Monday-January-01-2024  \x20
--------------------------------------------------------
--------------------------------------------------------
--  DDL for Table EMP
--------------------------------------------------------

  CREATE TABLE \"HR\".\"EMP\"\x20
   (\t\"ID\" NUMBER,\x20
\t\"NAME\" VARCHAR2(10 BYTE)
   ) ;
REM INSERTING into HR.EMP
SET DEFINE OFF;
Insert into HR.EMP (ID,NAME) values (1,'R&D');
--------------------------------------------------------
--  DDL for Trigger EMP_T
--------------------------------------------------------

  CREATE OR REPLACE EDITIONABLE TRIGGER \"HR\".\"EMP_T\"\x20
BEFORE INSERT ON emp FOR EACH ROW
begin
  null;
end;

/
ALTER TRIGGER \"HR\".\"EMP_T\" ENABLE;
";
    assert_eq!(
        shape(text),
        [
            "Sql Semicolon",
            "Remark",
            "Set",
            "Sql Semicolon",
            "PlSql Slash",
            "Sql Semicolon"
        ]
    );
}

#[test]
fn dbms_metadata_without_terminators() {
    let text = "
  CREATE TABLE \"HR\".\"EMP\"\x20
   (\t\"ID\" NUMBER
   ) SEGMENT CREATION IMMEDIATE\x20
  TABLESPACE \"USERS\"\x20

  CREATE UNIQUE INDEX \"HR\".\"EMP_PK\" ON \"HR\".\"EMP\" (\"ID\")\x20
  TABLESPACE \"USERS\"\x20

  CREATE OR REPLACE EDITIONABLE PROCEDURE \"HR\".\"P\" is
begin
  null;
end;
  CREATE OR REPLACE FORCE EDITIONABLE VIEW \"HR\".\"V\" (\"ID\") AS\x20
  select id from emp

   COMMENT ON TABLE \"HR\".\"V\"  IS 'it''s; a view'
  GRANT SELECT ON \"HR\".\"V\" TO \"SCOTT\"
";
    assert_eq!(
        shape(text),
        [
            "Sql MissingSlashAssumed",
            "Sql MissingSlashAssumed",
            "PlSql MissingSlashAssumed",
            "Sql MissingSlashAssumed",
            "Sql MissingSlashAssumed",
            "Sql EndOfFile"
        ]
    );
}

#[test]
fn data_pump_sqlfile() {
    let text = "\
-- CONNECT SYSTEM
ALTER SESSION SET EVENTS '10150 TRACE NAME CONTEXT FOREVER, LEVEL 1';
-- new object type path: SCHEMA_EXPORT/FUNCTION/FUNCTION
-- CONNECT HR
CREATE EDITIONABLE FUNCTION \"HR\".\"F\" return number is
begin
  return 1;
end;
/
-- new object type path: SCHEMA_EXPORT/FUNCTION/ALTER_FUNCTION

ALTER FUNCTION \"HR\".\"F\"\x20
  COMPILE\x20
    PLSQL_OPTIMIZE_LEVEL=  2
    PLSQL_CODE_TYPE=  INTERPRETED
 REUSE SETTINGS TIMESTAMP '2024-01-01 00:00:00'
/
-- new object type path: SCHEMA_EXPORT/TABLE/INDEX/STATISTICS/INDEX_STATISTICS
DECLARE I_N VARCHAR2(60);\x20
BEGIN
  NULL;
END;\x20
/
";
    assert_eq!(
        shape(text),
        ["Sql Semicolon", "PlSql Slash", "Sql Slash", "PlSql Slash"]
    );
}

#[test]
fn toad() {
    let text = "\
/* Formatted on 2010/01/01 10:00 (Formatter Plus v4.8.8) */
DROP TABLE HR.EMP CASCADE CONSTRAINTS;

CREATE TABLE HR.EMP
(
  ID  NUMBER(9)  NOT NULL
)
TABLESPACE USERS
RESULT_CACHE (MODE DEFAULT)
LOGGING;


CREATE OR REPLACE PACKAGE HR.P AS
  PROCEDURE a;
END P;
/

SHOW ERRORS;


DROP PUBLIC SYNONYM P;
CREATE PUBLIC SYNONYM P FOR HR.P;
";
    assert_eq!(
        shape(text),
        [
            "Sql Semicolon",
            "Sql Semicolon",
            "PlSql Slash",
            "Show",
            "Sql Semicolon",
            "Sql Semicolon"
        ]
    );
}

#[test]
fn pl_sql_developer() {
    let text = "\
prompt PL/SQL Developer import file
prompt Created on 2010\u{5e74}1\u{6708}1\u{65e5} by Administrator
set feedback off
set define off
spool emp.log

prompt
prompt Creating table EMP
prompt ==================
prompt
create table HR.EMP
(
  id NUMBER
)
;
comment on table HR.EMP
  is '\u{5458}\u{5de5}';

prompt Loading EMP...
insert into HR.EMP (id)
values (1);
commit;
prompt 1 records loaded -- don't worry

spool off
";
    assert_eq!(
        shape(text),
        [
            "Prompt",
            "Prompt",
            "Set",
            "Set",
            "Spool",
            "Prompt",
            "Prompt",
            "Prompt",
            "Prompt",
            "Sql Semicolon",
            "Sql Semicolon",
            "Prompt",
            "Sql Semicolon",
            "Sql Semicolon",
            "Prompt",
            "Spool"
        ]
    );
}

#[test]
fn liquibase_formatted_sql() {
    let text = "\
--liquibase formatted sql
--changeset ann:1 dbms:oracle
create table emp (id number);
--rollback drop table emp;

--changeset ann:2 splitStatements:false endDelimiter:/
create or replace procedure p is
begin
  null;
end;
/
--rollback drop procedure p;
";
    assert_eq!(shape(text), ["Sql Semicolon", "PlSql Slash"]);
}

#[test]
fn quotes_and_comments_of_commands_are_text() {
    let text = "\
prompt /* it's not a comment
rem don't */ '
host echo \"it's\"
define x = it's
-- isn't
/* ; ' */
select '--', q'[/* ]', \"a;b\" /* ; */ -- ;
from dual;
doc >
 Isn't; this
#
show user
";
    assert_eq!(
        shape(text),
        [
            "Prompt",
            "Remark",
            "Host",
            "Define",
            "Sql Semicolon",
            "Remark",
            "Show"
        ]
    );
}
