-- table_set: A sparse nested table with an element set, a deleted one perhaps.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: table_index
CREATE OR REPLACE FUNCTION {schema}.table_set(map jsonb, index integer, value jsonb, largest integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT map || pg_catalog.jsonb_build_object({schema}.table_index(map, index, largest)::text, value)
$$;
