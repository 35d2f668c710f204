-- time_zone_region: the name of a time zone as Oracle writes it, UNKNOWN for an offset.
-- Manual: SQL Language Reference, EXTRACT (datetime); Datetime Format Models
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.time_zone_region(zone text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN zone ~ '^\s*[+-]?\d' THEN 'UNKNOWN' ELSE pg_catalog.upper(pg_catalog.btrim(zone)) END
$$;
