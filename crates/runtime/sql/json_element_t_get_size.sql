-- json_element_t_get_size: JSON_ELEMENT_T.GET_SIZE: how many members or elements it has, 1 for a scalar.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_get_size(self json) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE pg_catalog.json_typeof({schema}.json_self(self)) WHEN 'array' THEN pg_catalog.json_array_length(self)::numeric WHEN 'object' THEN (SELECT pg_catalog.count(*)::numeric FROM pg_catalog.json_object_keys(self)) ELSE 1 END
$$;
