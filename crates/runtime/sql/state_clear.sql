-- state_clear: forgets a package variable, or all of them without a key (DBMS_SESSION.RESET_PACKAGE).
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, RESET_PACKAGE
-- Differences: none.
-- Depends: state_name
CREATE OR REPLACE FUNCTION {schema}.state_clear(key text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  held text;
BEGIN
  FOR held IN
    SELECT name FROM pg_catalog.pg_prepared_statements
    WHERE CASE WHEN key IS NULL THEN name LIKE 'plconv$%' ELSE name = {schema}.state_name(key) END
  LOOP
    EXECUTE pg_catalog.format('DEALLOCATE %I', held);
  END LOOP;
END
$$;
