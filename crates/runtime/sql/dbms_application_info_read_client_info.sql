-- dbms_application_info_read_client_info: DBMS_APPLICATION_INFO.READ_CLIENT_INFO: what SET_CLIENT_INFO kept.
-- Manual: PL/SQL Packages and Types Reference, DBMS_APPLICATION_INFO, READ_CLIENT_INFO Procedure
-- Differences: none.
-- Depends: state_get
CREATE OR REPLACE PROCEDURE {schema}.dbms_application_info_read_client_info(OUT client_info text)
LANGUAGE plpgsql AS $$
BEGIN
  client_info := {schema}.state_get('context.USERENV.CLIENT_INFO');
END
$$;
