-- json_number: a scalar as a number; NULL for what is none.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_number(document json) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.json_typeof(document) IN ('string', 'number')
    AND document #>> '{}' ~ '^\s*[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)?\s*$' THEN (document #>> '{}')::numeric END
$$;
