-- element: An element of a nested table or VARRAY; outside of it ORA-06533 or ORA-06532, without a collection ORA-06531.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: array_index
CREATE OR REPLACE FUNCTION {schema}.element(collection anyarray, index integer, largest integer DEFAULT NULL)
RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN collection[{schema}.array_index(collection, index, largest)];
END;
$$;
