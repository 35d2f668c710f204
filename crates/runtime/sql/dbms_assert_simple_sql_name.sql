-- dbms_assert_simple_sql_name: DBMS_ASSERT.SIMPLE_SQL_NAME: the text itself, or ORA-44003.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_simple_sql_name(str text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF (str ~ '^\s*([[:alpha:]][[:alnum:]_$#]*|"([^"]|"")+")\s*$') IS NOT TRUE THEN
    PERFORM {schema}.raise_oracle_error(44003);
  END IF;
  RETURN str;
END
$$;
