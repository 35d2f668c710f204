-- initialized: A collection that is not atomically null; otherwise ORA-06531.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.initialized(map jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF map IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  END IF;
  RETURN map;
END;
$$;
