-- utl_file_get_line: UTL_FILE.GET_LINE: the next line without its end; ORA-01403 behind the last one.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, GET_LINE Procedure
-- Differences: none.
-- Depends: raise_oracle_error, state_set, utl_file_handle
CREATE OR REPLACE PROCEDURE {schema}.utl_file_get_line(file numeric, OUT buffer text, len numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  handle CONSTANT jsonb := {schema}.utl_file_handle(file, '^r');
  line_limit CONSTANT integer := coalesce(len, (handle ->> 'max_linesize')::numeric);
  start CONSTANT bigint := (handle ->> 'position')::bigint;
  bytes CONSTANT bytea := pg_catalog.pg_read_binary_file(handle ->> 'path', start, line_limit + 1);
  line_end CONSTANT integer := pg_catalog."position"(bytes, bytea '\x0a');
BEGIN
  IF bytes = '' THEN
    PERFORM {schema}.raise_oracle_error(1403);
  ELSIF line_end = 0 AND pg_catalog.octet_length(bytes) > line_limit AND len IS NULL THEN
    PERFORM {schema}.raise_oracle_error(29284, 'file read error');
  END IF;
  -- A line that is longer than asked for goes on with the next call.
  buffer := nullif(pg_catalog.convert_from(pg_catalog.substr(bytes, 1, CASE WHEN line_end > 0 THEN line_end - 1 ELSE line_limit END), pg_catalog.getdatabaseencoding()), '');
  PERFORM {schema}.state_set('utl_file.' || file, (handle || pg_catalog.jsonb_build_object(
    'position', start + CASE WHEN line_end > 0 THEN line_end ELSE least(line_limit, pg_catalog.octet_length(bytes)) END))::text);
END
$$;
