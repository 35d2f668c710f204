-- json_document: text or UTF-8 bytes as jsonb, NULL when they are no JSON (NULL ON ERROR of the JSON functions).
-- Manual: JSON Developer's Guide, Error Clause for SQL Functions and Conditions
-- Differences: the syntax of RFC 8259 only; of members of one name in an object the last one counts.
CREATE OR REPLACE FUNCTION {schema}.json_document(document text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
BEGIN
  RETURN document::jsonb;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION {schema}.json_document(document bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE AS $$
BEGIN
  RETURN pg_catalog.convert_from(document, 'UTF8')::jsonb;
EXCEPTION
  WHEN data_exception THEN
    RETURN NULL;
END
$$;
