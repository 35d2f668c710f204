-- json_query: JSON_QUERY: the one object or array at a path; with a wrapper an array of what the path finds.
-- Manual: SQL Language Reference, JSON_QUERY
-- Differences: members are in the order of jsonb.
-- Depends: json_compact
CREATE OR REPLACE FUNCTION {schema}.json_query(document jsonb, path jsonpath, wrapper text DEFAULT 'without') RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE
  WHEN pg_catalog.jsonb_array_length(items) = 1 AND pg_catalog.jsonb_typeof(items -> 0) IN ('object', 'array')
      AND wrapper <> 'unconditional'
    THEN {schema}.json_compact(items -> 0)
  WHEN pg_catalog.jsonb_array_length(items) > 0 AND wrapper <> 'without' THEN {schema}.json_compact(items)
END
FROM pg_catalog.jsonb_path_query_array(document, path) AS found (items)
$$;
