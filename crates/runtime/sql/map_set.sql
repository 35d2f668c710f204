-- map_set: An associative array with an element set.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.map_set(map jsonb, key text, value jsonb, longest_key integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF key IS NULL OR pg_catalog.length(key) > longest_key THEN
    PERFORM {schema}.raise_oracle_error(6502, CASE WHEN key IS NOT NULL THEN 'character string buffer too small' END);
  END IF;
  RETURN coalesce(map, '{}') || pg_catalog.jsonb_build_object(key, value);
END;
$$;
