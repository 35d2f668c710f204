-- utl_file_store: makes a file of the server of bytes.
-- Manual: PL/SQL Packages and Types Reference, UTL_FILE
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.utl_file_store(path text, content bytea) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  object CONSTANT oid := pg_catalog.lo_from_bytea(0, content);
BEGIN
  PERFORM pg_catalog.lo_export(object, path);
  PERFORM pg_catalog.lo_unlink(object);
EXCEPTION
  WHEN undefined_file OR duplicate_file OR io_error OR wrong_object_type THEN
    PERFORM {schema}.raise_oracle_error(29283, 'invalid file operation');
END
$$;
