-- dbms_random_random: DBMS_RANDOM.RANDOM: a random integer of 32 bits with sign.
-- Manual: PL/SQL Packages and Types Reference, DBMS_RANDOM, RANDOM Function
-- Differences: other numbers.
CREATE OR REPLACE FUNCTION {schema}.dbms_random_random() RETURNS numeric
LANGUAGE sql VOLATILE PARALLEL RESTRICTED AS $$
SELECT pg_catalog.floor(pg_catalog.random() * 4294967296)::numeric - 2147483648
$$;
