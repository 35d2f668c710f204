-- array_trim_end: TRIM: without the last elements; ORA-06533 when there are not as many.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_count, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.array_trim_end(collection anyarray, amount integer DEFAULT 1)
RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF amount > {schema}.array_count(collection) THEN
    PERFORM {schema}.raise_oracle_error(6533);
  END IF;
  RETURN pg_catalog.trim_array(collection, amount);
END;
$$;
