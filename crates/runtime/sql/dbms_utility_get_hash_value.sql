-- dbms_utility_get_hash_value: DBMS_UTILITY.GET_HASH_VALUE: a number from base on, below base + hash_size, made of a text.
-- Manual: PL/SQL Packages and Types Reference, DBMS_UTILITY, GET_HASH_VALUE Function
-- Differences: other numbers than Oracle's.
CREATE OR REPLACE FUNCTION {schema}.dbms_utility_get_hash_value(name text, base numeric, hash_size numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT base + (pg_catalog.hashtextextended(coalesce(name, ''), 0)::numeric + 9223372036854775808) % nullif(hash_size, 0)
$$;
