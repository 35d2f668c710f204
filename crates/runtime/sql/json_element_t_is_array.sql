-- json_element_t_is_array: JSON_ELEMENT_T.IS_ARRAY: whether it is one.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_is_array(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.json_typeof({schema}.json_self(self)) = 'array'
$$;
