-- utl_file_fflush: UTL_FILE.FFLUSH: what was put goes to the file.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FFLUSH Procedure
-- Differences: the file is written as a whole.
-- Depends: state_clear, state_get, state_set, utl_file_handle, utl_file_store
CREATE OR REPLACE PROCEDURE {schema}.utl_file_fflush(file numeric)
LANGUAGE plpgsql AS $$
DECLARE
  handle CONSTANT jsonb := {schema}.utl_file_handle(file, '^[wa]');
  path CONSTANT text := handle ->> 'path';
  pieces CONSTANT integer := (handle ->> 'pieces')::integer;
  content bytea;
BEGIN
  content := (SELECT pg_catalog.string_agg(pg_catalog.decode(coalesce({schema}.state_get('utl_file.' || file || '.' || place), ''), 'hex'), '' ORDER BY place)
    FROM pg_catalog.generate_series(1, pieces) AS place);
  IF content = '' THEN
    RETURN;
  END IF;
  PERFORM {schema}.utl_file_store(path, coalesce(pg_catalog.pg_read_binary_file(path, 0, (pg_catalog.pg_stat_file(path, true)).size, true), '') || content);
  PERFORM {schema}.state_clear('utl_file.' || file || '.' || place) FROM pg_catalog.generate_series(1, pieces) AS place;
  PERFORM {schema}.state_set('utl_file.' || file, (handle || '{"pieces": 1}')::text);
END
$$;
