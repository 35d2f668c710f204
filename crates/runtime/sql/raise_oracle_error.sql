-- raise_oracle_error: raises an Oracle error by number with the text of oracle_error_message and its SQLSTATE.
-- Manual: Database Error Messages
-- Differences: the SQLSTATE is PostgreSQL's own where PostgreSQL raises the same error.
-- Depends: oracle_error_message, sqlstate_for_oracle_error
CREATE OR REPLACE FUNCTION {schema}.raise_oracle_error(number integer, argument text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = {schema}.sqlstate_for_oracle_error(number),
    MESSAGE = {schema}.oracle_error_message(number, argument);
END
$$;
