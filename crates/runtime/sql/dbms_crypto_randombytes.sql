-- dbms_crypto_randombytes: DBMS_CRYPTO.RANDOMBYTES: bytes of a secure generator.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, RANDOMBYTES Function
-- Differences: none.
-- Depends: pgcrypto_call
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_randombytes(number_bytes numeric) RETURNS bytea
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT pg_catalog.substr(pg_catalog.string_agg({schema}.pgcrypto_call('gen_random_bytes(1024)', NULL), ''), 1, number_bytes::integer)
FROM pg_catalog.generate_series(1, pg_catalog.ceil(number_bytes / 1024)::integer)
$$;
