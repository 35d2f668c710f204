//! With whose rights converted code runs on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests fail like tests, and write the files they convert"
)]

use plconv_db::Policy;
use plconv_project::convert::{Conversion, convert_project, open_project};
use plconv_project::discover::discover;
use plconv_project::write::{WriteOptions, write_output};
use plconv_project::{Database, NoProgress};
use plconv_verify::{ScriptOptions, Session, test_server};

/// A loaded conversion, with a role that may do only what the source grants.
struct Loaded {
    session: Session,
    conversion: Conversion,
    role: String,
}

impl Loaded {
    /// Converts a source in which `clerk` stands for the role, and loads it as the superuser.
    fn new(name: &str, source: &str, policy: Policy) -> Loaded {
        let role = format!("plconv_{name}_{}", std::process::id());
        let directory = tempfile::tempdir().unwrap();
        let tree = directory.path().join("src");
        std::fs::create_dir(&tree).unwrap();
        std::fs::write(tree.join("a.sql"), source.replace("clerk", &role)).unwrap();
        let tree = discover(&tree, None, None, &NoProgress).unwrap();
        let database = Database::default();
        let project = open_project(&database, &tree, policy, None);
        let conversion = convert_project(&database, project, &tree, &NoProgress);
        let output = directory.path().join("out");
        write_output(
            &output,
            &conversion.output,
            conversion.manifest.clone(),
            &conversion.diagnostics,
            &tree,
            WriteOptions::default(),
        )
        .unwrap();
        let mut session = test_server()
            .unwrap()
            .fresh_database()
            .unwrap()
            .connect()
            .unwrap();
        session.query_text(&format!("CREATE ROLE {role}")).unwrap();
        let mut loaded = Loaded {
            session,
            conversion,
            role,
        };
        let outcome = loaded
            .session
            .load_script(&output.join("load.sql"), &ScriptOptions::default())
            .unwrap();
        let errors: Vec<String> = outcome.errors().map(ToString::to_string).collect();
        assert_eq!(errors, [""; 0]);
        loaded
    }

    /// What the role gets: the first column of the first row, or the error.
    fn as_clerk(&mut self, sql: &str) -> Result<String, String> {
        let role = self.role.clone();
        self.session
            .query_text(&format!("SET SESSION AUTHORIZATION {role}"))
            .unwrap();
        let result = self.session.query_text(sql);
        self.session.query_text("RESET SESSION AUTHORIZATION").unwrap();
        result.map(first).map_err(|error| error.to_string())
    }

    fn as_owner(&mut self, sql: &str) -> String {
        first(self.session.query_text(sql).unwrap())
    }

    fn denied(&mut self, sql: &str, what: &str) {
        let error = self.as_clerk(sql).unwrap_err();
        let expected = format!("permission denied for {what}");
        assert!(error.contains(&expected), "{sql}: {error}");
    }

    /// The messages of a code.
    fn found(&self, code: &str) -> Vec<String> {
        let with_code = self.conversion.diagnostics.iter();
        with_code
            .filter(|diagnostic| diagnostic.code.to_string() == code)
            .map(|diagnostic| diagnostic.message.clone())
            .collect()
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        let role = &self.role;
        // A failed test has its own message.
        let _ = self.session.query_text(&format!(
            "RESET SESSION AUTHORIZATION; DROP OWNED BY {role}; DROP ROLE {role}"
        ));
    }
}

fn first(rows: Vec<Vec<Option<String>>>) -> String {
    let value = rows.into_iter().next().and_then(|row| row.into_iter().next());
    value.flatten().unwrap_or_default()
}

const LEDGER: &str = "
CREATE TABLE ledger (note VARCHAR2(40));
CREATE OR REPLACE PROCEDURE enter(p_note VARCHAR2) IS
BEGIN
  INSERT INTO ledger VALUES (p_note);
END;
/
CREATE OR REPLACE PROCEDURE enter_as_caller(p_note VARCHAR2) AUTHID CURRENT_USER IS
BEGIN
  INSERT INTO ledger VALUES (p_note);
