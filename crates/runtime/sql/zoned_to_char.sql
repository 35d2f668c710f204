-- zoned_to_char: TO_CHAR of an instant in a time zone of its own.
-- Manual: SQL Language Reference, TO_CHAR (datetime); Datetime Format Models
-- Differences: see to_char_date.
-- Depends: datetime_to_char, time_zone, time_zone_region
CREATE OR REPLACE FUNCTION {schema}.zoned_to_char(value timestamptz, zone text, model text) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
  local timestamp := pg_catalog.timezone({schema}.time_zone(zone), value);
  minutes integer := (extract(epoch FROM local - pg_catalog.timezone('UTC', value)) / 60)::integer;
  region text := {schema}.time_zone_region(zone);
  session_zone text;
  abbreviation text;
BEGIN
  IF region = 'UNKNOWN' THEN
    region := CASE WHEN minutes < 0 THEN '-' ELSE '+' END || pg_catalog.to_char(pg_catalog.make_interval(mins => pg_catalog.abs(minutes)), 'HH24:MI');
  ELSIF model ~* 'TZD' THEN
    -- Only to_char knows abbreviations, those of the session's time zone.
    session_zone := pg_catalog.current_setting('TimeZone');
    PERFORM pg_catalog.set_config('TimeZone', {schema}.time_zone(zone), false);
    abbreviation := pg_catalog.to_char(value, 'TZ');
    PERFORM pg_catalog.set_config('TimeZone', session_zone, false);
  END IF;
  RETURN {schema}.datetime_to_char(local, model, minutes, region, coalesce(abbreviation, ''));
END
$$;
