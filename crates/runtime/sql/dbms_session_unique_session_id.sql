-- dbms_session_unique_session_id: DBMS_SESSION.UNIQUE_SESSION_ID: a name of this session that no other has.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, UNIQUE_SESSION_ID Function
-- Differences: another text.
CREATE OR REPLACE FUNCTION {schema}.dbms_session_unique_session_id() RETURNS text
LANGUAGE sql STABLE PARALLEL RESTRICTED AS $$
SELECT pg_catalog.upper(pg_catalog.lpad(pg_catalog.to_hex(pg_catalog.pg_backend_pid()), 8, '0')
  || pg_catalog.to_hex(extract(epoch FROM backend_start)::bigint))
FROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid())
$$;