END;
/
CREATE OR REPLACE PROCEDURE enter_and_commit(p_note VARCHAR2) IS
BEGIN
  INSERT INTO ledger VALUES (p_note);
  COMMIT;
END;
/
CREATE OR REPLACE FUNCTION entries RETURN NUMBER IS
  l_count NUMBER;
BEGIN
  SELECT COUNT(*) INTO l_count FROM ledger;
  RETURN l_count;
END;
/
CREATE OR REPLACE FUNCTION twice(p NUMBER) RETURN NUMBER IS
BEGIN
  RETURN p * 2;
END;
/
GRANT EXECUTE ON enter TO clerk;
GRANT EXECUTE ON enter_as_caller TO clerk;
GRANT EXECUTE ON enter_and_commit TO clerk;
";

#[test]
fn a_routine_writes_where_its_caller_may_not() {
    let mut loaded = Loaded::new("ledger", LEDGER, Policy::default());
    loaded.as_clerk("CALL enter('by routine')").unwrap();
    assert_eq!(loaded.as_owner("SELECT note FROM ledger"), "by routine");
    loaded.denied("INSERT INTO ledger VALUES ('by hand')", "table ledger");
    // Oracle gives nobody the right to run a routine.
    loaded.denied("SELECT entries()", "function entries");
    loaded.denied("SELECT twice(1)", "function twice");
}

#[test]
fn routines_that_keep_their_callers_rights_are_named() {
    let mut loaded = Loaded::new("caller", LEDGER, Policy::default());
    loaded.denied("CALL enter_as_caller('x')", "table ledger");
    loaded.denied("CALL enter_and_commit('x')", "table ledger");
    loaded.as_owner("CALL enter_and_commit('x')");
    assert_eq!(loaded.as_owner("SELECT entries()"), "1");
    let found = loaded.found("PLC0519");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("ENTER_AS_CALLER runs with the rights of its caller"));
    assert!(found[1].starts_with("ENTER_AND_COMMIT ends transactions"));
}

#[test]
fn a_temporary_table_of_the_caller_does_not_hide_the_owners() {
    for schema in ["", "app."] {
        let source = LEDGER
            .replace(" ledger", &format!(" {schema}ledger"))
            .replace("PROCEDURE enter", &format!("PROCEDURE {schema}enter"))
            .replace("ON enter", &format!("ON {schema}enter"));
        let mut loaded = Loaded::new(&format!("hijack{}", schema.len()), &source, Policy::default());
        loaded
            .as_clerk("CREATE TEMPORARY TABLE ledger (note text)")
            .unwrap();
        loaded.as_clerk(&format!("CALL {schema}enter('kept')")).unwrap();
        assert_eq!(
            loaded.as_clerk("SELECT count(*) FROM pg_temp.ledger").unwrap(),
            "0"
        );
        let kept = if schema.is_empty() {
            "public.ledger"
        } else {
            "app.ledger"
        };
        assert_eq!(loaded.as_owner(&format!("SELECT note FROM {kept}")), "kept");
    }
}

#[test]
fn the_policy_can_leave_all_rights_to_callers() {
    let policy = Policy {
        definer_rights: false,
        ..Policy::default()
    };
    let mut loaded = Loaded::new("policy", LEDGER, policy);
    loaded.denied("CALL enter('x')", "table ledger");
    loaded.denied("SELECT entries()", "function entries");
    // All but the one that only computes.
    assert_eq!(loaded.found("PLC0519").len(), 4);
}

