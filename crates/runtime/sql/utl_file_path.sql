-- utl_file_path: the path of a file in a directory, which is a path or the name of a directory object.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, Operational Notes
-- Differences: the path of the directory object EXPORTS is the value of the setting plconv.directory_exports.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_file_path(location text, filename text) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  directory text := location;
BEGIN
  IF location IS NOT NULL AND location !~ '[/\\]' THEN
    directory := nullif(pg_catalog.current_setting('plconv.directory_' || pg_catalog.lower(location), true), '');
  END IF;
  IF directory IS NULL THEN
    PERFORM {schema}.raise_oracle_error(29280, 'invalid directory path');
  ELSIF filename IS NULL OR filename ~ '[/\\]' THEN
    PERFORM {schema}.raise_oracle_error(29288, 'invalid file name');
  END IF;
  RETURN pg_catalog.rtrim(directory, '/') || '/' || filename;
END
$$;
