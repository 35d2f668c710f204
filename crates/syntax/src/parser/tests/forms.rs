//! One line per form: it parses, and its tree has these nodes.

use super::good;

/// Asserts that every text parses and has the node of that name.
fn have(cases: &[(&str, &str)]) {
    for (text, node) in cases {
        let tree = good(text);
        assert!(tree.contains(node), "{text}\nhas no {node}:\n{tree}");
    }
}

/// A statement in a block.
fn in_block(statement: &str) -> String {
    good(&format!("begin {statement} end;"))
}

#[test]
fn functions_with_a_syntax_of_their_own_are_kept_as_text() {
    have(&[
        ("select prediction(m cost model using *) from t", "OpaqueCallExpr"),
        (
            "select cluster_id(into 4 using a.*, 'F' gender) over () from t",
            "OpaqueCallExpr",
        ),
        (
            "select feature_compare(m using a.x and using b.x) from a, b",
            "OpaqueCallExpr",
        ),
        ("select json_transform(d, set '$.a' = 1) from t", "OpaqueCallExpr"),
        ("select json {'a' : t.x, 'b' : [1, 2]} from t", "OpaqueCallExpr"),
        ("select json[t.x] from t", "OpaqueCallExpr"),
        (
            "select approx_rank(partition by a order by b desc) from t",
            "OpaqueCallExpr",
        ),
        (
            "select * from graph_table(g match (a) columns (a.x))",
            "OpaqueCallExpr",
        ),
        ("select xmlpi(name \"x\") from t", "OpaqueCallExpr"),
        ("select t.document.items[0].a[*].price from t", "OpaqueCallExpr"),
        (
            "select * from external ((a number) type oracle_loader) e",
            "OpaqueCallExpr",
        ),
    ]);
    // Without USING the names are anybody's.
    assert!(!good("select prediction(a, b), t.prediction(x) from t").contains("OpaqueCallExpr"));
}

#[test]
fn json_and_xml_clauses() {
    have(&[
        ("select json_object(t.*) from t", "JsonStar"),
        ("select json_object(key 'a' is t.x, 'b' is 1) from t", "JsonPair"),
        (
            "select json_serialize(x returning varchar2 truncate error on error) from t",
            "JsonOption",
        ),
        (
            "select * from json_table(d, '$' columns (nested items columns (x number)))",
            "nested",
        ),
        (
            "select xmlquery(p passing x returning content) from t",
            "XmlPassing",
        ),
    ]);
    assert!(good("select x from t where json_object(a is null) = 1").contains("IsExpr"));
}

#[test]
fn iteration_controls() {
    for head in [
        "for i number in 1..3 by 0.5",
        "for i in 1..3, 5, reverse 7..9",
        "for i in 1, repeat i * 2 while i < 100",
        "for i in 1..9 when mod(i, 2) = 0",
        "for i mutable pls_integer in 1..3",
        "for v in values of c",
        "for i in reverse indices of c",
        "for k, v in pairs of c",
        "for r t%rowtype in (execute immediate s using a)",
        "for r in c1, (select * from t)",
    ] {
        let tree = in_block(&format!("{head} loop null; end loop;"));
        assert!(tree.contains("IterationHead"), "{head}\n{tree}");
    }
    for (head, node) in [
        ("for i in 1..3", "ForRangeHead"),
        ("for i in reverse indices.first..n", "ForRangeHead"),
        ("for r in c(1)", "ForCursorHead"),
        ("for r in (select * from t)", "ForCursorHead"),
    ] {
        let tree = in_block(&format!("{head} loop null; end loop;"));
        assert!(
            tree.contains(node) && !tree.contains("Iteration"),
            "{head}\n{tree}"
        );
    }
}

#[test]
fn qualified_expressions() {
    for value in [
        "t(1 => 5, -2 => 6)",
        "t(1 | 3 => 5, 5..7 => 6, 8 | 10..12 => 7)",
        "t('a' => 1, upper('b') => 2)",
    ] {
        let tree = in_block(&format!("x := {value};"));
        assert!(tree.contains("IndexedArgument"), "{value}\n{tree}");
    }
    for value in [
        "t(for i in 1..3 => i)",
        "t(for i in 1..3 index i * 2 => i, 9 => 1)",
        "t(for r in values of c sequence => r)",
    ] {
        let tree = in_block(&format!("x := {value};"));
        assert!(tree.contains("IteratedArgument"), "{value}\n{tree}");
    }
    assert!(in_block("x := r(name => 1, sequence => 2);").contains("NamedArgument"));
}

#[test]
fn values_as_tables_and_rows() {
    have(&[
        (
            "select * from (values (1, 'a'), (2, 'b')) v (id, n)",
            "ValuesTable",
        ),
        ("with v (id) as (values (1)) select * from v", "ValuesBody"),
        ("insert into t values (1, 2), (3, default)", "ValuesRowsSource"),
        ("insert into t by name select 1 a from dual", "ByNameSource"),
        ("insert into t set a = 1, b = 2", "SetSource"),
    ]);
    assert!(good("insert into t values (1)").contains("ValuesSource"));
}

