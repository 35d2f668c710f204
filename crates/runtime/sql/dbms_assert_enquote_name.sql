-- dbms_assert_enquote_name: DBMS_ASSERT.ENQUOTE_NAME: the name between double quotes, in upper case unless it had them.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT, ENQUOTE_NAME Function
-- Differences: the name is Oracle's; a table of the converted schema has a lower case one.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_enquote_name(str text, capitalize boolean DEFAULT true) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  is_quoted CONSTANT boolean := str ~ '^".*"$' AND pg_catalog.length(str) > 1;
  quoted CONSTANT text := CASE
    WHEN is_quoted THEN str
    WHEN capitalize THEN '"' || pg_catalog.upper(str) || '"'
    ELSE '"' || str || '"'
  END;
BEGIN
  IF str IS NULL OR pg_catalog.replace(pg_catalog.substr(quoted, 2, pg_catalog.length(quoted) - 2), '""', '') LIKE '%"%' THEN
    PERFORM {schema}.raise_oracle_error(44003);
  END IF;
  RETURN quoted;
END
$$;
