-- map_get: An element of an associative array, NULL where it was set to that; NO_DATA_FOUND when there is none, VALUE_ERROR when
--   the key is NULL.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records; Predefined Exceptions
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.map_get(map jsonb, key text)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF key IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502);
  ELSIF map IS NULL OR NOT map ? key THEN
    PERFORM {schema}.raise_oracle_error(1403);
  END IF;
  RETURN nullif(map -> key, 'null');
END;
$$;
