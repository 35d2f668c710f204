-- is_json: IS JSON of text or of UTF-8 bytes, for PostgreSQL before 16; NULL for NULL.
-- Manual: SQL Language Reference, IS JSON Condition
-- Differences: the syntax of RFC 8259 only, as with IS JSON STRICT; the default also takes names without quotes.
CREATE OR REPLACE FUNCTION {schema}.is_json(document text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
BEGIN
  PERFORM document::json;
  RETURN true;
EXCEPTION
  WHEN data_exception THEN
    RETURN false;
END
$$;
CREATE OR REPLACE FUNCTION {schema}.is_json(document bytea) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
BEGIN
  PERFORM pg_catalog.convert_from(document, 'UTF8')::json;
  RETURN true;
EXCEPTION
  WHEN data_exception THEN
    RETURN false;
END
$$;
