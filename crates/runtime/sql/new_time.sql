-- new_time: a date in one North American time zone as seen in another.
-- Manual: SQL Language Reference, NEW_TIME
-- Differences: none; another zone is ORA-01857.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.new_time(date timestamp, zone1 text, zone2 text) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- Half hours, for Newfoundland.
  zones jsonb := jsonb '{"AST": -8, "ADT": -6, "BST": -22, "BDT": -20, "CST": -12, "CDT": -10, "EST": -10, "EDT": -8, "GMT": 0, "HST": -20, "HDT": -18, "MST": -14, "MDT": -12, "NST": -7, "PST": -16, "PDT": -14, "YST": -18, "YDT": -16}';
  minutes integer := ((zones ->> pg_catalog.upper(zone2))::integer - (zones ->> pg_catalog.upper(zone1))::integer) * 30;
BEGIN
  IF minutes IS NULL THEN
    PERFORM {schema}.raise_oracle_error(1857);
  END IF;
  RETURN date + pg_catalog.make_interval(mins => minutes);
END
$$;
