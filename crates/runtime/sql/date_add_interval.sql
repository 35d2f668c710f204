-- date_add_interval: a datetime plus an INTERVAL YEAR TO MONTH; a day that the month lacks is ORA-01839.
-- Manual: SQL Language Reference, Datetime/Interval Arithmetic
-- Differences: none.
-- Depends: date_in_range, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.date_add_interval(date timestamp, span interval) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF extract(day FROM date + span) <> extract(day FROM date) AND span = pg_catalog.date_trunc('month', span) THEN
    PERFORM {schema}.raise_oracle_error(1839);
  END IF;
  RETURN {schema}.date_in_range(date + span);
END
$$;

CREATE OR REPLACE FUNCTION {schema}.date_add_interval(instant timestamptz, span interval) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
SELECT {schema}.date_add_interval(instant::timestamp, span)::timestamptz
$$;
