-- interval_ds_to_char: the text of an INTERVAL DAY TO SECOND: '+03 04:05:06.000000'.
-- Manual: SQL Language Reference, Interval Data Types; TO_CHAR (datetime)
-- Differences: the precisions come from the caller: 2 and 6 for the default type, 9 and 9 for a function's result.
CREATE OR REPLACE FUNCTION {schema}.interval_ds_to_char(span interval, day_precision integer DEFAULT 2, fraction_precision integer DEFAULT 6) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  seconds numeric := pg_catalog.abs(extract(epoch FROM span));
  days text := pg_catalog.div(seconds, 86400)::text;
  rest numeric := pg_catalog.mod(seconds, 86400);
BEGIN
  RETURN CASE WHEN extract(epoch FROM span) < 0 THEN '-' ELSE '+' END
    || pg_catalog.lpad(days, greatest(day_precision, pg_catalog.length(days)), '0')
    || ' ' || pg_catalog.lpad(pg_catalog.div(rest, 3600)::text, 2, '0')
    || ':' || pg_catalog.lpad(pg_catalog.mod(pg_catalog.div(rest, 60), 60)::text, 2, '0')
    || ':' || pg_catalog.lpad(pg_catalog.trunc(pg_catalog.mod(rest, 60))::text, 2, '0')
    || CASE WHEN fraction_precision > 0
      THEN '.' || pg_catalog.left(pg_catalog.rpad(pg_catalog.split_part(rest::text, '.', 2), 9, '0'), fraction_precision) ELSE '' END;
END
$$;
