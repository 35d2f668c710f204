-- autonomous_connection: How dblink connects a session to its own database: through the server's socket, as the same user.
-- Manual: PL/SQL Language Reference, AUTONOMOUS_TRANSACTION Pragma
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.autonomous_connection()
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
SELECT pg_catalog.format(
  'host=%s port=%s dbname=%L user=%L',
  pg_catalog.split_part(pg_catalog.current_setting('unix_socket_directories'), ',', 1),
  pg_catalog.current_setting('port'),
  pg_catalog.current_database(),
  session_user
)
$$;
