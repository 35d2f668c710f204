-- dbms_session_clear_context: DBMS_SESSION.CLEAR_CONTEXT: an attribute of an application context, or all of them, no longer has a value.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, CLEAR_CONTEXT Procedure
-- Differences: for clients of global contexts it raises.
-- Depends: dbms_session_clear_all_context, state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_clear_context(namespace text, client_id text DEFAULT NULL, attribute text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  IF client_id IS NOT NULL THEN
    RAISE EXCEPTION 'global application contexts are not carried over' USING ERRCODE = 'feature_not_supported';
  ELSIF attribute IS NULL THEN
    CALL {schema}.dbms_session_clear_all_context(namespace);
  ELSE
    PERFORM {schema}.state_set('context.' || pg_catalog.upper(namespace) || '.' || pg_catalog.upper(attribute), NULL);
  END IF;
END
$$;
