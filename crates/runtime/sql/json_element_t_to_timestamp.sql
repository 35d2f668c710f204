-- json_element_t_to_timestamp: JSON_ELEMENT_T.TO_TIMESTAMP: a scalar as a point in time.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_element_t_to_timestamp(self json) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_timestamp({schema}.json_self(self))
$$;
