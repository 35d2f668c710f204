-- json_boolean: a scalar as a Boolean; NULL for what is none.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_boolean(document json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.json_typeof(document) = 'boolean' THEN (document #>> '{}')::boolean END
$$;
