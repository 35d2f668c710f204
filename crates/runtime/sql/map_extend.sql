-- map_extend: EXTEND of a collection of collections: NULL elements more.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_append
CREATE OR REPLACE FUNCTION {schema}.map_extend(map jsonb, amount integer DEFAULT 1)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  FOR number IN 1..amount LOOP
    map := {schema}.map_append(map, 'null');
  END LOOP;
  RETURN map;
END;
$$;
