-- dbms_assert_schema_name: DBMS_ASSERT.SCHEMA_NAME: the text itself when it is a schema, or ORA-44001.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT, SCHEMA_NAME Function
-- Differences: a name in upper case is that of a schema in lower case.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_schema_name(str text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF str IS NULL OR NOT EXISTS (
    SELECT FROM pg_catalog.pg_namespace
    WHERE nspname = CASE WHEN str = pg_catalog.upper(str) THEN pg_catalog.lower(str) ELSE str END
  ) THEN
    PERFORM {schema}.raise_oracle_error(44001);
  END IF;
  RETURN str;
END
$$;
