-- array_last: LAST of a nested table or VARRAY; NULL when it is empty.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_count
CREATE OR REPLACE FUNCTION {schema}.array_last(collection anyarray)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT nullif({schema}.array_count(collection), 0)
$$;
