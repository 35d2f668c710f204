-- utl_file_put: UTL_FILE.PUT: writes text without an end of line.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, PUT Procedure
-- Differences: none.
-- Depends: utl_file_write
CREATE OR REPLACE PROCEDURE {schema}.utl_file_put(file numeric, buffer text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM {schema}.utl_file_write(file, pg_catalog.convert_to(coalesce(buffer, ''), pg_catalog.getdatabaseencoding()));
END
$$;
