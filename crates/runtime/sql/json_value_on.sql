-- json_value_on: JSON_VALUE with ON EMPTY and ON ERROR: each gives a value or raises.
-- Manual: SQL Language Reference, JSON_VALUE
-- Differences: the maximum counts characters.
-- Depends: json_document, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.json_value_on(
  document text, path jsonpath, on_empty text, empty_value text, on_error text, error_value text,
  maximum integer DEFAULT NULL, is_number boolean DEFAULT false
) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS $$
DECLARE
  parsed jsonb := {schema}.json_document(document);
  found jsonb[];
  result text;
  error integer;
BEGIN
  IF nullif(document, '') IS NULL THEN
    RETURN NULL;
  ELSIF parsed IS NULL THEN
    error := 40441;
  ELSE
    found := ARRAY(SELECT item FROM pg_catalog.jsonb_path_query(parsed, path) AS items (item));
    result := found[1] #>> '{}';
    IF pg_catalog.cardinality(found) = 0 THEN
      IF on_empty = 'error' THEN
        PERFORM {schema}.raise_oracle_error(40462);
      END IF;
      RETURN empty_value;
    END IF;
    error := CASE
      WHEN pg_catalog.cardinality(found) > 1 THEN 40470
      WHEN pg_catalog.jsonb_typeof(found[1]) IN ('object', 'array') THEN 40456
      WHEN pg_catalog.length(result) > maximum THEN 40478
      WHEN is_number AND result !~ '^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$' THEN 1722 END;
  END IF;
  IF error IS NULL THEN
    RETURN nullif(result, '');
  ELSIF on_error = 'error' THEN
    PERFORM {schema}.raise_oracle_error(error, maximum::text);
  END IF;
  RETURN error_value;
END
$$;
