-- utl_file_write: keeps bytes for an open file until they are flushed.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, PUT Procedure
-- Differences: none.
-- Depends: raise_oracle_error, state_get, state_set, utl_file_handle
CREATE OR REPLACE FUNCTION {schema}.utl_file_write(file numeric, data bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  handle jsonb := {schema}.utl_file_handle(file, '^[wa]');
  pieces integer := (handle ->> 'pieces')::integer;
  piece text := {schema}.state_get('utl_file.' || file || '.' || pieces);
BEGIN
  IF pg_catalog.octet_length(data) > (handle ->> 'max_linesize')::integer + 1 THEN
    PERFORM {schema}.raise_oracle_error(29285, 'file write error');
  END IF;
  -- Many pieces of some size: one long text would be copied for each line.
  IF pg_catalog.length(piece) > 65536 THEN
    pieces := pieces + 1;
    piece := NULL;
    PERFORM {schema}.state_set('utl_file.' || file, (handle || pg_catalog.jsonb_build_object('pieces', pieces))::text);
  END IF;
  PERFORM {schema}.state_set('utl_file.' || file || '.' || pieces, pg_catalog.concat(piece, pg_catalog.encode(data, 'hex')));
END
$$;
