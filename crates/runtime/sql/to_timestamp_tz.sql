-- to_timestamp_tz: TO_TIMESTAMP_TZ with a format model; without a zone in the text the session's is taken.
-- Manual: SQL Language Reference, TO_TIMESTAMP_TZ; Datetime Format Models
-- Differences: see parse_datetime; PostgreSQL keeps the instant and not the zone.
-- Depends: from_tz, parse_datetime
CREATE OR REPLACE FUNCTION {schema}.to_timestamp_tz(value text, model text) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value = '' OR model = '' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT CASE WHEN parsed.zone IS NULL THEN parsed.result::timestamptz ELSE {schema}.from_tz(parsed.result, parsed.zone) END
    FROM {schema}.parse_datetime(value, model, true) AS parsed);
END
$$;
