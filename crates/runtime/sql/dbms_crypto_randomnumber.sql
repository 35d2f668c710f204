-- dbms_crypto_randomnumber: DBMS_CRYPTO.RANDOMNUMBER: a random integer from 0 to 2 ** 128 - 1.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, RANDOMNUMBER Function
-- Differences: none.
-- Depends: dbms_crypto_randombytes
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_randomnumber() RETURNS numeric
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT pg_catalog.sum(pg_catalog.get_byte(bytes, place) * pg_catalog.power(256::numeric, place))::numeric(39)
FROM {schema}.dbms_crypto_randombytes(16) AS bytes, pg_catalog.generate_series(0, 15) AS place
$$;
