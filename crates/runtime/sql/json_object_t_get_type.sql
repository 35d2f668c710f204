-- json_object_t_get_type: JSON_OBJECT_T.GET_TYPE: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_type(self json, key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE pg_catalog.json_typeof(({schema}.json_self(self) -> key)) WHEN 'object' THEN 'OBJECT' WHEN 'array' THEN 'ARRAY' ELSE CASE WHEN ({schema}.json_self(self) -> key) IS NOT NULL THEN 'SCALAR' END END
$$;
