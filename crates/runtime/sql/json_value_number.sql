-- json_value_number: JSON_VALUE RETURNING NUMBER: NULL for what is no number or has more digits than fit.
-- Manual: SQL Language Reference, JSON_VALUE
-- Differences: none.
-- Depends: json_value
CREATE OR REPLACE FUNCTION {schema}.json_value_number(
  document jsonb, path jsonpath, number_precision integer DEFAULT NULL, number_scale integer DEFAULT NULL
) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE
  WHEN pg_catalog.abs(rounded.value) >= pg_catalog.power(10::numeric, number_precision - number_scale) THEN NULL
  ELSE rounded.value
END
FROM (
  SELECT CASE WHEN number_scale IS NULL THEN found.value::numeric ELSE pg_catalog.round(found.value::numeric, number_scale) END
    AS value
  FROM {schema}.json_value(document, path) AS found (value)
  WHERE found.value ~ '^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$'
) AS rounded
$$;
