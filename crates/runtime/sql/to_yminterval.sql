-- to_yminterval: 'years-months' or ISO 8601 text as an INTERVAL YEAR TO MONTH.
-- Manual: SQL Language Reference, TO_YMINTERVAL
-- Differences: none.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.to_yminterval(value text) RETURNS interval
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  part text[];
BEGIN
  IF value = '' THEN
    RETURN NULL;
  END IF;
  part := coalesce(pg_catalog.regexp_match(value, '^\s*([+-]?)\s*(\d{1,9})\s*-\s*(\d{1,2})\s*$'),
    pg_catalog.regexp_match(value, '^(-?)P(?:(\d{1,9})Y)?(?:(\d+)M)?(?:\d+D)?(?:T.*)?$'));
  IF part IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1867);
  ELSIF coalesce(part[3], '0')::integer > 11 AND value NOT LIKE '%P%' THEN
    PERFORM {schema}.raise_oracle_error(1843);
  END IF;
  RETURN pg_catalog.make_interval(months => (coalesce(part[2], '0')::integer * 12 + coalesce(part[3], '0')::integer)
    * CASE part[1] WHEN '-' THEN -1 ELSE 1 END);
END
$$;