#[test]
fn queries_and_dml_of_release_23() {
    have(&[
        ("select a, count(*) from t group by all", "GroupAll"),
        (
            "select a from t order by v <-> w fetch approx first 5 rows only",
            "FetchClause",
        ),
        ("select v <=> w, v <#> w from t", "op: `<#>`"),
        ("update t set a = s.b from s where s.id = t.id", "UpdateStmt"),
        ("delete from t from s where s.id = t.id", "DeleteStmt"),
        ("call f(20) into :v", "CallStmt"),
        (
            "select * from t versions period for p between 1 and 2",
            "VersionsSuffix",
        ),
        ("select * from t as of period for p 1", "FlashbackSuffix"),
        (
            "select a from t fetch approx first 5 rows only with target accuracy 90",
            "FetchClause",
        ),
        ("select a from t where b is not unknown", "IsExpr"),
    ]);
    assert!(in_block("update t set a = 1 returning old a, new a into x, y;").contains("OldValueExpr"));
}

#[test]
fn routines_in_with_have_no_commas() {
    let tree = good(
        "with function f return number is begin return 1; end; procedure p is begin null; end; \
         q as (select 1 from dual) select f from q",
    );
    assert!(tree.contains("CreateProcedure") && tree.contains("CommonTableExpr"));
}

#[test]
fn table_functions() {
    have(&[
        (
            "create function f(t table) return table pipelined row polymorphic using p;",
            "RoutineAttribute",
        ),
        (
            "create function f(t table) return varchar2 sql_macro is begin return t; end;",
            "RoutineAttribute",
        ),
        (
            "create function f(c r) return t pipelined cluster c by (a) is begin return; end;",
            "RoutineAttribute",
        ),
    ]);
}

#[test]
fn types_and_objects() {
    have(&[
        ("create type t as array(5) of number", "CollectionTypeDef"),
        ("select (t.o).m(1).a from t", "FieldExpr"),
        (
            "select value(p) from t p where value(p) is of type (only e)",
            "IsExpr",
        ),
    ]);
    assert!(in_block("x := f((self as t), 1);").contains("SelfAsExpr"));
    assert!(in_block("x := (o as s.t).m(1);").contains("SelfAsExpr"));
    assert!(in_block("x := treat(self as t);").contains("TreatExpr"));
}

#[test]
fn words_only_plsql_reserves_are_names_in_sql() {
    have(&[
        ("select function from t where t.function = 1", "NameRef"),
        ("select null as function from dual", "alias"),
        ("select exception from exception", "NameRef"),
        ("select if.a from t join u if on if.a = t.a", "JoinRef"),
        (
            "create type t as object (function varchar2(10), n number)",
            "AttributeDef",
        ),
    ]);
    in_block("<<loop>> loop exit loop; end loop loop;");
    in_block("select a into x from t order by case when a = 1 then 2 end desc;");
}

#[test]
fn column_lists_behind_words_that_start_other_clauses() {
    have(&[
        ("insert into s.t parallel (a) select 1 from dual", "TableTarget"),
        (
            "insert all when a = 1 then into t (x) else into u (y, z) select a from v",
            "MultiInto",
        ),
    ]);
}

#[test]
fn queries_in_two_pairs_of_parentheses() {
    have(&[(
        "select 1 from dual where not exists ((select 2 from t))",
        "ExistsExpr",
    )]);
}

#[test]
fn frames_and_null_treatment() {
    have(&[
        (
            "select sum(a) over (order by b rows 2 preceding exclude current row) from t",
            "exclude: `current`",
        ),
        (
            "select nth_value(a, 2) from last ignore nulls over (order by b) from t",
            "NullTreatmentExpr",
        ),
    ]);
}

#[test]
fn insert_targets() {
    have(&[
        ("insert into t subpartition (p) (a) values (1)", "TableTarget"),
        ("insert into t partition for (1) values (1)", "TableTarget"),
        (
            "insert into (select a from t with check option) values (1)",
            "SubqueryTarget",
        ),
    ]);
}

#[test]
fn arguments_and_clauses_of_queries() {
    have(&[
        (
            "select * from f(t partition by a order by b desc, columns(c))",
            "PartitionedArgument",
        ),
        (
            "select a, rank() over (order by a) r from t qualify r = 1",
            "QualifyClause",
        ),
        ("select * from f(t order by a, p => 1, q => 2)", "NamedArgument"),
        (
            "select nth_value(a, 2 from last) over (order by a) from t",
            "FromFirstLastExpr",
        ),
        (
            "select xmlelement(\"a\", xmlattributes(noschemacheck a as \"b\", c)) from t",
            "XmlOption",
        ),
        ("select xmlelement(noentityescaping \"a\", b) from t", "XmlOption"),
        (
            "select * from a join b join c on b.x = c.x on a.x = b.x",
            "ParenTable",
        ),
    ]);
    // Words of clauses are names where they can be.
    good("select qualify from t qualify where qualify.schemacheck = xmlattributes");
    good("select xmlagg(x order by a, b desc) from t");
}

#[test]
fn distributed_transactions_and_locks_of_partitions() {
    for text in [
        "commit force '22.57.53', 5",
        "commit work force corrupt_xid 'a'",
        "commit force corrupt_xid_all",
        "rollback work force '25.32.87'",
        "lock table t in exclusive mode",
        "lock table s.t partition (p), u subpartition for (1) in row share mode nowait",
    ] {
        good(text);
        in_block(&format!("{text};"));
    }
}
