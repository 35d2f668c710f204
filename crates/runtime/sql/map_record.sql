-- map_record: A record or object of an associative array that is going to be changed, the given one where there is none.
-- Manual: PL/SQL Language Reference, Assigning Values to Record Variables
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.map_record(map jsonb, key text, initial anyelement)
RETURNS anyelement
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT CASE
  -- Where NULL was assigned to all of it there is no object of JSON.
  WHEN map ? key THEN pg_catalog.jsonb_populate_record(CASE WHEN false THEN initial END, nullif(map -> key, 'null'))
  ELSE initial
END
$$;
