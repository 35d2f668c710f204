-- pgcrypto_call: calls a function of the extension pgcrypto, in whatever schema it is.
-- Manual: none.
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.pgcrypto_call(call text, data bytea, key bytea DEFAULT NULL, iv bytea DEFAULT NULL, kind text DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
DECLARE
  extension_schema CONSTANT regnamespace := (SELECT extnamespace FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto');
  result bytea;
BEGIN
  IF extension_schema IS NULL THEN
    RAISE EXCEPTION 'the extension pgcrypto is missing' USING ERRCODE = 'feature_not_supported', HINT = 'CREATE EXTENSION pgcrypto;';
  END IF;
  EXECUTE pg_catalog.format('SELECT %s.', extension_schema) || call INTO result USING data, key, iv, kind;
  RETURN result;
END
$$;
