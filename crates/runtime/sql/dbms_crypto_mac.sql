-- dbms_crypto_mac: DBMS_CRYPTO.MAC: the keyed digest (HMAC) of bytes, or of text in UTF-8.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, MAC Function
-- Differences: none.
-- Depends: pgcrypto_call, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_mac(src bytea, typ numeric, key bytea) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  algorithm CONSTANT text := ('{md5,sha1,sha256,sha384,sha512}'::text[])[typ::integer];
BEGIN
  IF key IS NULL THEN
    PERFORM {schema}.raise_oracle_error(28239, 'no key provided');
  ELSIF algorithm IS NULL THEN
    PERFORM {schema}.raise_oracle_error(28827, 'invalid cipher suite passed');
  END IF;
  RETURN {schema}.pgcrypto_call('hmac($1, $2, $4)', src, key, NULL, algorithm);
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_mac(src text, typ numeric, key bytea) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT {schema}.dbms_crypto_mac(pg_catalog.convert_to(src, 'UTF8'), typ, key)
$$;
