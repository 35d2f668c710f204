-- to_char: TO_CHAR of a number with a format model: 9 0 . , D G $ L C U B V S MI PR EEEE X RN TM FM.
-- Manual: SQL Language Reference, Format Models, Number Format Models
-- Differences: territory AMERICA: '.' and ',' for D and G, '$' for L and U, 'USD' for C. A currency symbol after
--   the number pads on the left.
-- Depends: raise_oracle_error, to_char_hexadecimal, to_char_text_minimum
CREATE OR REPLACE FUNCTION {schema}.to_char(n numeric, model text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  filled boolean := pg_catalog.upper(model) NOT LIKE 'FM%';
  given text := CASE WHEN pg_catalog.upper(model) LIKE 'FM%' THEN pg_catalog.substr(model, 3) ELSE model END;
  rest text := pg_catalog.upper(given);
  sign_style text := 'leading minus';
  sign_text text;
  blank_zero boolean;
  scientific boolean;
  currency text := '';
  currency_last boolean := false;
  width integer;
  whole_model text;
  fraction_model text;
  has_point boolean;
  positions integer;
  value numeric := pg_catalog.abs(n);
  exponent integer := 0;
  digits text;
  fraction text;
  core text := '';
  seen integer := 0;
  mark text;
BEGIN
  IF model = '' THEN
    RETURN NULL;
  ELSIF n IN ('NaN', 'Infinity', '-Infinity') THEN
    RETURN pg_catalog.repeat('#', pg_catalog.length(given) + 1);
  ELSIF rest IN ('TM', 'TM9', 'TME') THEN
    RETURN {schema}.to_char_text_minimum(n, rest);
  ELSIF rest = 'RN' THEN
    IF pg_catalog.round(n) NOT BETWEEN 1 AND 3999 THEN
      RETURN pg_catalog.repeat('#', 15);
    END IF;
    core := pg_catalog.to_char(pg_catalog.round(n), 'FMRN');
    core := CASE WHEN given LIKE 'r%' THEN pg_catalog.lower(core) ELSE core END;
    RETURN CASE WHEN filled THEN pg_catalog.lpad(core, 15) ELSE core END;
  ELSIF rest ~ '^0*X+$' THEN
    RETURN {schema}.to_char_hexadecimal(n, given, filled);
  END IF;

  IF rest LIKE 'S%' THEN
    sign_style := 'leading sign';
    rest := pg_catalog.substr(rest, 2);
  ELSIF rest LIKE '%MI' THEN
    sign_style := 'trailing minus';
    rest := pg_catalog.left(rest, -2);
  ELSIF rest LIKE '%PR' THEN
    sign_style := 'brackets';
    rest := pg_catalog.left(rest, -2);
  ELSIF rest LIKE '%S' THEN
    sign_style := 'trailing sign';
    rest := pg_catalog.left(rest, -1);
  END IF;
  width := CASE WHEN sign_style = 'brackets' THEN 2 ELSE 1 END;
  scientific := rest LIKE '%EEEE';
  rest := CASE WHEN scientific THEN pg_catalog.left(rest, -4) ELSE rest END;
  blank_zero := rest LIKE '%B%';
  rest := pg_catalog.regexp_replace(rest, 'B', '');
  mark := substring(rest, '[$LCU]');
  IF mark IS NOT NULL THEN
    currency := CASE mark WHEN 'C' THEN 'USD' ELSE '$' END;
    currency_last := mark <> '$' AND pg_catalog.right(rest, 1) = mark;
    width := width + CASE mark WHEN '$' THEN 1 WHEN 'C' THEN 7 ELSE 10 END;
    rest := pg_catalog.regexp_replace(rest, '[$LCU]', '');
  END IF;
  IF rest ~ '^[09,G]*V[09]+$' THEN
    value := value * ('1e' || pg_catalog.length(pg_catalog.split_part(rest, 'V', 2)))::numeric;
    rest := pg_catalog.replace(rest, 'V', '');
  END IF;
  IF rest !~ '^([09][09,G]*)?([.D][09]*)?$' OR rest !~ '[09]' OR rest ~ '[GD]' AND rest ~ '[.,]' OR scientific AND rest ~ '[,G]' THEN
    PERFORM {schema}.raise_oracle_error(1481);
  END IF;
  rest := pg_catalog.translate(rest, 'GD', ',.');
  has_point := rest LIKE '%.%';
  whole_model := pg_catalog.split_part(rest, '.', 1);
  fraction_model := pg_catalog.split_part(rest, '.', 2);
  positions := pg_catalog.length(pg_catalog.replace(whole_model, ',', ''));

  IF scientific THEN
    IF value > 0 THEN
      digits := pg_catalog.trim_scale(value)::text;
      exponent := CASE
        WHEN digits LIKE '0.%' THEN 1 - (pg_catalog.length(digits) - pg_catalog.length(pg_catalog.ltrim(digits, '0.')))
        ELSE pg_catalog.length(pg_catalog.split_part(digits, '.', 1)) - 1 END;
      value := CASE WHEN exponent < 0 THEN value * ('1e' || -exponent)::numeric ELSE value * ('1e-' || exponent)::numeric END;
    END IF;
    IF pg_catalog.round(value, pg_catalog.length(fraction_model)) >= 10 THEN
      value := value / 10;
      exponent := exponent + 1;
    END IF;
    whole_model := '9';
    positions := 1;
    width := width + 5;
  END IF;
  width := width + pg_catalog.length(whole_model) + pg_catalog.length(fraction_model) + CASE WHEN has_point THEN 1 ELSE 0 END;
  value := pg_catalog.round(value, pg_catalog.length(fraction_model));
  IF blank_zero AND value = 0 THEN
    RETURN CASE WHEN filled THEN pg_catalog.repeat(' ', width) END;
  END IF;
  digits := CASE
    WHEN value >= 1 THEN pg_catalog.trunc(value)::text
    WHEN scientific OR fraction_model = '' AND NOT blank_zero THEN '0'
    ELSE '' END;
  IF digits = '0' AND positions = 0 THEN
    digits := '';
  END IF;
  IF pg_catalog.length(digits) > positions THEN
    RETURN pg_catalog.repeat('#', width);
  END IF;

  FOREACH mark IN ARRAY pg_catalog.regexp_split_to_array(whole_model, '') LOOP
    IF mark = ',' THEN
      core := core || CASE WHEN core = '' THEN '' ELSE ',' END;
    ELSIF mark <> '' THEN
      seen := seen + 1;
      IF seen > positions - pg_catalog.length(digits) THEN
        core := core || pg_catalog.substr(digits, seen - positions + pg_catalog.length(digits), 1);
      ELSIF mark = '0' AND NOT blank_zero OR core <> '' THEN
        core := core || '0';
      END IF;
    END IF;
  END LOOP;
  IF has_point THEN
    fraction := CASE WHEN fraction_model = '' THEN '' ELSE pg_catalog.split_part(value::text, '.', 2) END;
    IF NOT filled THEN
      -- A zero in the model keeps its digit and those before it.
      fraction := pg_catalog.left(fraction, greatest(pg_catalog.length(pg_catalog.rtrim(fraction, '0')), pg_catalog.length(pg_catalog.rtrim(fraction_model, '9'))));
      IF core = '' AND fraction = '' THEN
        core := '0';
      END IF;
    END IF;
    core := core || '.' || fraction;
  END IF;
  IF scientific THEN
    core := core || 'E' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END
      || pg_catalog.lpad(pg_catalog.abs(exponent)::text, greatest(pg_catalog.length(pg_catalog.abs(exponent)::text), 2), '0');
  END IF;
  core := CASE WHEN currency_last THEN core || currency ELSE currency || core END;
  sign_text := CASE WHEN n < 0 THEN '-' ELSE '+' END;
  core := CASE sign_style
    WHEN 'leading sign' THEN sign_text || core
    WHEN 'trailing sign' THEN core || sign_text
    WHEN 'trailing minus' THEN core || CASE WHEN n < 0 THEN '-' WHEN filled THEN ' ' ELSE '' END
    WHEN 'brackets' THEN CASE WHEN n < 0 THEN '<' || core || '>' WHEN filled THEN ' ' || core || ' ' ELSE core END
    ELSE CASE WHEN n < 0 THEN '-' ELSE '' END || core
  END;
  RETURN CASE WHEN filled THEN pg_catalog.lpad(core, width) ELSE core END;
END
$$;
