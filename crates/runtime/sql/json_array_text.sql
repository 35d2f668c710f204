-- json_array_text: A jsonb array as the text of a PostgreSQL array; NULL stays NULL.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_array_text(value jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE WHEN pg_catalog.jsonb_typeof(value) = 'array' THEN (
  SELECT coalesce(pg_catalog.array_agg(item ORDER BY place)::text, '{}')
  FROM pg_catalog.jsonb_array_elements_text(value) WITH ORDINALITY AS items (item, place)
) END
$$;
