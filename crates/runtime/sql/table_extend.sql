-- table_extend: EXTEND of a sparse nested table or a collection of collections: behind all elements, deleted ones included.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: raise_oracle_error, table_element, table_extent
CREATE OR REPLACE FUNCTION {schema}.table_extend(map jsonb, largest integer, amount integer DEFAULT 1, copied integer DEFAULT NULL)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  extent CONSTANT integer := {schema}.table_extent(map);
  element CONSTANT jsonb := CASE WHEN copied IS NULL THEN 'null' ELSE {schema}.table_element(map, copied) END;
BEGIN
  IF extent + amount > largest THEN
    PERFORM {schema}.raise_oracle_error(6532);
  END IF;
  RETURN CASE WHEN amount > 0 THEN map - '' ELSE map END || (
    SELECT coalesce(pg_catalog.jsonb_object_agg(place, element), '{}')
    FROM pg_catalog.generate_series(extent + 1, extent + amount) AS places (place)
  );
END;
$$;
