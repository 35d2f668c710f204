-- json_element_t_to_number: JSON_ELEMENT_T.TO_NUMBER: a scalar as a number.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_number, json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_to_number(self json) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_number({schema}.json_self(self))
$$;
