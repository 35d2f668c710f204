-- own_schema: the schema whose objects the USER_ views show: the first of the search path that is there.
-- Manual: Database Reference, Static Data Dictionary Views
-- Differences: Oracle shows what belongs to the user.
CREATE OR REPLACE FUNCTION {schema}.own_schema() RETURNS oid
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = pg_catalog.current_schema()
$$;
