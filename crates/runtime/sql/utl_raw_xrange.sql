-- utl_raw_xrange: UTL_RAW.XRANGE: all byte values from one to another, going around behind FF.
-- Manual: PL/SQL Packages and Types Reference, UTL_RAW, XRANGE Function
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.utl_raw_xrange(start_byte bytea DEFAULT NULL, end_byte bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  first integer := pg_catalog.get_byte(coalesce(start_byte, '\x00'), 0);
  last integer := pg_catalog.get_byte(coalesce(end_byte, '\xff'), 0);
  result text := '';
BEGIN
  FOR value IN first .. CASE WHEN last < first THEN last + 256 ELSE last END LOOP
    result := result || pg_catalog.lpad(pg_catalog.to_hex(value % 256), 2, '0');
  END LOOP;
  RETURN pg_catalog.decode(result, 'hex');
END
$$;
