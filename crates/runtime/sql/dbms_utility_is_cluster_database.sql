-- dbms_utility_is_cluster_database: DBMS_UTILITY.IS_CLUSTER_DATABASE: no.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, IS_CLUSTER_DATABASE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.dbms_utility_is_cluster_database() RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT false
$$;
