-- datetime_to_char: the datetime format model, for to_char_date.
-- Manual: SQL Language Reference, Datetime Format Models
-- Differences: see to_char_date.
-- Depends: number_in_words, raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.datetime_to_char(value timestamp, model text, offset_minutes integer, region text, abbreviation text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  result text := '';
  -- The short models of territory AMERICA stand for longer ones.
  rest text := model;
  element text;
  code text;
  suffix text;
  filled boolean := true;
  shown text;
  -- A number, its width, and whether suffixes may follow.
  number integer;
  width integer;
  year integer := extract(year FROM value);
  -- PostgreSQL has no year 0 either: 1 BC is -1.
  hour integer := extract(hour FROM value);
BEGIN
  WHILE rest <> '' LOOP
    IF rest LIKE '"%' THEN
      shown := substring(rest, '^"([^"]*)"');
      IF shown IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1821);
      END IF;
      result := result || shown;
      rest := pg_catalog.substr(rest, pg_catalog.length(shown) + 3);
      CONTINUE;
    ELSIF rest ~ '^[^[:alnum:]]' THEN
      result := result || pg_catalog.left(rest, 1);
      rest := pg_catalog.substr(rest, 2);
      CONTINUE;
    END IF;
    element := substring(rest, '(?i)^(?:SYYYY|Y,YYY|YYYY|YYY|YY|SYEAR|YEAR|Y|IYYY|IYY|IY|IW|I|RRRR|RR|RM|Q|MONTH|MON|MM|MI|WW|W|DAY|DDD|DD|DY|DL|DS|D|J|HH24|HH12|HH|SSSSS|SS|SCC|CC|FF[1-9]?|FM|FX|TZH|TZM|TZR|TZD|TS|AM|PM|A\.M\.|P\.M\.|AD|BC|A\.D\.|B\.C\.|X)');
    IF element IS NULL THEN
      PERFORM {schema}.raise_oracle_error(1821);
    END IF;
    rest := pg_catalog.substr(rest, pg_catalog.length(element) + 1);
    code := pg_catalog.upper(element);
    IF code IN ('DL', 'DS', 'TS') THEN
      -- A short model sets FM for itself only.
      result := result || {schema}.datetime_to_char(value,
        CASE code WHEN 'DL' THEN 'FMDay, Month DD, YYYY' WHEN 'DS' THEN 'FMMM/DD/RRRR' ELSE 'FMHH:FMMI:SS AM' END,
        offset_minutes, region, abbreviation);
      CONTINUE;
    ELSIF code = 'FM' THEN
      filled := NOT filled;
      CONTINUE;
    ELSIF code = 'FX' THEN
      CONTINUE;
    END IF;
    number := NULL;
    width := 2;
    shown := NULL;
    CASE code
      WHEN 'SYYYY', 'YYYY', 'RRRR' THEN number := pg_catalog.abs(year); width := 4;
      WHEN 'YYY' THEN number := pg_catalog.abs(year) % 1000; width := 3;
      WHEN 'YY', 'RR' THEN number := pg_catalog.abs(year) % 100;
      WHEN 'Y' THEN number := pg_catalog.abs(year) % 10; width := 1;
      WHEN 'Y,YYY' THEN shown := pg_catalog.lpad((pg_catalog.abs(year) / 1000)::text, 1, '0') || ',' || pg_catalog.lpad((pg_catalog.abs(year) % 1000)::text, 3, '0');
      WHEN 'IYYY' THEN number := extract(isoyear FROM value); width := 4;
      WHEN 'IYY' THEN number := extract(isoyear FROM value)::integer % 1000; width := 3;
      WHEN 'IY' THEN number := extract(isoyear FROM value)::integer % 100;
      WHEN 'I' THEN number := extract(isoyear FROM value)::integer % 10; width := 1;
      WHEN 'IW' THEN number := extract(week FROM value);
      WHEN 'WW' THEN number := (extract(doy FROM value)::integer + 6) / 7;
      WHEN 'W' THEN number := (extract(day FROM value)::integer + 6) / 7; width := 1;
      WHEN 'Q' THEN number := extract(quarter FROM value); width := 1;
      WHEN 'MM' THEN number := extract(month FROM value);
      WHEN 'DDD' THEN number := extract(doy FROM value); width := 3;
      WHEN 'DD' THEN number := extract(day FROM value);
      WHEN 'D' THEN number := extract(dow FROM value) + 1; width := 1;
      WHEN 'J' THEN number := pg_catalog.trunc(extract(julian FROM value)); width := 7;
      WHEN 'HH24' THEN number := hour;
      WHEN 'HH12', 'HH' THEN number := (hour + 11) % 12 + 1;
      WHEN 'MI' THEN number := extract(minute FROM value);
      WHEN 'SS' THEN number := pg_catalog.trunc(extract(second FROM value));
      WHEN 'SSSSS' THEN number := pg_catalog.trunc(extract(epoch FROM value::time)); width := 5;
      WHEN 'CC', 'SCC' THEN number := (pg_catalog.abs(year) + 99) / 100;
      WHEN 'SYEAR', 'YEAR' THEN
        shown := CASE
          WHEN pg_catalog.abs(year) % 1000 < 10 OR pg_catalog.abs(year) < 1000 THEN {schema}.number_in_words(pg_catalog.abs(year))
          WHEN pg_catalog.abs(year) % 100 = 0 THEN {schema}.number_in_words(pg_catalog.abs(year) / 100) || ' hundred'
          ELSE {schema}.number_in_words(pg_catalog.abs(year) / 100) || ' ' || {schema}.number_in_words(pg_catalog.abs(year) % 100) END;
        shown := CASE WHEN code = 'SYEAR' AND year < 0 THEN '-' ELSE '' END || shown;
      WHEN 'RM' THEN shown := pg_catalog.to_char(value, 'FMRM'); shown := CASE WHEN filled THEN pg_catalog.rpad(shown, 4) ELSE shown END;
      WHEN 'MONTH' THEN shown := pg_catalog.to_char(value, 'FMMonth'); shown := CASE WHEN filled THEN pg_catalog.rpad(shown, 9) ELSE shown END;
      WHEN 'MON' THEN shown := pg_catalog.to_char(value, 'FMMon');
      WHEN 'DAY' THEN shown := pg_catalog.to_char(value, 'FMDay'); shown := CASE WHEN filled THEN pg_catalog.rpad(shown, 9) ELSE shown END;
      WHEN 'DY' THEN shown := pg_catalog.to_char(value, 'FMDy');
      WHEN 'AM', 'PM' THEN shown := CASE WHEN hour < 12 THEN 'am' ELSE 'pm' END;
      WHEN 'A.M.', 'P.M.' THEN shown := CASE WHEN hour < 12 THEN 'a.m.' ELSE 'p.m.' END;
      WHEN 'AD', 'BC' THEN shown := CASE WHEN year > 0 THEN 'ad' ELSE 'bc' END;
      WHEN 'A.D.', 'B.C.' THEN shown := CASE WHEN year > 0 THEN 'a.d.' ELSE 'b.c.' END;
      WHEN 'X' THEN result := result || '.'; CONTINUE;
      WHEN 'TZH', 'TZM', 'TZR', 'TZD' THEN
        IF offset_minutes IS NULL THEN
          PERFORM {schema}.raise_oracle_error(1821);
        END IF;
        result := result || CASE code
          WHEN 'TZH' THEN CASE WHEN offset_minutes < 0 THEN '-' ELSE '+' END || pg_catalog.lpad((pg_catalog.abs(offset_minutes) / 60)::text, 2, '0')
          WHEN 'TZM' THEN pg_catalog.lpad((pg_catalog.abs(offset_minutes) % 60)::text, 2, '0')
          WHEN 'TZR' THEN region
          ELSE abbreviation END;
        CONTINUE;
      ELSE
        -- FF and FF1 to FF9.
        result := result || pg_catalog.left(pg_catalog.to_char(value, 'US') || '000', coalesce(nullif(pg_catalog.substr(code, 3), ''), '6')::integer);
        CONTINUE;
    END CASE;

    suffix := NULL;
    IF number IS NOT NULL THEN
      suffix := pg_catalog.upper(substring(rest, '(?i)^(?:SPTH|THSP|SP|TH)'));
      rest := pg_catalog.substr(rest, coalesce(pg_catalog.length(suffix), 0) + 1);
    END IF;
    IF suffix LIKE '%SP%' THEN
      shown := {schema}.number_in_words(number, suffix LIKE '%TH%');
    ELSIF number IS NOT NULL THEN
      shown := CASE WHEN filled THEN pg_catalog.lpad(number::text, greatest(width, pg_catalog.length(number::text)), '0') ELSE number::text END;
      IF code IN ('SYYYY', 'SCC') THEN
        shown := CASE WHEN year < 0 THEN '-' WHEN filled THEN ' ' ELSE '' END || shown;
      END IF;
      IF suffix = 'TH' THEN
        shown := shown || CASE
          WHEN number % 100 BETWEEN 11 AND 13 THEN 'th'
          ELSE coalesce((ARRAY['st', 'nd', 'rd'])[number % 10], 'th') END;
      END IF;
    END IF;
    -- The first two letters of the element decide the case of words.
    result := result || CASE
      WHEN pg_catalog.left(element, 1) ~ '[a-z]' THEN pg_catalog.lower(shown)
      WHEN pg_catalog.substr(element, 2, 1) ~ '[a-z]' THEN pg_catalog.initcap(shown)
      ELSE pg_catalog.upper(shown) END;
  END LOOP;
  RETURN nullif(result, '');
END
$$;
