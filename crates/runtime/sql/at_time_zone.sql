-- at_time_zone: the local date and time of an instant in a time zone.
-- Manual: SQL Language Reference, Datetime Expressions
-- Differences: the result does not carry the zone; an unknown zone is SQLSTATE 22023.
-- Depends: time_zone
CREATE OR REPLACE FUNCTION {schema}.at_time_zone(value timestamptz, zone text) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT pg_catalog.timezone({schema}.time_zone(zone), value)
$$;
