-- tz_offset: the offset of a time zone now, as '+hh:mm'.
-- Manual: SQL Language Reference, TZ_OFFSET
-- Differences: none; DBTIMEZONE and SESSIONTIMEZONE are passed as their values.
-- Depends: time_zone
CREATE OR REPLACE FUNCTION {schema}.tz_offset(zone text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
  minutes integer := extract(epoch FROM pg_catalog.timezone({schema}.time_zone(zone), pg_catalog.statement_timestamp()) - pg_catalog.timezone('UTC', pg_catalog.statement_timestamp())) / 60;
BEGIN
  RETURN CASE WHEN minutes < 0 THEN '-' ELSE '+' END || pg_catalog.lpad((pg_catalog.abs(minutes) / 60)::text, 2, '0') || ':' || pg_catalog.lpad((pg_catalog.abs(minutes) % 60)::text, 2, '0');
END
$$;
