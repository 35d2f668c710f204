-- json_object_t_get_keys: JSON_OBJECT_T.GET_KEYS: the names of the members, in their order.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_keys(self json) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE WHEN {schema}.json_self(self)::text = '{}' THEN NULL::text[]
  ELSE ARRAY(SELECT name FROM pg_catalog.json_each(self) WITH ORDINALITY AS member(name, value, place) ORDER BY place) END
$$;
