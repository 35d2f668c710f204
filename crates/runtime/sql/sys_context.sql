-- sys_context: a value of an application context, or of USERENV about the session.
-- Manual: SQL Language Reference, SYS_CONTEXT
-- Differences: HOST and SERVER_HOST are addresses; OS_USER and TERMINAL are NULL; SESSIONID and SID are the process of the
--   server; parameters of USERENV that PostgreSQL knows nothing about raise.
-- Depends: raise_oracle_error, state_get
CREATE OR REPLACE FUNCTION {schema}.sys_context(namespace text, parameter text, length numeric DEFAULT 256) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  wanted text := pg_catalog.upper(parameter);
  value text;
BEGIN
  IF pg_catalog.upper(namespace) <> 'USERENV' OR wanted IN ('ACTION', 'CLIENT_IDENTIFIER', 'CLIENT_INFO') THEN
    value := {schema}.state_get('context.' || pg_catalog.upper(namespace) || '.' || wanted);
  ELSE
    value := CASE wanted
      WHEN 'AUTHENTICATED_IDENTITY' THEN pg_catalog.upper(session_user::text)
      WHEN 'CON_NAME' THEN pg_catalog.upper(pg_catalog.current_database()::text)
      WHEN 'CURRENT_SCHEMA' THEN pg_catalog.upper(current_schema::text)
      WHEN 'CURRENT_USER' THEN pg_catalog.upper(current_user::text)
      WHEN 'CURRENT_USERID' THEN current_user::regrole::oid::text
      WHEN 'DB_DOMAIN' THEN ''
      WHEN 'DB_NAME' THEN pg_catalog.upper(pg_catalog.current_database()::text)
      WHEN 'DB_UNIQUE_NAME' THEN pg_catalog.upper(pg_catalog.current_database()::text)
      WHEN 'HOST' THEN pg_catalog.host(pg_catalog.inet_client_addr())
      WHEN 'INSTANCE' THEN '1'
      WHEN 'INSTANCE_NAME' THEN pg_catalog.current_database()::text
      WHEN 'IP_ADDRESS' THEN pg_catalog.host(pg_catalog.inet_client_addr())
      WHEN 'ISDBA' THEN pg_catalog.upper((SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)::text)
      WHEN 'LANG' THEN 'US'
      WHEN 'LANGUAGE' THEN 'AMERICAN_AMERICA.AL32UTF8'
      WHEN 'MODULE' THEN pg_catalog.current_setting('application_name')
      WHEN 'NLS_CALENDAR' THEN 'GREGORIAN'
      WHEN 'NLS_CURRENCY' THEN '$'
      WHEN 'NLS_DATE_FORMAT' THEN 'DD-MON-RR'
      WHEN 'NLS_DATE_LANGUAGE' THEN 'AMERICAN'
      WHEN 'NLS_SORT' THEN 'BINARY'
      WHEN 'NLS_TERRITORY' THEN 'AMERICA'
      WHEN 'OS_USER' THEN ''
      WHEN 'PROXY_USER' THEN ''
      WHEN 'SERVER_HOST' THEN pg_catalog.host(pg_catalog.inet_server_addr())
      WHEN 'SERVICE_NAME' THEN pg_catalog.current_database()::text
      WHEN 'SESSIONID' THEN pg_catalog.pg_backend_pid()::text
      WHEN 'SESSION_USER' THEN pg_catalog.upper(session_user::text)
      WHEN 'SESSION_USERID' THEN session_user::regrole::oid::text
      WHEN 'SID' THEN pg_catalog.pg_backend_pid()::text
      WHEN 'TERMINAL' THEN ''
    END;
    IF value IS NULL AND wanted NOT IN ('HOST', 'IP_ADDRESS', 'SERVER_HOST') THEN
      PERFORM {schema}.raise_oracle_error(2003);
    END IF;
  END IF;
  RETURN nullif(pg_catalog.left(value, length::integer), '');
END
$$;
