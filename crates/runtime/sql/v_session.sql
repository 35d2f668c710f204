-- v_session: V$SESSION: the sessions.
-- Manual: Database Reference, V$SESSION
-- Differences: those of other users are only seen by who may read all settings and statistics.
-- Depends: oracle_name
CREATE OR REPLACE VIEW {schema}.v_session(sid, username, status, machine, program, module, client_info, logon_time, process, type) AS
SELECT
  a.pid::numeric,
  {schema}.oracle_name(a.usename),
  CASE a.state WHEN 'active' THEN 'ACTIVE' ELSE 'INACTIVE' END,
  coalesce(a.client_hostname, a.client_addr::text),
  a.application_name,
  a.application_name,
  NULL::text,
  pg_catalog.date_trunc('second', a.backend_start)::timestamp(0),
  a.pid::text,
  CASE a.backend_type WHEN 'client backend' THEN 'USER' ELSE 'BACKGROUND' END
FROM pg_catalog.pg_stat_activity a;
GRANT SELECT ON {schema}.v_session TO PUBLIC;
