-- to_timestamp_or: TO_TIMESTAMP with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_TIMESTAMP
-- Differences: none known.
-- Depends: to_timestamp
CREATE OR REPLACE FUNCTION {schema}.to_timestamp_or(value text, default_value timestamp, model text) RETURNS timestamp
LANGUAGE plpgsql STABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN {schema}.to_timestamp(value, model);
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
