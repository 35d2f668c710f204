-- dbms_crypto_encrypt: DBMS_CRYPTO.ENCRYPT: bytes encrypted with a key; without an initialisation vector it is all zeros.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, ENCRYPT Function
-- Differences: those of the cipher suites.
-- Depends: dbms_crypto_cipher, pgcrypto_call
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_encrypt(src bytea, typ numeric, key bytea, iv bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  cipher CONSTANT text := {schema}.dbms_crypto_cipher(typ, key);
  wanted CONSTANT integer := CASE typ::integer % 256 WHEN 1 THEN 8 WHEN 3 THEN 24 WHEN 6 THEN 16 WHEN 7 THEN 24 WHEN 8 THEN 32 ELSE pg_catalog.octet_length(key) END;
BEGIN
  -- Oracle uses as many bytes of a key as the cipher has.
  RETURN {schema}.pgcrypto_call(
    CASE WHEN iv IS NULL THEN 'encrypt($1, $2, $4)' ELSE 'encrypt_iv($1, $2, $3, $4)' END,
    src, pg_catalog.substr(key, 1, wanted), iv, cipher);
END
$$;
