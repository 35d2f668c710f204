-- utl_file_fgetpos: UTL_FILE.FGETPOS: the position in bytes of a file that is read.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, FGETPOS Function
-- Differences: none.
-- Depends: utl_file_handle
CREATE OR REPLACE FUNCTION {schema}.utl_file_fgetpos(file numeric) RETURNS numeric
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT ({schema}.utl_file_handle(file, '^r') ->> 'position')::numeric
$$;
