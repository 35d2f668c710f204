-- json_value: JSON_VALUE RETURNING VARCHAR2: the scalar at a path; NULL for none, several, an object, an array, or
--   more characters than fit.
-- Manual: SQL Language Reference, JSON_VALUE
-- Differences: the maximum counts characters.
CREATE OR REPLACE FUNCTION {schema}.json_value(document jsonb, path jsonpath, maximum integer DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN pg_catalog.length(found.value) > maximum THEN NULL ELSE nullif(found.value, '') END
FROM (
  SELECT CASE
    WHEN pg_catalog.count(*) = 1 AND pg_catalog.min(pg_catalog.jsonb_typeof(item)) NOT IN ('object', 'array')
      THEN pg_catalog.min(item #>> '{}')
  END AS value
  FROM pg_catalog.jsonb_path_query(document, path) AS items (item)
) AS found
$$;
