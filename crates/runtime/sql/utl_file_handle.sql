-- utl_file_handle: what is known about an open file: path, mode, longest line, position, pieces that are not written yet.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, Exceptions
-- Differences: none.
-- Depends: raise_oracle_error, state_get
CREATE OR REPLACE FUNCTION {schema}.utl_file_handle(file numeric, modes text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  handle CONSTANT jsonb := {schema}.state_get('utl_file.' || coalesce(file, 0))::jsonb;
BEGIN
  IF handle IS NULL THEN
    PERFORM {schema}.raise_oracle_error(29282, 'invalid file ID');
  ELSIF handle ->> 'mode' !~ modes THEN
    PERFORM {schema}.raise_oracle_error(29283, 'invalid file operation');
  END IF;
  RETURN handle;
END
$$;
