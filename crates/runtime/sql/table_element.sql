-- table_element: An element of a sparse nested table; NO_DATA_FOUND when it is deleted.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_get, table_index
CREATE OR REPLACE FUNCTION {schema}.table_element(map jsonb, index integer, largest integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT {schema}.map_get(map, {schema}.table_index(map, index, largest)::text)
$$;
