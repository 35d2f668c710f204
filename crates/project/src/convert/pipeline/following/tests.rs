use super::*;

fn followed(statement: &str) -> String {
    let number = |precision| DataType::Number {
        precision: Some(precision),
        scale: Some(0),
    };
    let columns = [
        ("ID".to_owned(), Some(number(9))),
        (
            "V".to_owned(),
            Some(DataType::Varchar2 {
                length: Some(40),
                unit: plconv_catalog::LengthUnit::Byte,
                national: false,
            }),
        ),
        ("N".to_owned(), Some(number(5))),
        ("Q".to_owned(), None),
    ];
    let target = QualifiedName::new(Some("copies"), "t");
    let table = FollowedTable {
        columns: &columns,
        target: &target,
        renamed: &BTreeMap::new(),
    };
    match follow(statement, &table, &Policy::default()) {
        Following::Nothing => "nothing".to_owned(),
        Following::Left(reason) => format!("left: {reason}"),
        Following::Refused(reason) => format!("refused: {reason}"),
        Following::Statements(followed) => {
            let mut text = followed.statements.join("\n");
            let flags = [
                (followed.needs_rows, "needs rows".to_owned()),
                (followed.is_optional, "optional".to_owned()),
                (followed.is_dropped, "dropped".to_owned()),
                (followed.is_created, "created".to_owned()),
                (
                    followed.new_name.is_some(),
                    format!("now {}", followed.new_name.unwrap_or_default()),
                ),
            ];
            for (flag, name) in flags {
                if flag {
                    text.push_str(&format!("\n[{name}]"));
                }
            }
            for note in &followed.notes {
                text.push_str(&format!("\nnote: {note}"));
            }
            if followed.columns != columns {
                let names: Vec<&str> = followed.columns.iter().map(|(name, _)| name.as_str()).collect();
                text.push_str(&format!("\n-> {}", names.join(", ")));
            }
            text
        }
    }
}

#[test]
fn statements_of_ddl_for_a_copy() {
    let mut text = String::new();
    for statement in [
        "ALTER TABLE app.t ADD (w NUMBER(10,2) DEFAULT 1.5 NOT NULL)",
        "alter table t add x varchar2(10) default 'a''b'",
        "alter table app.t add (a date default sysdate, b timestamp default timestamp '2024-01-01 00:00:00')",
        "alter table t add c number generated always as (id * 2) virtual",
        "alter table t add d timestamp with time zone default timestamp '2024-01-01 00:00:00'",
        "alter table t add e number generated always as identity",
        "alter table t add (f number check (f > 0), g clob default empty_clob())",
        "alter table t add h number default on null 7",
        "alter table t drop column v",
        "alter table t drop (v, n) cascade constraints",
        "alter table t set unused (v)",
        "alter table t modify (v varchar2(80), n number(12) default 3 not null)",
        "alter table t modify q not null",
        "alter table t modify (v null)",
        "alter table t modify n default null",
        "alter table t rename column v to \"Text\"",
        "alter table t rename to u",
        "rename t to u",
        "drop table t cascade constraints purge",
        "create table app.t (id number(9) primary key, v varchar2(10), constraint f foreign key (v) references o (v))",
        "create table t as select * from o",
        "create index app.i on app.t (v, upper(v))",
        "create unique index i on t (n desc)",
        "create bitmap index i on t (n)",
        "alter table t add constraint c unique (v)",
        "alter table t add constraint c foreign key (n) references o (n)",
        "alter table t drop constraint c",
        "alter table t drop primary key",
        "alter table t disable constraint c",
        "alter table t enable row movement",
        "alter table t move",
        "alter table t add supplemental log data (all) columns",
        "alter table t truncate partition p",
        "alter table t exchange partition p with table o",
        "alter table t drop partition p",
        "alter table t add partition p values less than (1)",
        "alter table t add (z my_type)",
        "alter table t modify partition p nologging",
        "alter table t add z number drop column v",
        "alter table t add",
    ] {
        text.push_str(&format!("{statement}\n"));
        for line in followed(statement).lines() {
            text.push_str(&format!("    {line}\n"));
        }
    }
    expect_test::expect_file!["following.txt"].assert_eq(&text);
}
