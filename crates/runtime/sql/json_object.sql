-- json_object: JSON_OBJECT and JSON_OBJECTAGG of names and of members that are JSON texts.
-- Manual: SQL Language Reference, JSON_OBJECT
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_object(names text[], members text[], absent_on_null boolean DEFAULT FALSE)
RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.concat(
    '{',
    pg_catalog.string_agg(
      pg_catalog.concat(pg_catalog.to_json(name), ':', coalesce(member, 'null')), ',' ORDER BY place
    ),
    '}'
  )
FROM ROWS FROM (pg_catalog.unnest(names), pg_catalog.unnest(members)) WITH ORDINALITY AS pairs (name, member, place)
WHERE NOT absent_on_null OR member IS NOT NULL
$$;
