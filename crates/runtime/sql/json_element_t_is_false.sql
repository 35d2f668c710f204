-- json_element_t_is_false: JSON_ELEMENT_T.IS_FALSE: whether it is false.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_is_false(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.json_typeof({schema}.json_self(self)) = 'boolean' AND self #>> '{}' = 'false'
$$;
