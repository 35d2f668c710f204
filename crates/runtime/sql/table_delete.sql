-- table_delete: DELETE(n) and DELETE(m,n) of a nested table: EXTEND and TRIM still count what is gone.
-- Manual: PL/SQL Language Reference, PL/SQL Collections and Records
-- Differences: none.
-- Depends: map_delete_range, map_last, table_extent
CREATE OR REPLACE FUNCTION {schema}.table_delete(map jsonb, low integer, high integer)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  extent CONSTANT integer := {schema}.table_extent(map);
BEGIN
  IF low IS NULL OR high IS NULL OR low > high THEN
    RETURN map;
  END IF;
  map := {schema}.map_delete_range(map - '', low::text, high::text, true);
  IF coalesce({schema}.map_last(map, true)::integer, 0) < extent THEN
    map := map || pg_catalog.jsonb_build_object('', extent);
  END IF;
  RETURN map;
END;
$$;

CREATE OR REPLACE FUNCTION {schema}.table_delete(map jsonb, index integer)
RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT {schema}.table_delete(map, index, index)
$$;
