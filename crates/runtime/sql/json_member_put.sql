-- json_member_put: an object with a member; the place of one that is there already stays.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_member_put(document json, name text, value json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN document -> name IS NULL
  THEN (pg_catalog.rtrim(pg_catalog.left(document::text, -1)) || CASE WHEN document::text = '{}' THEN '' ELSE ',' END
    || pg_catalog.to_json(name)::text || ':' || value::text || '}')::json
  ELSE (SELECT ('{' || pg_catalog.string_agg(pg_catalog.to_json(key)::text || ':'
      || CASE key WHEN name THEN $3::text ELSE member.value::text END, ',' ORDER BY place) || '}')::json
    FROM pg_catalog.json_each(document) WITH ORDINALITY AS member(key, value, place))
END
$$;
