-- table_extent: How many elements a sparse nested table has had at most since its last TRIM: COUNT and what was deleted.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_last, raise_oracle_error
-- Where the last of them are deleted the number is kept under the key '', which no other element can have.
CREATE OR REPLACE FUNCTION {schema}.table_extent(map jsonb)
RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF map IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6531);
  END IF;
  RETURN coalesce((map ->> '')::integer, {schema}.map_last(map, true)::integer, 0);
END;
$$;
