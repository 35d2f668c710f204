-- dbms_session_clear_identifier: DBMS_SESSION.CLEAR_IDENTIFIER: the session has no client identifier any more.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, CLEAR_IDENTIFIER Procedure
-- Differences: none.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_clear_identifier()
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('context.USERENV.CLIENT_IDENTIFIER', NULL);
END
$$;
