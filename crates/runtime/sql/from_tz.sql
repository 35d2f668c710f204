-- from_tz: the instant that a TIMESTAMP is in a time zone.
-- Manual: SQL Language Reference, FROM_TZ
-- Differences: PostgreSQL keeps the instant and not the zone; an unknown zone is SQLSTATE 22023.
-- Depends: time_zone
CREATE OR REPLACE FUNCTION {schema}.from_tz(value timestamp, zone text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.timezone({schema}.time_zone(zone), value)
$$;
