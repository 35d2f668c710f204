-- json_compact: JSON as Oracle writes it, without blanks.
-- Manual: JSON Developer's Guide, JSON_SERIALIZE
-- Differences: members are in the order of jsonb.
CREATE OR REPLACE FUNCTION {schema}.json_compact(document jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE pg_catalog.jsonb_typeof(document)
    WHEN 'object' THEN
      RETURN pg_catalog.concat('{', (
        SELECT pg_catalog.string_agg(
            pg_catalog.concat(pg_catalog.to_json(key), ':', {schema}.json_compact(value)), ',' ORDER BY place
          )
        FROM pg_catalog.jsonb_each(document) WITH ORDINALITY AS members (key, value, place)
      ), '}');
    WHEN 'array' THEN
      RETURN pg_catalog.concat('[', (
        SELECT pg_catalog.string_agg({schema}.json_compact(value), ',' ORDER BY place)
        FROM pg_catalog.jsonb_array_elements(document) WITH ORDINALITY AS items (value, place)
      ), ']');
    ELSE
      RETURN document::text;
  END CASE;
END
$$;
