-- dbms_application_info_set_client_info: DBMS_APPLICATION_INFO.SET_CLIENT_INFO: kept in the session.
-- Manual: PL/SQL Packages and Types Reference, DBMS_APPLICATION_INFO, SET_CLIENT_INFO Procedure
-- Differences: other sessions do not see it.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_application_info_set_client_info(client_info text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('context.USERENV.CLIENT_INFO', nullif(client_info, ''));
END
$$;
