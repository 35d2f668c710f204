-- dbms_assert_sql_object_name: DBMS_ASSERT.SQL_OBJECT_NAME: the text itself when it names an object, or ORA-44002.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT, SQL_OBJECT_NAME Function
-- Differences: what a synonym stood for is not known; a package is a schema.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_sql_object_name(str text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL UNSAFE AS $$
DECLARE
  -- Names of the source are in lower case here, also those it wrote between quotes in upper case.
  parts text[];
  name text;
BEGIN
  BEGIN
    parts := pg_catalog.parse_ident(CASE WHEN str = pg_catalog.upper(str) THEN pg_catalog.lower(str) ELSE str END);
  EXCEPTION
    WHEN invalid_parameter_value THEN
      PERFORM {schema}.raise_oracle_error(44002);
  END;
  name := (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(part), '.' ORDER BY place) FROM pg_catalog.unnest(parts) WITH ORDINALITY AS part(part, place));
  IF name IS NULL
    OR pg_catalog.to_regclass(name) IS NULL
    AND pg_catalog.to_regtype(name) IS NULL
    AND NOT EXISTS (
      SELECT FROM pg_catalog.pg_proc p
      WHERE p.proname = parts[pg_catalog.cardinality(parts)]
        AND CASE WHEN pg_catalog.cardinality(parts) = 1 THEN pg_catalog.pg_function_is_visible(p.oid)
          ELSE p.pronamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident(parts[pg_catalog.cardinality(parts) - 1])) END
    )
    AND pg_catalog.to_regnamespace(pg_catalog.quote_ident(parts[pg_catalog.cardinality(parts)])) IS NULL
  THEN
    PERFORM {schema}.raise_oracle_error(44002);
  END IF;
  RETURN str;
END
$$;
