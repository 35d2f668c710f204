//! Queries: Oracle text in, PostgreSQL text out.

use super::translated;
use expect_test::{Expect, expect};

/// A statement of PL/SQL over `t (a number, b varchar2(10), c char(3))`.
fn check(statement: &str, expected: Expect) {
    let source = format!(
        "create table t (a number, b varchar2(10), c char(3));\n\
         create procedure p (n in number, v in varchar2) is\n  l number;\nbegin\n  {statement}\nend;\n/\n"
    );
    let text = translated(&source);
    let body = match (text.find("  l numeric;\nBEGIN\n"), text.find("END;\n$$;")) {
        (Some(start), Some(end)) => &text[start + 19..end],
        _ => &text,
    };
    let refusals: String = text
        .lines()
        .filter(|line| line.starts_with("refused"))
        .map(|line| format!("{line}\n"))
        .collect();
    let body: String = body
        .lines()
        .map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line)))
        .collect();
    expected.assert_eq(&(refusals + &body));
}

#[test]
fn rownum_limits_rows_before_they_are_counted() {
    check(
        "select count(*) into l from t where b = v and rownum = 1;",
        expect![[r#"
              SELECT count(*) INTO STRICT l FROM (SELECT * FROM t WHERE b = v LIMIT 1) AS t;
        "#]],
    );
    check(
        "select max(q.a) into l from (select a from t order by b) q where rownum <= n;",
        expect![[r#"
              SELECT max(q.a)
              INTO STRICT l
              FROM (SELECT * FROM (SELECT a FROM t ORDER BY b) AS q LIMIT greatest(floor(n), 0)) AS q;
        "#]],
    );
    check(
        "select count(*) into l from t x, t y where rownum = 1;",
        expect![[r#"
            refused PLC0403: ROWNUM limits the rows of a join before grouping, DISTINCT or analytic functions; not carried over
            SELECT oracle.refused('not carried over from Oracle: ROWNUM beside grouping of a join')::numeric
            INTO STRICT l
            OFFSET 0;
        "#]],
    );
}

#[test]
fn rownum_of_a_subquery_is_its_own() {
    check(
        "select count(*) into l from t where a in (select a from t where rownum = 1);",
        expect![[r#"
              SELECT count(*) INTO STRICT l FROM t WHERE a IN (SELECT a FROM t LIMIT 1);
        "#]],
    );
}

#[test]
fn rownum_in_another_condition_raises() {
    check(
        "select a into l from t where rownum = 1 or a = 2;",
        expect![[r#"
            refused PLC0403: ROWNUM in this condition is not carried over
            SELECT oracle.refused('not carried over from Oracle: ROWNUM in a condition')::numeric AS a
            INTO STRICT l
            OFFSET 0;
        "#]],
    );
}

#[test]
fn char_beside_varchar2_compares_with_its_blanks() {
    check(
        "select count(*) into l from t where c = v;",
        expect![[r#"
              SELECT count(*) INTO STRICT l FROM t WHERE c = oracle.exact_char(v, 3);
        "#]],
    );
    check(
        "select count(*) into l from t where b = c or c in ('A', v) or c in (select b from t);",
        expect![[r#"
              SELECT count(*)
              INTO STRICT l
              FROM t
              WHERE b = rpad(c, 3) OR c IN ('A', oracle.exact_char(v, 3)) OR rpad(c, 3) IN (SELECT b FROM t);
        "#]],
    );
    check(
        "select count(*) into l from t where c <> 'A' or c < v or c between 'A' and 'B';",
        expect![[r#"
              SELECT count(*) INTO STRICT l FROM t WHERE c <> 'A' OR rpad(c, 3) < v OR c BETWEEN 'A' AND 'B';
        "#]],
    );
}

#[test]
fn nls_parameters_of_conversions() {
    check(
        "select count(*) into l from t where b = to_char(n, '9G999D0', 'NLS_NUMERIC_CHARACTERS='',.''')
           and a = to_number(b, '9G999D0', 'NLS_NUMERIC_CHARACTERS='',.''')
           and b = to_char(sysdate, 'DY', 'NLS_DATE_LANGUAGE=AMERICAN')
           and b = to_char(n, '9,999.0', 'NLS_NUMERIC_CHARACTERS=''.,''');",
        expect![[r#"
            SELECT count(*)
            INTO STRICT l
            FROM t
            WHERE b = translate(oracle.to_char(n, '9G999D0'), '.,', ',.')
              AND a = oracle.to_number(translate(b, ',.', '.,'), '9G999D0')
              AND b = oracle.to_char_date(oracle.sysdate_sql(), 'DY')
              AND b = oracle.to_char(n, '9,999.0');
        "#]],
    );
    check(
        "select count(*) into l from t where b = to_char(sysdate, 'DY', 'NLS_DATE_LANGUAGE=GERMAN')
           or to_date(b, 'DD.MON.YYYY', 'NLS_DATE_LANGUAGE=GERMAN') > sysdate or b = to_char(n, 'L9', 'NLS_CURRENCY=''E''');",
        expect![[r#"
            refused PLC0603: this NLS parameter is not carried over: the output knows English names, and other decimal and group characters with D and G only
            refused PLC0603: this NLS parameter is not carried over: the output knows English names, and other decimal and group characters with D and G only
            refused PLC0603: this NLS parameter is not carried over: the output knows English names, and other decimal and group characters with D and G only
            SELECT count(*)
            INTO STRICT l
            FROM t
            WHERE b = oracle.refused('not carried over from Oracle: an NLS parameter')
              OR oracle.refused('not carried over from Oracle: an NLS parameter')::timestamp
                > oracle.sysdate_sql()
              OR b = oracle.refused('not carried over from Oracle: an NLS parameter');
        "#]],
    );
}
