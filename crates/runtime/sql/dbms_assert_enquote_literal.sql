-- dbms_assert_enquote_literal: DBMS_ASSERT.ENQUOTE_LITERAL: the text between quotes, or ORA-06502 for an unpaired quote inside.
-- Manual: PL/SQL Packages and Types Reference, DBMS_ASSERT, ENQUOTE_LITERAL Function
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_assert_enquote_literal(str text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  is_quoted CONSTANT boolean := str ~ '^''.*''$' AND pg_catalog.length(str) > 1;
  quoted CONSTANT text := CASE WHEN is_quoted THEN str ELSE '''' || coalesce(str, '') || '''' END;
BEGIN
  IF pg_catalog.replace(pg_catalog.substr(quoted, 2, pg_catalog.length(quoted) - 2), '''''', '') LIKE '%''%' THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN quoted;
END
$$;
