-- json_object_t_get_date: JSON_OBJECT_T.GET_DATE: a member.
-- Manual: PL/SQL Packages and Types Reference, JSON_OBJECT_T Object Type
-- Differences: NULL where there is no such value, as with ON_ERROR(0).
-- Depends: json_self, json_timestamp
CREATE OR REPLACE FUNCTION {schema}.json_object_t_get_date(self json, key text) RETURNS timestamp
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.date_trunc('second', {schema}.json_timestamp(({schema}.json_self(self) -> key)))
$$;
