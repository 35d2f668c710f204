-- dbms_session_clear_all_context: DBMS_SESSION.CLEAR_ALL_CONTEXT: no attribute of an application context has a value any more.
-- Manual: PL/SQL Packages and Types Reference, DBMS_SESSION, CLEAR_ALL_CONTEXT Procedure
-- Differences: attributes whose namespace and name together are longer than 41 bytes keep their values.
-- Depends: state_name
CREATE OR REPLACE PROCEDURE {schema}.dbms_session_clear_all_context(namespace text)
LANGUAGE plpgsql AS $$
DECLARE
  attribute text;
BEGIN
  FOR attribute IN
    SELECT name FROM pg_catalog.pg_prepared_statements
    WHERE pg_catalog.starts_with(name, {schema}.state_name('context.' || pg_catalog.upper(namespace) || '.'))
  LOOP
    EXECUTE pg_catalog.format('DEALLOCATE %I', attribute);
  END LOOP;
END
$$;
