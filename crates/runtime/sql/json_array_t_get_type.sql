-- json_array_t_get_type: JSON_ARRAY_T.GET_TYPE: an element, counted from 0.
-- Manual: PL/SQL Packages and Types Reference, JSON_ARRAY_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_array_t_get_type(self json, pos numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE pg_catalog.json_typeof(({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END)) WHEN 'object' THEN 'OBJECT' WHEN 'array' THEN 'ARRAY' ELSE CASE WHEN ({schema}.json_self(self) -> CASE WHEN pos >= 0 THEN pos::integer END) IS NOT NULL THEN 'SCALAR' END END
$$;
