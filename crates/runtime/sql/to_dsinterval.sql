-- to_dsinterval: 'days hours:minutes:seconds' or ISO 8601 text as an INTERVAL DAY TO SECOND.
-- Manual: SQL Language Reference, TO_DSINTERVAL
-- Differences: six fractional digits.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.to_dsinterval(value text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  part text[];
BEGIN
  IF value = '' THEN
    RETURN NULL;
  END IF;
  part := pg_catalog.regexp_match(value, '^\s*([+-]?)\s*(\d{1,9})\s+(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{0,9})?)\s*$');
  IF part IS NULL THEN
    part := pg_catalog.regexp_match(value, '^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$');
  ELSIF part[3]::integer > 23 THEN
    PERFORM {schema}.raise_oracle_error(1850);
  ELSIF part[4]::integer > 59 THEN
    PERFORM {schema}.raise_oracle_error(1851);
  ELSIF part[5]::numeric >= 60 THEN
    PERFORM {schema}.raise_oracle_error(1852);
  END IF;
  IF part IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1867);
  END IF;
  RETURN pg_catalog.make_interval(
    days => coalesce(part[2], '0')::integer,
    hours => coalesce(part[3], '0')::integer,
    mins => coalesce(part[4], '0')::integer,
    secs => coalesce(part[5], '0')::double precision) * CASE part[1] WHEN '-' THEN -1 ELSE 1 END;
END
$$;
