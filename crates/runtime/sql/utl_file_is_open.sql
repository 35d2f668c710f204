-- utl_file_is_open: UTL_FILE.IS_OPEN: whether a handle is that of an open file.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE, IS_OPEN Function
-- Differences: none.
-- Depends: state_get
CREATE OR REPLACE FUNCTION {schema}.utl_file_is_open(file numeric) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL UNSAFE AS $$
SELECT coalesce({schema}.state_get('utl_file.' || coalesce(file, 0)), '') <> ''
$$;
