-- json_element_t_is_true: JSON_ELEMENT_T.IS_TRUE: whether it is true.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_is_true(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.json_typeof({schema}.json_self(self)) = 'boolean' AND self #>> '{}' = 'true'
$$;
