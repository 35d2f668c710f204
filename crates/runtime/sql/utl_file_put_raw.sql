-- utl_file_put_raw: UTL_FILE.PUT_RAW: writes bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, PUT_RAW Procedure
-- Differences: none.
-- Depends: utl_file_fflush, utl_file_write
CREATE OR REPLACE PROCEDURE {schema}.utl_file_put_raw(file numeric, buffer bytea, autoflush boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.utl_file_write(file, coalesce(buffer, ''));
  IF autoflush THEN
    CALL {schema}.utl_file_fflush(file);
  END IF;
END
$$;
