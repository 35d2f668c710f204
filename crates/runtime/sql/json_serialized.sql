-- json_serialized: a document without blanks between its parts, texts with no more escapes than needed.
-- Manual: JSON Developer's Guide, PL/SQL Object Types for JSON
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.json_serialized(document json) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  parts text;
BEGIN
  IF pg_catalog.strpos(document::text, '\') = 0 THEN
    RETURN pg_catalog.regexp_replace(document::text, '("[^"]*")|\s+', '\1', 'g');
  END IF;
  CASE pg_catalog.json_typeof(document)
    WHEN 'object' THEN
      SELECT pg_catalog.string_agg(pg_catalog.to_json(key)::text || ':' || {schema}.json_serialized(value), ',' ORDER BY place)
        INTO parts FROM pg_catalog.json_each(document) WITH ORDINALITY AS member(key, value, place);
      RETURN '{' || coalesce(parts, '') || '}';
    WHEN 'array' THEN
      SELECT pg_catalog.string_agg({schema}.json_serialized(value), ',' ORDER BY place)
        INTO parts FROM pg_catalog.json_array_elements(document) WITH ORDINALITY AS element(value, place);
      RETURN '[' || coalesce(parts, '') || ']';
    WHEN 'string' THEN
      RETURN pg_catalog.to_json(document #>> '{}')::text;
    ELSE
      RETURN pg_catalog.btrim(document::text, E' \t\n\r');
  END CASE;
END
$$;
