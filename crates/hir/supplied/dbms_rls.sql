-- PL/SQL Packages and Types Reference, "DBMS_RLS". ADD_POLICY becomes policies of PostgreSQL where it stands.
CREATE PACKAGE sys.dbms_rls AUTHID CURRENT_USER AS
  static CONSTANT BINARY_INTEGER := 1;
  shared_static CONSTANT BINARY_INTEGER := 2;
  context_sensitive CONSTANT BINARY_INTEGER := 3;
  shared_context_sensitive CONSTANT BINARY_INTEGER := 4;
  dynamic CONSTANT BINARY_INTEGER := 5;
  all_rows CONSTANT BINARY_INTEGER := 1;
  PROCEDURE add_policy(object_schema IN VARCHAR2 := NULL, object_name IN VARCHAR2, policy_name IN VARCHAR2,
    function_schema IN VARCHAR2 := NULL, policy_function IN VARCHAR2, statement_types IN VARCHAR2 := NULL,
    update_check IN BOOLEAN := FALSE, enable IN BOOLEAN := TRUE, static_policy IN BOOLEAN := FALSE,
    policy_type IN BINARY_INTEGER := NULL, long_predicate IN BOOLEAN := FALSE, sec_relevant_cols IN VARCHAR2 := NULL,
    sec_relevant_cols_opt IN BINARY_INTEGER := NULL, namespace IN VARCHAR2 := NULL, attribute IN VARCHAR2 := NULL);
  PROCEDURE drop_policy(object_schema IN VARCHAR2 := NULL, object_name IN VARCHAR2, policy_name IN VARCHAR2);
END dbms_rls;
