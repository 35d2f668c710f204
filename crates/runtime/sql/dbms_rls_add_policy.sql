-- dbms_rls_add_policy: DBMS_RLS.ADD_POLICY, where it is not translated: raises.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RLS, ADD_POLICY Procedure
-- Differences: always raises.
CREATE OR REPLACE PROCEDURE {schema}.dbms_rls_add_policy(object_schema text, object_name text, policy_name text, function_schema text DEFAULT NULL, policy_function text DEFAULT NULL, statement_types text DEFAULT NULL, update_check boolean DEFAULT false, enable boolean DEFAULT true, static_policy boolean DEFAULT false, policy_type integer DEFAULT NULL, long_predicate boolean DEFAULT false, sec_relevant_cols text DEFAULT NULL, sec_relevant_cols_opt integer DEFAULT NULL, namespace text DEFAULT NULL, attribute text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'not carried over from Oracle: DBMS_RLS.ADD_POLICY' USING ERRCODE = 'feature_not_supported';
END
$$;
