-- json_object_t_remove: JSON_OBJECT_T.REMOVE: takes a member away.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE PROCEDURE {schema}.json_object_t_remove(INOUT self json, key text)
LANGUAGE plpgsql AS $$
BEGIN
  self := coalesce((SELECT ('{' || pg_catalog.string_agg(pg_catalog.to_json(name)::text || ':' || value::text, ',' ORDER BY place) || '}')::json
    FROM pg_catalog.json_each({schema}.json_self(self)) WITH ORDINALITY AS member(name, value, place) WHERE name <> json_object_t_remove.key), '{}'::json);
END
$$;
