-- json_rows: A jsonb array as an array of a composite type; NULL stays NULL.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_rows(row_type anyelement, elements jsonb)
RETURNS anyarray
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE WHEN pg_catalog.jsonb_typeof(elements) = 'array' THEN ARRAY(
  SELECT CASE WHEN element <> 'null' THEN pg_catalog.jsonb_populate_record(row_type, element) END
  FROM pg_catalog.jsonb_array_elements(elements) WITH ORDINALITY AS elements_in_order (element, place)
  ORDER BY place
) END
$$;
