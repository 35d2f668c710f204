-- utl_file_fclose: UTL_FILE.FCLOSE: writes what is left and forgets the file.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FCLOSE Procedure
-- Differences: none.
-- Depends: state_clear, utl_file_fflush, utl_file_handle
CREATE OR REPLACE PROCEDURE {schema}.utl_file_fclose(INOUT file numeric)
LANGUAGE plpgsql AS $$
BEGIN
  IF {schema}.utl_file_handle(file, '') ->> 'mode' !~ '^r' THEN
    CALL {schema}.utl_file_fflush(file);
  END IF;
  PERFORM {schema}.state_clear('utl_file.' || file);
  file := NULL;
END
$$;
