-- dbms_crypto_randominteger: DBMS_CRYPTO.RANDOMINTEGER: a random integer of 32 bits with sign.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, RANDOMINTEGER Function
-- Differences: none.
-- Depends: dbms_crypto_randombytes
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_randominteger() RETURNS numeric
LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
SELECT ('x' || pg_catalog.encode({schema}.dbms_crypto_randombytes(4), 'hex'))::bit(32)::integer::numeric
$$;
