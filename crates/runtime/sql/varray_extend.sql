-- varray_extend: EXTEND of a VARRAY: as array_extend, up to its limit.
-- Manual: PL/SQL Language Reference, "EXTEND Collection Method"
-- Differences: none.
-- Depends: array_extend, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.varray_extend(collection anyarray, largest integer, amount integer DEFAULT 1, copied integer DEFAULT NULL)
RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF pg_catalog.cardinality(collection) + amount > largest THEN
    PERFORM {schema}.raise_oracle_error(6532);
  END IF;
  RETURN {schema}.array_extend(collection, amount, copied);
END;
$$;
