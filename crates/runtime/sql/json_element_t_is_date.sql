-- json_element_t_is_date: JSON_ELEMENT_T.IS_DATE: whether it is a text that is a date.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_element_t_is_date(self json) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.json_timestamp({schema}.json_self(self)) IS NOT NULL
$$;
