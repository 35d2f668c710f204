-- map_of: A collection of collections from its elements.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_from_array
CREATE OR REPLACE FUNCTION {schema}.map_of(elements jsonb[])
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT {schema}.map_from_array(elements)
$$;
