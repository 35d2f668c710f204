-- to_date: TO_DATE with a format model; what the model lacks is the current year and month, day 1 and midnight.
-- Manual: SQL Language Reference, TO_DATE; Datetime Format Models
-- Differences: see parse_datetime; errors are ORA-018nn with SQLSTATE O18nn.
-- Depends: parse_datetime, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.to_date(value text, model text) RETURNS timestamp
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value = '' OR model = '' THEN
    RETURN NULL;
  ELSIF pg_catalog.upper(model) ~ 'FF|TZ' AND pg_catalog.upper(model) !~ '"' THEN
    PERFORM {schema}.raise_oracle_error(1821);
  END IF;
  RETURN (SELECT parsed.result FROM {schema}.parse_datetime(value, model, false) AS parsed);
END
$$;
