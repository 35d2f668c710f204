-- treat: TREAT: an object when it has one of the named types, otherwise NULL.
-- Manual: SQL Language Reference, TREAT
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.treat(object anyelement, VARIADIC types text[])
RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE WHEN pg_catalog.to_jsonb(object) ->> 'object_type' = ANY (types) THEN object END
$$;
