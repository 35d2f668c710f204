-- array_next: NEXT of a nested table or VARRAY.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_count, array_first
CREATE OR REPLACE FUNCTION {schema}.array_next(collection anyarray, index integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
  WHEN index < 1 THEN {schema}.array_first(collection)
  WHEN index < {schema}.array_count(collection) THEN index + 1
END
$$;
