-- json_dot: dot notation: the scalar at a path as text, an object or array as JSON, several values as an array.
-- Manual: JSON Developer's Guide, Simple Dot-Notation Access to JSON Data
-- Differences: members are in the order of jsonb.
-- Depends: json_compact
CREATE OR REPLACE FUNCTION {schema}.json_dot(document jsonb, path jsonpath) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN pg_catalog.jsonb_array_length(items) > 1 THEN {schema}.json_compact(items)
  WHEN pg_catalog.jsonb_typeof(items -> 0) IN ('object', 'array') THEN {schema}.json_compact(items -> 0)
  ELSE nullif(items ->> 0, '')
END
FROM pg_catalog.jsonb_path_query_array(document, path) AS found (items)
$$;
