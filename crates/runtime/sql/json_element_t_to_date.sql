-- json_element_t_to_date: JSON_ELEMENT_T.TO_DATE: a scalar as a date.
-- Manual: PL/SQL Packages and Types Reference, JSON_ELEMENT_T Object Type
-- Differences: none.
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_element_t_to_date(self json) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.date_trunc('second', {schema}.json_timestamp({schema}.json_self(self)))
$$;
