-- array_index: The index itself when the collection has such an element; otherwise ORA-06531, ORA-06532 or ORA-06533.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.array_index(collection anyarray, index integer, largest integer DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF collection IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  ELSIF index IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  ELSIF index < 1 OR index > largest THEN
    PERFORM {schema}.raise_oracle_error(6532);
  ELSIF index > pg_catalog.cardinality(collection) THEN
    PERFORM {schema}.raise_oracle_error(6533);
  END IF;
  RETURN index;
END;
$$;
