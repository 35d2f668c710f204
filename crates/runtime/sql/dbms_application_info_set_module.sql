-- dbms_application_info_set_module: DBMS_APPLICATION_INFO.SET_MODULE: names the program, as application_name, and what it does.
-- Manual: PL/SQL Packages and Types Reference, DBMS_APPLICATION_INFO, SET_MODULE Procedure
-- Differences: a name of more than 63 bytes is cut, Oracle cuts at 48.
-- Depends: state_set
CREATE OR REPLACE PROCEDURE {schema}.dbms_application_info_set_module(module_name text, action_name text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.set_config('application_name', coalesce(module_name, ''), false);
  PERFORM {schema}.state_set('context.USERENV.ACTION', nullif(action_name, ''));
END
$$;
