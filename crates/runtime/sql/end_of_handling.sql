-- end_of_handling: Takes back what the last handle_error said. An error does so, too: it undoes the setting.
-- Manual: PL/SQL Language Reference, SQLCODE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.end_of_handling() RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
BEGIN
  PERFORM pg_catalog.set_config('plconv.handled_errors', (
    nullif(pg_catalog.current_setting('plconv.handled_errors', true), '')::jsonb - 0
  )::text, true);
END
$$;
