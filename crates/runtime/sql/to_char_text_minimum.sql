-- to_char_text_minimum: the TM, TM9 and TME models of TO_CHAR.
-- Manual: SQL Language Reference, Format Models, TM
-- Differences: none known.
CREATE OR REPLACE FUNCTION {schema}.to_char_text_minimum(n numeric, model text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  value numeric := pg_catalog.trim_scale(pg_catalog.abs(n));
  shown text := value::text;
  sign text := CASE WHEN n < 0 THEN '-' ELSE '' END;
  exponent integer := 0;
BEGIN
  IF model <> 'TME' THEN
    shown := sign || CASE WHEN shown LIKE '0.%' THEN pg_catalog.substr(shown, 2) ELSE shown END;
    IF pg_catalog.length(shown) <= 64 THEN
      RETURN shown;
    END IF;
    shown := value::text;
  END IF;
  IF value > 0 THEN
    exponent := CASE
      WHEN shown LIKE '0.%' THEN 1 - (pg_catalog.length(shown) - pg_catalog.length(pg_catalog.ltrim(shown, '0.')))
      ELSE pg_catalog.length(pg_catalog.split_part(shown, '.', 1)) - 1 END;
    value := CASE WHEN exponent < 0 THEN value * ('1e' || -exponent)::numeric ELSE value * ('1e-' || exponent)::numeric END;
  END IF;
  RETURN sign || pg_catalog.trim_scale(value) || 'E' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END
    || pg_catalog.lpad(pg_catalog.abs(exponent)::text, greatest(pg_catalog.length(pg_catalog.abs(exponent)::text), 2), '0');
END
$$;
