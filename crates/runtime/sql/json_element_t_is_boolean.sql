-- json_element_t_is_boolean: JSON_ELEMENT_T.IS_BOOLEAN: whether it is one.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_is_boolean(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.json_typeof({schema}.json_self(self)) = 'boolean'
$$;
