-- standard_hash: STANDARD_HASH: the digest of bytes.
-- Manual: SQL Language Reference, STANDARD_HASH
-- Differences: none; SHA1, the default, needs the extension pgcrypto.
-- Depends: pgcrypto_call, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.standard_hash(value bytea, method text DEFAULT 'SHA1') RETURNS bytea
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  CASE pg_catalog.upper(method)
    WHEN 'MD5' THEN RETURN pg_catalog.decode(pg_catalog.md5(coalesce(value, '')), 'hex');
    WHEN 'SHA1' THEN RETURN {schema}.pgcrypto_call('digest($1, ''sha1'')', coalesce(value, ''));
    WHEN 'SHA256' THEN RETURN pg_catalog.sha256(coalesce(value, ''));
    WHEN 'SHA384' THEN RETURN pg_catalog.sha384(coalesce(value, ''));
    WHEN 'SHA512' THEN RETURN pg_catalog.sha512(coalesce(value, ''));
    ELSE
      PERFORM {schema}.raise_oracle_error(1760);
      RETURN NULL;
  END CASE;
END
$$;
