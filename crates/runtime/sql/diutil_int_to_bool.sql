-- diutil_int_to_bool: SYS.DIUTIL.INT_TO_BOOL: TRUE for 1, FALSE for 0, ORA-06502 for others.
-- Manual: none
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.diutil_int_to_bool(n numeric) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF n NOT IN (0, 1) THEN
    PERFORM {schema}.raise_oracle_error(6502);
  END IF;
  RETURN n = 1;
END
$$;
