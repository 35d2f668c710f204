-- table_trim: TRIM of a sparse nested table or a collection of collections: deleted elements count; ORA-06533 when there are not as many.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_delete_range, map_last, raise_oracle_error, table_extent
CREATE OR REPLACE FUNCTION {schema}.table_trim(map jsonb, amount integer DEFAULT 1)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  extent CONSTANT integer := {schema}.table_extent(map) - amount;
BEGIN
  IF extent < 0 THEN
    PERFORM {schema}.raise_oracle_error(6533);
  END IF;
  map := {schema}.map_delete_range(map - '', (extent + 1)::text, (extent + amount)::text, true);
  IF coalesce({schema}.map_last(map, true)::integer, 0) < extent THEN
    map := map || pg_catalog.jsonb_build_object('', extent);
  END IF;
  RETURN map;
END;
$$;
