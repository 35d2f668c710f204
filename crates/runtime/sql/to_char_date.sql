-- to_char_date: TO_CHAR of a DATE, TIMESTAMP or TIMESTAMP WITH TIME ZONE with any format model.
-- Manual: SQL Language Reference, TO_CHAR (datetime); Datetime Format Models
-- Differences: AMERICAN names, territory AMERICA. A timestamptz is shown in the session's time zone. Eras (E, EE)
--   are ORA-01821.
-- Depends: datetime_to_char, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.to_char_date(value timestamp, model text, is_date boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF model ~ '^((YYYY|MM|DD|HH24|MI|SS)[-/:. ]*)+$' AND value >= '0001-01-01' THEN
    -- PostgreSQL's own function agrees on these elements.
    RETURN pg_catalog.to_char(value, model);
  ELSIF is_date AND pg_catalog.regexp_replace(model, '"[^"]*"|FX', '', 'gi') ~* 'FF|X' THEN
    -- A DATE has no fraction of a second.
    PERFORM {schema}.raise_oracle_error(1821);
  END IF;
  RETURN {schema}.datetime_to_char(value, model, NULL, NULL, NULL);
END
$$;

CREATE OR REPLACE FUNCTION {schema}.to_char_date(value timestamptz, model text) RETURNS text
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN {schema}.datetime_to_char(value::timestamp, model, (extract(timezone FROM value) / 60)::integer,
    pg_catalog.current_setting('TimeZone'), pg_catalog.to_char(value, 'TZ'));
END
$$;
