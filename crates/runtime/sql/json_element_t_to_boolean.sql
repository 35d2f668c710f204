-- json_element_t_to_boolean: JSON_ELEMENT_T.TO_BOOLEAN: a scalar as a Boolean.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_boolean, json_self
CREATE OR REPLACE FUNCTION {schema}.json_element_t_to_boolean(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_boolean({schema}.json_self(self))
$$;
