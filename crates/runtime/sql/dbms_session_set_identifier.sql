-- dbms_session_set_identifier: DBMS_SESSION.SET_IDENTIFIER: the client identifier of the session.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, SET_IDENTIFIER Procedure
-- Differences: none.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_set_identifier(client_id text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('context.USERENV.CLIENT_IDENTIFIER', nullif(client_id, ''));
END
$$;
