-- utl_file_get_raw: UTL_FILE.GET_RAW: the next bytes of a file; ORA-01403 at its end.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, GET_RAW Procedure
-- Differences: none.
-- Depends: raise_oracle_error, state_set, utl_file_handle
CREATE OR REPLACE PROCEDURE {schema}.utl_file_get_raw(file numeric, OUT buffer bytea, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  handle CONSTANT jsonb := {schema}.utl_file_handle(file, '^r');
  start CONSTANT bigint := (handle ->> 'position')::bigint;
BEGIN
  buffer := pg_catalog.pg_read_binary_file(handle ->> 'path', start, coalesce(len, (handle ->> 'max_linesize')::numeric)::bigint);
  IF buffer = '' THEN
    PERFORM {schema}.raise_oracle_error(1403);
  END IF;
  PERFORM {schema}.state_set('utl_file.' || file, (handle || pg_catalog.jsonb_build_object('position', start + pg_catalog.octet_length(buffer)))::text);
END
$$;
