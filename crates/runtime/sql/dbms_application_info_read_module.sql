-- dbms_application_info_read_module: DBMS_APPLICATION_INFO.READ_MODULE: the program and what it does.
-- Manual: PL/SQL Packages and Types Reference, DBMS_APPLICATION_INFO, READ_MODULE Procedure
-- Differences: none.
-- Depends: state_get
CREATE OR REPLACE PROCEDURE {schema}.dbms_application_info_read_module(OUT module_name text, OUT action_name text)
LANGUAGE plpgsql AS $$
BEGIN
  module_name := nullif(pg_catalog.current_setting('application_name'), '');
  action_name := {schema}.state_get('context.USERENV.ACTION');
END
$$;