#[test]
fn a_package_is_entered_by_its_public_parts_only() {
    let source = "
CREATE TABLE rates (code VARCHAR2(3), rate NUMBER);
INSERT INTO rates VALUES ('CHF', 4);
CREATE OR REPLACE PACKAGE till AS
  g_last NUMBER := 7;
  FUNCTION rate_of(p_code VARCHAR2) RETURN NUMBER;
END till;
/
CREATE OR REPLACE PACKAGE BODY till AS
  g_factor NUMBER;
  FUNCTION looked_up(p_code VARCHAR2) RETURN NUMBER IS
    l_rate NUMBER;
  BEGIN
    SELECT rate INTO l_rate FROM rates WHERE code = p_code;
    RETURN l_rate;
  END;
  FUNCTION rate_of(p_code VARCHAR2) RETURN NUMBER IS
  BEGIN
    g_last := looked_up(p_code) * g_factor;
    RETURN g_last;
  END;
BEGIN
  SELECT MAX(rate) INTO g_factor FROM rates;
END till;
/
GRANT EXECUTE ON till TO clerk;
";
    let mut loaded = Loaded::new("till", source, Policy::default());
    assert_eq!(loaded.as_clerk("SELECT till.get_g_last()").unwrap(), "7");
    assert_eq!(loaded.as_clerk("SELECT till.rate_of('CHF')").unwrap(), "16");
    assert_eq!(loaded.as_clerk("SELECT till.get_g_last()").unwrap(), "16");
    loaded.denied("SELECT till.looked_up('CHF')", "function looked_up");
    loaded.denied("SELECT till.get_g_factor()", "function get_g_factor");
    assert_eq!(loaded.found("PLC0519"), [""; 0]);
}

#[test]
fn a_package_with_its_callers_rights_is_granted_whole() {
    let source = "
CREATE TABLE rates (code VARCHAR2(3), rate NUMBER);
CREATE OR REPLACE PACKAGE till AUTHID CURRENT_USER AS
  FUNCTION rate_of(p_code VARCHAR2) RETURN NUMBER;
END till;
/
CREATE OR REPLACE PACKAGE BODY till AS
  FUNCTION looked_up(p_code VARCHAR2) RETURN NUMBER IS
    l_rate NUMBER;
  BEGIN
    SELECT MAX(rate) INTO l_rate FROM rates WHERE code = p_code;
    RETURN NVL(l_rate, 1);
  END;
  FUNCTION rate_of(p_code VARCHAR2) RETURN NUMBER IS
  BEGIN
    RETURN looked_up(p_code);
  END;
END till;
/
GRANT EXECUTE ON till TO clerk;
";
    let mut loaded = Loaded::new("invoker", source, Policy::default());
    loaded.denied("SELECT till.rate_of('CHF')", "table rates");
    let role = loaded.role.clone();
    loaded.as_owner(&format!("GRANT SELECT ON rates TO {role}"));
    assert_eq!(loaded.as_clerk("SELECT till.rate_of('CHF')").unwrap(), "1");
    assert_eq!(loaded.found("PLC0519").len(), 1);
}

#[test]
fn triggers_and_views_use_what_their_owner_may() {
    let source = "
CREATE TABLE orders (id NUMBER(9), iban VARCHAR2(34));
CREATE TABLE audit_rows (id NUMBER(9));
CREATE SEQUENCE audit_seq;
CREATE OR REPLACE TRIGGER orders_ai AFTER INSERT ON orders FOR EACH ROW
BEGIN
  INSERT INTO audit_rows VALUES (audit_seq.NEXTVAL);
END;
/
CREATE OR REPLACE FUNCTION masked(p VARCHAR2) RETURN VARCHAR2 IS
BEGIN
  RETURN '...' || SUBSTR(p, -4);
END;
/
CREATE TABLE people (name VARCHAR2(40));
CREATE OR REPLACE FUNCTION search_key(p VARCHAR2) RETURN VARCHAR2 DETERMINISTIC IS
BEGIN
  RETURN UPPER(p);
END;
/
CREATE INDEX people_i ON people (search_key(name));
GRANT INSERT ON people TO clerk;
CREATE VIEW v_masked AS SELECT id, masked(iban) iban FROM orders;
CREATE VIEW v_orders AS SELECT iban FROM v_masked;
GRANT INSERT ON orders TO clerk;
GRANT SELECT ON v_orders TO clerk;
";
    let mut loaded = Loaded::new("views", source, Policy::default());
    loaded
        .as_clerk("INSERT INTO orders VALUES (1, 'CH9300762011')")
        .unwrap();
    assert_eq!(loaded.as_owner("SELECT id FROM audit_rows"), "1");
    loaded.denied("INSERT INTO audit_rows VALUES (2)", "table audit_rows");
    assert_eq!(loaded.as_clerk("SELECT iban FROM v_orders").unwrap(), "...2011");
    loaded.denied("SELECT iban FROM v_masked", "view v_masked");
    loaded.as_clerk("INSERT INTO people VALUES ('Ada')").unwrap();
    assert_eq!(loaded.found("PLC0337").len(), 2);
    // Not a way to run the owner's trigger with rows of one's own.
    let error = loaded.as_clerk(
        "CREATE TEMPORARY TABLE mine (id int);
         CREATE TRIGGER t AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION orders_ai()",
    );
    assert!(
        error
            .unwrap_err()
            .contains("permission denied for function orders_ai")
    );
}

