-- dbms_application_info_set_action: DBMS_APPLICATION_INFO.SET_ACTION: kept in the session.
-- Manual: PL/SQL Packages and Types Reference, DBMS_APPLICATION_INFO, SET_ACTION Procedure
-- Differences: other sessions do not see it.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_application_info_set_action(action_name text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.state_set('context.USERENV.ACTION', nullif(action_name, ''));
END
$$;
