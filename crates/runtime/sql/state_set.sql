-- state_set: stores a package variable for the session, untouched by ROLLBACK and by exception handlers.
-- Manual: PL/SQL Language Reference, Package State
-- Differences: lost by DISCARD ALL and DEALLOCATE ALL, and where a pooler changes the server session.
-- Depends: state_name
CREATE OR REPLACE FUNCTION {schema}.state_set(key text, value text) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE AS $$
DECLARE
  name text := {schema}.state_name(key);
BEGIN
  -- Prepared statements belong to the session and not to the transaction, so they survive as Oracle's state does.
  -- The view pg_prepared_statements would cost more than a failed attempt as soon as there are some variables.
  BEGIN
    EXECUTE pg_catalog.format('DEALLOCATE %I', name);
  EXCEPTION
    WHEN invalid_sql_statement_name THEN
      NULL;
  END;
  EXECUTE pg_catalog.format('PREPARE %I AS SELECT %L::text', name, value);
END
$$;
