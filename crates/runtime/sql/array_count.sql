-- array_count: COUNT of a nested table or VARRAY; ORA-06531 for one that was never initialised.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.array_count(collection anyarray)
RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF collection IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  END IF;
  RETURN pg_catalog.cardinality(collection);
END;
$$;
