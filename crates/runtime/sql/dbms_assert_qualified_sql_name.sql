-- dbms_assert_qualified_sql_name: DBMS_ASSERT.QUALIFIED_SQL_NAME: the text itself, or ORA-44004.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT
-- Differences: a name behind a database link is not valid.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_qualified_sql_name(str text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF (str ~ '^\s*([[:alpha:]][[:alnum:]_$#]*|"([^"]|"")+")(\s*\.\s*([[:alpha:]][[:alnum:]_$#]*|"([^"]|"")+"))*\s*$') IS NOT TRUE THEN
    PERFORM {schema}.raise_oracle_error(44004);
  END IF;
  RETURN str;
END
$$;
