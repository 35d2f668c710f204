-- to_number: TO_NUMBER, without or with a format model.
-- Manual: SQL Language Reference, TO_NUMBER; Number Format Models
-- Differences: group separators are accepted where the model has them or left out altogether; text that is not a
--   number is ORA-01722 with SQLSTATE 22P02, in PL/SQL too.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.to_number(value text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  IF value = '' THEN
    RETURN NULL;
  ELSIF value !~ '^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$' THEN
    PERFORM {schema}.raise_oracle_error(1722);
  END IF;
  RETURN value::numeric;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.to_number(value text, model text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  rest text := pg_catalog.regexp_replace(pg_catalog.upper(model), '^FM', '');
  given text := pg_catalog.btrim(pg_catalog.upper(value));
  negative boolean := false;
  signed boolean := false;
  has_currency boolean;
  result numeric := 0;
  digit text;
BEGIN
  IF value = '' OR model = '' THEN
    RETURN NULL;
  ELSIF rest ~ '^0*X+$' THEN
    IF given !~ '^[0-9A-F]+$' OR pg_catalog.length(given) > pg_catalog.length(rest) THEN
      PERFORM {schema}.raise_oracle_error(1722);
    END IF;
    FOREACH digit IN ARRAY pg_catalog.regexp_split_to_array(given, '') LOOP
      result := result * 16 + pg_catalog.strpos('0123456789ABCDEF', digit) - 1;
    END LOOP;
    RETURN result;
  ELSIF rest IN ('TM', 'TM9', 'TME') THEN
    RETURN {schema}.to_number(value);
  END IF;

  IF rest LIKE 'S%' OR rest LIKE '%S' THEN
    IF rest LIKE 'S%' THEN
      signed := given ~ '^[+-]';
      negative := given LIKE '-%';
      given := CASE WHEN signed THEN pg_catalog.substr(given, 2) ELSE given END;
    ELSE
      signed := given ~ '[+-]$';
      negative := given LIKE '%-';
      given := CASE WHEN signed THEN pg_catalog.left(given, -1) ELSE given END;
    END IF;
    rest := pg_catalog.btrim(rest, 'S');
    signed := true;
  ELSIF rest LIKE '%MI' THEN
    negative := given LIKE '%-';
    given := CASE WHEN negative THEN pg_catalog.btrim(pg_catalog.left(given, -1)) ELSE given END;
    rest := pg_catalog.left(rest, -2);
    signed := true;
  ELSIF rest LIKE '%PR' THEN
    negative := given ~ '^<.*>$';
    given := CASE WHEN negative THEN pg_catalog.btrim(given, '<>') ELSE given END;
    rest := pg_catalog.left(rest, -2);
    signed := true;
  ELSE
    negative := given LIKE '-%';
    given := CASE WHEN given ~ '^[+-]' THEN pg_catalog.substr(given, 2) ELSE given END;
  END IF;
  has_currency := rest ~ '[$LU]';
  IF has_currency THEN
    given := CASE WHEN given LIKE '$%' THEN pg_catalog.substr(given, 2) WHEN given LIKE '%$' THEN pg_catalog.left(given, -1) ELSE given END;
  ELSIF rest LIKE '%C%' THEN
    given := CASE WHEN given LIKE 'USD%' THEN pg_catalog.substr(given, 4) WHEN given LIKE '%USD' THEN pg_catalog.left(given, -3) ELSE given END;
  END IF;
  IF NOT signed AND NOT negative AND given LIKE '-%' THEN
    negative := true;
    given := pg_catalog.substr(given, 2);
  END IF;
  rest := pg_catalog.translate(rest, 'GDB$LUC', ',.');
  IF rest LIKE '%EEEE' THEN
    IF given !~ '^(\d+\.?\d*|\.\d+)E[+-]?\d+$' THEN
      PERFORM {schema}.raise_oracle_error(1722);
    END IF;
    RETURN given::numeric * CASE WHEN negative THEN -1 ELSE 1 END;
  END IF;
  IF rest !~ '^([09][09,]*)?(\.[09]*)?$' OR rest !~ '[09]' THEN
    PERFORM {schema}.raise_oracle_error(1481);
  END IF;
  IF given !~ '^(\d[\d,]*\.?\d*|\.\d+)$'
    OR pg_catalog.length(pg_catalog.replace(pg_catalog.split_part(given, '.', 1), ',', '')) > pg_catalog.length(pg_catalog.replace(pg_catalog.split_part(rest, '.', 1), ',', ''))
    OR pg_catalog.length(pg_catalog.split_part(given, '.', 2)) > pg_catalog.length(pg_catalog.split_part(rest, '.', 2))
    OR given LIKE '%.%' AND rest NOT LIKE '%.%'
    -- The separators must stand where the model has them, counted from the decimal point.
    OR given LIKE '%,%' AND pg_catalog.right(pg_catalog.translate(pg_catalog.split_part(rest, '.', 1), '0', '9'), pg_catalog.length(pg_catalog.split_part(given, '.', 1)))
      <> pg_catalog.regexp_replace(pg_catalog.split_part(given, '.', 1), '\d', '9', 'g')
  THEN
    PERFORM {schema}.raise_oracle_error(1722);
  END IF;
  RETURN pg_catalog.replace(given, ',', '')::numeric * CASE WHEN negative THEN -1 ELSE 1 END;
END
$$;
