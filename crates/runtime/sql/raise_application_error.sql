-- raise_application_error: RAISE_APPLICATION_ERROR: SQLSTATE R0nnn (R0K00 for -20000), message 'ORA-20nnn: ...'.
-- Manual: PL/SQL Language Reference, RAISE_APPLICATION_ERROR Procedure
-- Differences: to keep the earlier errors, the handler passes its error text as the fourth argument.
-- Depends: raise_oracle_error, sqlstate_for_oracle_error
CREATE OR REPLACE FUNCTION {schema}.raise_application_error(code numeric, message text, keep_errors boolean DEFAULT false, earlier text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  IF code NOT BETWEEN -20999 AND -20000 OR code IS NULL THEN
    PERFORM {schema}.raise_oracle_error(21000, coalesce(pg_catalog.trunc(code)::text, 'NULL'));
  END IF;
  RAISE EXCEPTION USING
    ERRCODE = {schema}.sqlstate_for_oracle_error(pg_catalog.trunc(code)::integer),
    -- Oracle keeps 2048 bytes of the message.
    MESSAGE = 'ORA' || pg_catalog.trunc(code) || ': ' || pg_catalog.left(coalesce(message, ''), 2048)
      || CASE WHEN keep_errors THEN coalesce(E'\n' || earlier, '') ELSE '' END;
END
$$;
