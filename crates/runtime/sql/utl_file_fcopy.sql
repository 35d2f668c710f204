-- utl_file_fcopy: UTL_FILE.FCOPY: copies lines of a file to another.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FCOPY Procedure
-- Differences: none.
-- Depends: raise_oracle_error, utl_file_path, utl_file_store
CREATE OR REPLACE PROCEDURE {schema}.utl_file_fcopy(src_location text, src_filename text, dest_location text, dest_filename text, start_line numeric DEFAULT 1, end_line numeric DEFAULT NULL)
LANGUAGE plpgsql AS $$
DECLARE
  source CONSTANT text := {schema}.utl_file_path(src_location, src_filename);
  content CONSTANT bytea := pg_catalog.pg_read_binary_file(source, 0, (pg_catalog.pg_stat_file(source, true)).size, true);
  lines text[];
BEGIN
  IF content IS NULL THEN
    PERFORM {schema}.raise_oracle_error(29283, 'invalid file operation');
  END IF;
  -- Bytes outside ASCII are escaped, ends of lines are not.
  lines := pg_catalog.regexp_split_to_array(pg_catalog.encode(content, 'escape'), E'(?<=\n)');
  PERFORM {schema}.utl_file_store({schema}.utl_file_path(dest_location, dest_filename),
    pg_catalog.decode(coalesce(pg_catalog.array_to_string(lines[start_line::integer:coalesce(end_line, pg_catalog.cardinality(lines))::integer], ''), ''), 'escape'));
END
$$;
