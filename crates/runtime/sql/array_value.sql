-- array_value: An element of an associative array whose keys are 1 to its COUNT.
-- Manual: PL/SQL Language Reference, Associative Arrays
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.array_value(collection anyarray, index integer)
RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF index IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  ELSIF index NOT BETWEEN 1 AND pg_catalog.cardinality(collection) THEN
    PERFORM {schema}.raise_oracle_error(1403);
  END IF;
  RETURN collection[index];
END;
$$;
