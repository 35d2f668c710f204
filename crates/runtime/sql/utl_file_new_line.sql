-- utl_file_new_line: UTL_FILE.NEW_LINE: writes ends of lines.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, NEW_LINE Procedure
-- Differences: none.
-- Depends: utl_file_put
CREATE OR REPLACE PROCEDURE {schema}.utl_file_new_line(file numeric, lines numeric DEFAULT 1)
LANGUAGE plpgsql AS $$
BEGIN
  CALL {schema}.utl_file_put(file, pg_catalog.repeat(E'\n', lines::integer));
END
$$;
