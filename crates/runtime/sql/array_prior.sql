-- array_prior: PRIOR of a nested table or VARRAY.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_count, array_last
CREATE OR REPLACE FUNCTION {schema}.array_prior(collection anyarray, index integer)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
  WHEN index > {schema}.array_count(collection) THEN {schema}.array_last(collection)
  WHEN index > 1 THEN index - 1
END
$$;
