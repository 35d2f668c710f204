-- json_elements_put: an array with an element at a position from 0 on, before or in the place of the one there; null fills a gap before it.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_elements_put(document json, pos numeric, value json, overwrite boolean) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT ('[' || pg_catalog.string_agg(element, ',' ORDER BY place, is_old) || ']')::json
FROM (
  SELECT place - 1, true, element.value::text
  FROM pg_catalog.json_array_elements(document) WITH ORDINALITY AS element(value, place)
  WHERE NOT (overwrite AND place - 1 = pos)
  UNION ALL
  SELECT pos, false, $3::text
  UNION ALL
  SELECT gap, false, 'null'
  FROM pg_catalog.generate_series(pg_catalog.json_array_length(document), pos::integer - 1) AS gap
) AS all_elements(place, is_old, element)
$$;
