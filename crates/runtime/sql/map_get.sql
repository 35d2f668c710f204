-- map_get: An element of an associative array, NULL where it was set to that; NO_DATA_FOUND when there is none.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_get(map jsonb, key text)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF map IS NULL OR key IS NULL OR NOT map ? key THEN
    RAISE EXCEPTION USING ERRCODE = 'P0002', MESSAGE = 'ORA-01403: no data found';
  END IF;
  RETURN nullif(map -> key, 'null');
END;
$$;
