-- utl_file_fgetattr: UTL_FILE.FGETATTR: whether a file exists and its size.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FGETATTR Procedure
-- Differences: the size of a block is always 4096.
-- Depends: utl_file_path
CREATE OR REPLACE PROCEDURE {schema}.utl_file_fgetattr(location text, filename text, OUT fexists boolean, OUT file_length numeric, OUT block_size numeric)
LANGUAGE plpgsql AS $$
BEGIN
  file_length := (pg_catalog.pg_stat_file({schema}.utl_file_path(location, filename), true)).size;
  fexists := file_length IS NOT NULL;
  block_size := CASE WHEN fexists THEN 4096 END;
END
$$;
