-- to_timestamp: TO_TIMESTAMP with a format model.
-- Manual: SQL Language Reference, TO_TIMESTAMP; Datetime Format Models
-- Differences: see parse_datetime; six fractional digits.
-- Depends: parse_datetime
CREATE OR REPLACE FUNCTION {schema}.to_timestamp(value text, model text) RETURNS timestamp
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value = '' OR model = '' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT parsed.result FROM {schema}.parse_datetime(value, model, false) AS parsed);
END
$$;
