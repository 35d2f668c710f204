-- utl_file_put_line: UTL_FILE.PUT_LINE: writes a line.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, PUT_LINE Procedure
-- Differences: none.
-- Depends: utl_file_fflush, utl_file_put
CREATE OR REPLACE PROCEDURE {schema}.utl_file_put_line(file numeric, buffer text, autoflush boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  CALL {schema}.utl_file_put(file, pg_catalog.concat(buffer, E'\n'));
  IF autoflush THEN
    CALL {schema}.utl_file_fflush(file);
  END IF;
END
$$;
