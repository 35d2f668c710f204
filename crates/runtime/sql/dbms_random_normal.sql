-- dbms_random_normal: DBMS_RANDOM.NORMAL: a random number of the standard normal distribution.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RANDOM, NORMAL Function
-- Differences: other numbers.
CREATE OR REPLACE FUNCTION {schema}.dbms_random_normal() RETURNS numeric
LANGUAGE sql VOLATILE PARALLEL RESTRICTED AS $$
SELECT (pg_catalog.sqrt(-2 * pg_catalog.ln(1 - pg_catalog.random())) * pg_catalog.cos(2 * pg_catalog.pi() * pg_catalog.random()))::numeric
$$;
