-- dbms_crypto_hash: DBMS_CRYPTO.HASH: the digest of bytes, or of text in UTF-8.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, HASH Function
-- Differences: none.
-- Depends: pgcrypto_call, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_hash(src bytea, typ numeric) RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  -- Empty text is NULL in Oracle, but an empty LOB has a digest.
  CASE typ
    WHEN 1 THEN RETURN {schema}.pgcrypto_call('digest($1, ''md4'')', src);
    WHEN 2 THEN RETURN pg_catalog.decode(pg_catalog.md5(src), 'hex');
    WHEN 3 THEN RETURN {schema}.pgcrypto_call('digest($1, ''sha1'')', src);
    WHEN 4 THEN RETURN pg_catalog.sha256(src);
    WHEN 5 THEN RETURN pg_catalog.sha384(src);
    WHEN 6 THEN RETURN pg_catalog.sha512(src);
    ELSE
      PERFORM {schema}.raise_oracle_error(28827, 'invalid cipher suite passed');
      RETURN NULL;
  END CASE;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_hash(src text, typ numeric) RETURNS bytea
LANGUAGE sql STABLE PARALLEL SAFE AS $$
SELECT {schema}.dbms_crypto_hash(pg_catalog.convert_to(src, 'UTF8'), typ)
$$;
