-- json_of_kind: a document when it is of that kind, NULL otherwise; scalar is none of object and array.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_of_kind(document json, kind text) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.json_typeof(document) = kind
    OR kind = 'scalar' AND pg_catalog.json_typeof(document) NOT IN ('object', 'array') THEN document END
$$;