const SHOP: &str = "
CREATE TABLE orders (id NUMBER(9) PRIMARY KEY, region VARCHAR2(10), dept NUMBER(4));
CREATE TABLE regions_of_users (who VARCHAR2(60), region VARCHAR2(10));
CREATE TABLE counters (id NUMBER(9));
CREATE TABLE staff (id NUMBER(9), pay NUMBER(9));
CREATE CONTEXT shop USING shop_ctx;
CREATE PROCEDURE shop_ctx (p_attribute VARCHAR2, p_value VARCHAR2) AS
BEGIN
  DBMS_SESSION.SET_CONTEXT('shop', p_attribute, p_value);
END;
/
CREATE PACKAGE sec AS
  FUNCTION by_region (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION positive (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION from_table (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2;
END;
/
CREATE PACKAGE BODY sec AS
  FUNCTION by_region (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    l_predicate VARCHAR2(400);
    l_dept NUMBER := 10;
  BEGIN
    IF SYS_CONTEXT('shop', 'role') = 'boss' THEN
      l_predicate := NULL;
    ELSIF SYS_CONTEXT('shop', 'role') = 'dept' THEN
      l_predicate := 'dept = ' || l_dept || ' AND region IS NOT NULL';
    ELSIF SYS_CONTEXT('shop', 'role') = 'granted' THEN
      l_predicate := 'EXISTS (SELECT 1 FROM regions_of_users u WHERE u.who = USER AND u.region = '
        || p_object || '.region)';
    ELSE
      l_predicate := 'region = ''' || SYS_CONTEXT('shop', 'region') || '''';
    END IF;
    RETURN l_predicate;
  END;
  FUNCTION positive (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN 'id > 0';
  END;
  FUNCTION from_table (p_schema IN VARCHAR2, p_object IN VARCHAR2) RETURN VARCHAR2 IS
    l_predicate VARCHAR2(200);
  BEGIN
    SELECT MIN(region) INTO l_predicate FROM regions_of_users;
    RETURN l_predicate;
  END;
END;
/
INSERT INTO orders VALUES (1, 'north', 10);
INSERT INTO orders VALUES (2, 'south', 20);
INSERT INTO orders VALUES (3, NULL, 10);
INSERT INTO regions_of_users VALUES ('nobody', '1=1');
INSERT INTO counters VALUES (7);
INSERT INTO staff VALUES (1, 1);
GRANT SELECT, INSERT, UPDATE, DELETE ON orders TO clerk;
GRANT SELECT ON regions_of_users TO clerk;
GRANT SELECT, INSERT, DELETE ON counters TO clerk;
GRANT SELECT, INSERT ON staff TO clerk;
GRANT EXECUTE ON shop_ctx TO clerk;
BEGIN
  DBMS_RLS.ADD_POLICY(object_schema => NULL, object_name => 'orders', policy_name => 'orders_by_region',
    policy_function => 'sec.by_region', update_check => TRUE);
  DBMS_RLS.ADD_POLICY(NULL, 'counters', 'counters_positive', NULL, 'sec.positive', 'select,insert', TRUE,
    policy_type => DBMS_RLS.STATIC);
  DBMS_RLS.ADD_POLICY(NULL, 'counters', 'counters_from_table', NULL, 'sec.from_table', 'delete');
  DBMS_RLS.ADD_POLICY(NULL, 'staff', 'staff_pay', NULL, 'sec.positive', 'select', sec_relevant_cols => 'pay');
END;
/
";

/// Database Security Guide, "Using Oracle Virtual Private Database to Control Data Access".
#[test]
fn a_policy_shows_the_rows_of_the_predicate_that_its_function_returns() {
    let mut loaded = Loaded::new("vpd", SHOP, Policy::default());
    let seen = "SELECT string_agg(id::text, ' ' ORDER BY id) FROM orders";
    let set = |attribute: &str, value: &str| format!("CALL shop_ctx('{attribute}', '{value}')");
    // A predicate that compares with NULL shows nothing.
    assert_eq!(loaded.as_clerk(seen).unwrap(), "");
    loaded.as_clerk(&set("region", "north")).unwrap();
    assert_eq!(loaded.as_clerk(seen).unwrap(), "1");
    // It is part of every statement, and of new rows with update_check.
    loaded
        .as_clerk("INSERT INTO orders VALUES (4, 'north', 20)")
        .unwrap();
    loaded
        .as_clerk("DELETE FROM orders WHERE region = 'south'")
        .unwrap();
    for statement in [
        "INSERT INTO orders VALUES (5, 'south', 20)",
        "UPDATE orders SET region = 'south' WHERE id = 4",
    ] {
        let error = loaded.as_clerk(statement).unwrap_err();
        assert!(
            error.contains("row-level security policy"),
            "{statement}: {error}"
        );
    }
    assert_eq!(loaded.as_owner(seen), "1 2 3 4");
    loaded.as_clerk(&set("role", "dept")).unwrap();
    assert_eq!(loaded.as_clerk(seen).unwrap(), "1");
    loaded.as_clerk(&set("role", "granted")).unwrap();
    assert_eq!(loaded.as_clerk(seen).unwrap(), "");
    let role = loaded.role.clone();
    loaded.as_owner(&format!(
        "INSERT INTO regions_of_users VALUES (upper('{role}'), 'south')"
    ));
    assert_eq!(loaded.as_clerk(seen).unwrap(), "2");
    // NULL is no predicate.
    loaded.as_clerk(&set("role", "boss")).unwrap();
    assert_eq!(loaded.as_clerk(seen).unwrap(), "1 2 3 4");
    // A text that Oracle would read as other SQL, or not at all, shows nothing.
    loaded.as_clerk(&set("role", "none")).unwrap();
    loaded.as_clerk(&set("region", "x'' OR ''1''=''1")).unwrap();
    let error = loaded.as_clerk(seen).unwrap_err();
    assert!(error.contains("ORA-28113: policy predicate has error"), "{error}");
}

#[test]
fn rows_are_not_seen_because_their_policy_is_unknown() {
    let mut loaded = Loaded::new("vpd_unknown", SHOP, Policy::default());
    // Each type of statements has its own policies.
    loaded.as_clerk("INSERT INTO counters VALUES (1)").unwrap();
    let error = loaded.as_clerk("INSERT INTO counters VALUES (-1)").unwrap_err();
    assert!(error.contains("row-level security policy"), "{error}");
    assert_eq!(loaded.as_clerk("SELECT count(*) FROM counters").unwrap(), "2");
    let error = loaded.as_clerk("DELETE FROM counters").unwrap_err();
    assert!(error.contains("ORA-28113"), "{error}");
    // Only some columns are protected in Oracle.
    let error = loaded.as_clerk("SELECT id FROM staff").unwrap_err();
    assert!(
        error.contains("not carried over from Oracle: policy staff_pay"),
        "{error}"
    );
    assert_eq!(loaded.found("PLC0343").len(), 3);
    let refused = loaded.found("PLC0333");
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(
        refused
            .iter()
            .any(|message| message.contains("sec_relevant_cols"))
    );
    assert!(
        refused
            .iter()
            .any(|message| message.contains("only known when its function runs"))
    );
}

#[test]
fn a_dropped_policy_restricts_nobody() {
    let drop = "BEGIN DBMS_RLS.DROP_POLICY(NULL, 'ORDERS', 'ORDERS_BY_REGION'); END;\n/\n";
    let mut loaded = Loaded::new("vpd_dropped", &format!("{SHOP}{drop}"), Policy::default());
    assert_eq!(loaded.as_clerk("SELECT count(*) FROM orders").unwrap(), "3");
}
