-- num_to_char: the text of a number without a format model, as in implicit conversion: '.5', no trailing zeros.
-- Manual: SQL Language Reference, TO_CHAR (number); Format Models, TM; Data Types, Floating-Point Numbers
-- Differences: at most 40 digits; a NUMBER of more than 40 integer digits or below 1E-40 takes the exponent form
--   of 40 characters, the boundary is observed and not documented. 1E126 and more is ORA-01426.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.num_to_char(n numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  value numeric := pg_catalog.trim_scale(pg_catalog.abs(n));
  shown text := value::text;
  sign text := CASE WHEN n < 0 THEN '-' ELSE '' END;
  whole integer;
  exponent integer;
  suffix text;
  mantissa text;
BEGIN
  IF shown IN ('NaN', 'Infinity') THEN
    RETURN sign || CASE shown WHEN 'NaN' THEN 'Nan' ELSE '~' END;
  END IF;
  IF value >= 1e126 THEN
    PERFORM {schema}.raise_oracle_error(1426);
  END IF;
  IF pg_catalog.length(shown) <= 40 THEN
    RETURN sign || CASE WHEN shown LIKE '0.%' THEN pg_catalog.substr(shown, 2) ELSE shown END;
  END IF;
  whole := CASE WHEN shown LIKE '0.%' THEN 0 ELSE pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) END;
  IF whole <= 40 AND pg_catalog.round(value, 40 - whole) > 0 THEN
    shown := pg_catalog.trim_scale(pg_catalog.round(value, 40 - whole))::text;
    IF pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) <= 40 THEN
      RETURN sign || CASE WHEN shown LIKE '0.%' THEN pg_catalog.substr(shown, 2) ELSE shown END;
    END IF;
  END IF;
  IF whole > 0 THEN
    exponent := pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) - 1;
  ELSE
    exponent := 1 - (pg_catalog.length(shown) - pg_catalog.length(pg_catalog.ltrim(shown, '0.')));
  END IF;
  suffix := 'E' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END || pg_catalog.lpad(pg_catalog.abs(exponent)::text, greatest(2, pg_catalog.length(pg_catalog.abs(exponent)::text)), '0');
  -- One digit, the point, and as many digits as fill 40 characters.
  IF exponent >= 0 THEN
    mantissa := pg_catalog.round(value * ('1e-' || exponent)::numeric, 38 - pg_catalog.length(suffix))::text;
  ELSE
    mantissa := pg_catalog.round(value * ('1e' || -exponent)::numeric, 38 - pg_catalog.length(suffix))::text;
  END IF;
  RETURN sign || mantissa || suffix;
END
$$;

-- BINARY_DOUBLE: 17 significant digits, exponent of three digits.
