-- dbms_session_set_context: DBMS_SESSION.SET_CONTEXT: gives an attribute of an application context a value for the session.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, SET_CONTEXT Procedure
-- Differences: everybody may set it; for global contexts, users and clients it raises.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_set_context(namespace text, attribute text, value text, username text DEFAULT NULL, client_id text DEFAULT NULL)
LANGUAGE plpgsql AS $$
BEGIN
  IF username IS NOT NULL OR client_id IS NOT NULL THEN
    RAISE EXCEPTION 'global application contexts are not carried over' USING ERRCODE = 'feature_not_supported';
  END IF;
  PERFORM {schema}.state_set('context.' || pg_catalog.upper(namespace) || '.' || pg_catalog.upper(attribute), nullif(value, ''));
END
$$;
