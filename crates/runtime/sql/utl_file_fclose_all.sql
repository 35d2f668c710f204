-- utl_file_fclose_all: UTL_FILE.FCLOSE_ALL: closes the files of the session.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FCLOSE_ALL Procedure
-- Differences: none.
-- Depends: state_get, utl_file_fclose
CREATE OR REPLACE PROCEDURE {schema}.utl_file_fclose_all()
LANGUAGE plpgsql AS $$
DECLARE
  file numeric;
BEGIN
  FOR number IN 1 .. coalesce({schema}.state_get('utl_file.last')::integer, 0) LOOP
    IF {schema}.state_get('utl_file.' || number) IS NOT NULL THEN
      file := number;
      CALL {schema}.utl_file_fclose(file);
    END IF;
  END LOOP;
END
$$;
