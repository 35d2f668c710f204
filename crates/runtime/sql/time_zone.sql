-- time_zone: an Oracle time zone for AT TIME ZONE: an offset must be an interval, because PostgreSQL reads the text
--   '+05:00' in the POSIX way, as five hours west.
-- Manual: SQL Language Reference, FROM_TZ; Datetime Expressions
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.time_zone(zone text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF zone ~ '^\s*[+-]?\d{1,2}:\d{2}\s*$' THEN
    -- '<x>-05:00' is POSIX for five hours east of Greenwich.
    RETURN '<x>' || CASE WHEN pg_catalog.btrim(zone) LIKE '-%' THEN '+' ELSE '-' END || pg_catalog.ltrim(pg_catalog.btrim(zone), '+-');
  END IF;
  RETURN pg_catalog.btrim(zone);
END
$$;
