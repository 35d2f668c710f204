-- utl_file_fopen: UTL_FILE.FOPEN: opens a file of the server for reading, writing or appending.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FOPEN Function
-- Differences: the path of a directory object is a setting; the role needs the rights to read and write files of the server.
-- Depends: raise_oracle_error, state_get, state_set, utl_file_path, utl_file_store
CREATE OR REPLACE FUNCTION {schema}.utl_file_fopen(location text, filename text, open_mode text, max_linesize numeric DEFAULT 1024) RETURNS numeric
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  path CONSTANT text := {schema}.utl_file_path(location, filename);
  mode CONSTANT text := pg_catalog.lower(open_mode);
  file integer;
BEGIN
  IF (mode ~ '^[rwa]b?$') IS NOT TRUE THEN
    PERFORM {schema}.raise_oracle_error(29281, 'invalid mode');
  ELSIF (max_linesize BETWEEN 1 AND 32767) IS NOT TRUE THEN
    PERFORM {schema}.raise_oracle_error(29287, 'invalid maximum line size');
  ELSIF mode ~ '^r' AND (pg_catalog.pg_stat_file(path, true)).size IS NULL THEN
    PERFORM {schema}.raise_oracle_error(29283, 'invalid file operation');
  ELSIF mode ~ '^w' OR mode ~ '^a' AND (pg_catalog.pg_stat_file(path, true)).size IS NULL THEN
    PERFORM {schema}.utl_file_store(path, '');
  END IF;
  file := coalesce({schema}.state_get('utl_file.last')::integer, 0) + 1;
  PERFORM {schema}.state_set('utl_file.last', file::text);
  PERFORM {schema}.state_set('utl_file.' || file, pg_catalog.jsonb_build_object(
    'path', path, 'mode', mode, 'max_linesize', max_linesize, 'position', 0, 'pieces', 1)::text);
  RETURN file;
END
$$;
