-- json_element_t_as_array: TREAT(... AS JSON_ARRAY_T).
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_of_kind
CREATE OR REPLACE FUNCTION {schema}.json_element_t_as_array(self json) RETURNS json
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_of_kind(self, 'array')
$$;
