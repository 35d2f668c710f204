-- to_number_or: TO_NUMBER with DEFAULT ... ON CONVERSION ERROR.
-- Manual: SQL Language Reference, TO_NUMBER
-- Differences: none known.
-- Depends: to_number
CREATE OR REPLACE FUNCTION {schema}.to_number_or(value text, default_value numeric, model text DEFAULT NULL) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL UNSAFE AS $$
BEGIN
  RETURN CASE WHEN model IS NULL THEN {schema}.to_number(value) ELSE {schema}.to_number(value, model) END;
EXCEPTION
  WHEN OTHERS THEN
    RETURN default_value;
END
$$;
