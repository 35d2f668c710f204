-- table_index: The index itself when a sparse nested table reaches as far, deleted elements included; otherwise ORA-06531, ORA-06532 or ORA-06533.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error, table_extent
CREATE OR REPLACE FUNCTION {schema}.table_index(map jsonb, index integer, largest integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF map IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  ELSIF index IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  ELSIF index < 1 OR index > largest THEN
    PERFORM {schema}.raise_oracle_error(6532);
  -- Most have the element itself.
  ELSIF NOT map ? index::text AND index > {schema}.table_extent(map) THEN
    PERFORM {schema}.raise_oracle_error(6533);
  END IF;
  RETURN index;
END;
$$;
