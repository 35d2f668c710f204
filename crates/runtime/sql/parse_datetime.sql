-- parse_datetime: reads text by a datetime format model, for to_date, to_timestamp and to_timestamp_tz.
-- Manual: SQL Language Reference, TO_DATE; Datetime Format Models; String-to-Date Conversion Rules
-- Differences: AMERICAN names, territory AMERICA. Fractions beyond six digits are rounded.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.parse_datetime(value text, model text, with_time_zone boolean, OUT result timestamp, OUT zone text) RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  pattern text := model;
  given text := pg_catalog.btrim(value);
  exact boolean := false;
  padded boolean := true;
  seen text[] := ARRAY[]::text[];
  element text;
  code text;
  kind text;
  digits text;
  wanted integer;
  number integer;
  year integer;
  month integer;
  day integer;
  day_of_year integer;
  julian integer;
  weekday integer;
  hour integer;
  minute integer;
  second integer;
  second_of_day integer;
  fraction numeric := 0;
  meridian text;
  era text;
  hour12 boolean := false;
  zone_hour text;
  zone_minute text;
  today timestamp := pg_catalog.statement_timestamp()::timestamp;
BEGIN
  pattern := pg_catalog.regexp_replace(pattern, '(?i)(?<![a-z"])DS(?![a-z"])', 'MM/DD/RRRR');
  pattern := pg_catalog.regexp_replace(pattern, '(?i)(?<![a-z"])DL(?![a-z"])', 'Day, Month DD, YYYY');
  pattern := pg_catalog.regexp_replace(pattern, '(?i)(?<![a-z"])TS(?![a-z"])', 'HH:MI:SS AM');
  WHILE pattern <> '' LOOP
    IF pattern LIKE '"%' THEN
      element := substring(pattern, '^"([^"]*)"');
      IF element IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1821);
      ELSIF pg_catalog.left(given, pg_catalog.length(element)) <> element THEN
        PERFORM {schema}.raise_oracle_error(CASE WHEN given = '' THEN 1840 ELSE 1861 END);
      END IF;
      pattern := pg_catalog.substr(pattern, pg_catalog.length(element) + 3);
      given := pg_catalog.substr(given, pg_catalog.length(element) + 1);
      CONTINUE;
    ELSIF pattern ~ '^\s' THEN
      IF exact AND given !~ '^\s' THEN
        PERFORM {schema}.raise_oracle_error(1861);
      END IF;
      pattern := CASE WHEN exact THEN pg_catalog.substr(pattern, 2) ELSE pg_catalog.ltrim(pattern) END;
      given := CASE
        WHEN exact THEN pg_catalog.substr(given, 2)
        -- A blank in the model accepts another separator, or none.
        ELSE pg_catalog.regexp_replace(given, '^(\s+|[^[:alnum:]+-])', '') END;
      CONTINUE;
    ELSIF pattern ~ '^[^[:alnum:]]' THEN
      IF exact AND pg_catalog.left(given, 1) <> pg_catalog.left(pattern, 1) THEN
        PERFORM {schema}.raise_oracle_error(1861);
      END IF;
      given := pg_catalog.ltrim(given);
      -- Any punctuation stands for any other, and it may be missing.
      IF given ~ '^[^[:alnum:]]' THEN
        given := pg_catalog.substr(given, 2);
      -- But not before a name, where digits stand instead.
      ELSIF given ~ '^\d' AND pattern ~* '^.(MON|DAY|DY)' THEN
        PERFORM {schema}.raise_oracle_error(1861);
      END IF;
      pattern := pg_catalog.substr(pattern, 2);
      CONTINUE;
    END IF;
    element := substring(pattern, '(?i)^(?:SYYYY|Y,YYY|YYYY|YYY|YY|SYEAR|YEAR|Y|IYYY|IYY|IY|IW|I|RRRR|RR|RM|Q|MONTH|MON|MM|MI|WW|W|DAY|DDD|DD|DY|D|J|HH24|HH12|HH|SSSSS|SS|SCC|CC|FF[1-9]?|FM|FX|TZH|TZM|TZR|TZD|AM|PM|A\.M\.|P\.M\.|AD|BC|A\.D\.|B\.C\.|X)');
    IF element IS NULL THEN
      PERFORM {schema}.raise_oracle_error(1821);
    END IF;
    pattern := pg_catalog.substr(pattern, pg_catalog.length(element) + 1);
    code := pg_catalog.upper(element);
    IF code = 'FM' THEN
      padded := NOT padded;
      CONTINUE;
    ELSIF code = 'FX' THEN
      exact := true;
      CONTINUE;
    ELSIF code IN ('SYEAR', 'YEAR', 'IYYY', 'IYY', 'IY', 'IW', 'I', 'Q', 'WW', 'W', 'SCC', 'CC') THEN
      PERFORM {schema}.raise_oracle_error(1820);
    ELSIF (code LIKE 'TZ%' OR code LIKE 'FF%' OR code = 'X') AND NOT coalesce(with_time_zone OR code NOT LIKE 'TZ%', false) THEN
      PERFORM {schema}.raise_oracle_error(1821);
    ELSIF code = 'X' THEN
      given := CASE WHEN given LIKE '.%' THEN pg_catalog.substr(given, 2) ELSE given END;
      CONTINUE;
    END IF;
    kind := CASE
      WHEN code LIKE '%YY%' OR code LIKE 'RR%' OR code = 'Y' THEN 'year'
      WHEN code IN ('MONTH', 'MON', 'MM', 'RM') THEN 'month'
      WHEN code IN ('DAY', 'DY', 'D') THEN 'weekday'
      WHEN code IN ('HH24', 'HH12', 'HH') THEN 'hour'
      WHEN code IN ('AM', 'PM', 'A.M.', 'P.M.') THEN 'meridian'
      WHEN code IN ('AD', 'BC', 'A.D.', 'B.C.') THEN 'era'
      WHEN code LIKE 'FF%' THEN 'fraction'
      ELSE code END;
    IF kind = ANY (seen) THEN
      PERFORM {schema}.raise_oracle_error(1810);
    END IF;
    seen := seen || kind;
    IF NOT exact THEN
      given := pg_catalog.ltrim(given);
    END IF;
    IF given = '' THEN
      -- The time of day may be missing at the end, the date may not.
      CONTINUE WHEN NOT exact AND (kind IN ('hour', 'meridian', 'era', 'fraction') OR code IN ('MI', 'SS', 'SSSSS', 'TZH', 'TZM', 'TZR', 'TZD'));
      PERFORM {schema}.raise_oracle_error(1840);
    END IF;

    IF kind = 'meridian' OR kind = 'era' THEN
      digits := pg_catalog.upper(substring(given, CASE kind WHEN 'meridian' THEN '(?i)^(?:[AP]\.?M\.?)' ELSE '(?i)^(?:A\.?D\.?|B\.?C\.?)' END));
      IF digits IS NULL THEN
        PERFORM {schema}.raise_oracle_error(CASE kind WHEN 'meridian' THEN 1855 ELSE 1856 END);
      END IF;
      given := pg_catalog.substr(given, pg_catalog.length(digits) + 1);
      IF kind = 'meridian' THEN
        meridian := pg_catalog.left(digits, 1);
      ELSE
        era := pg_catalog.left(digits, 1);
      END IF;
      CONTINUE;
    ELSIF code = 'RM' THEN
      digits := pg_catalog.upper(substring(given, '(?i)^(?:VIII|VII|VI|IV|V|III|II|IX|I|XII|XI|X)(?![a-z])'));
      month := pg_catalog.array_position(ARRAY['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'], digits);
      IF month IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1843);
      END IF;
      given := pg_catalog.substr(given, pg_catalog.length(digits) + 1);
      CONTINUE;
    ELSIF kind = 'month' AND (code <> 'MM' OR given ~ '^[[:alpha:]]') THEN
      -- A name stands for a number and a long name for a short one.
      month := (SELECT at FROM pg_catalog.unnest(ARRAY['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST',
        'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER']) WITH ORDINALITY AS months (name, at) WHERE pg_catalog.upper(pg_catalog.left(given, 3)) = pg_catalog.left(name, 3));
      IF month IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1843);
      END IF;
      digits := (ARRAY['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER',
        'NOVEMBER', 'DECEMBER'])[month];
      given := pg_catalog.substr(given, CASE WHEN pg_catalog.upper(pg_catalog.left(given, pg_catalog.length(digits))) = digits THEN pg_catalog.length(digits) ELSE 3 END + 1);
      CONTINUE;
    ELSIF code IN ('DAY', 'DY') THEN
      weekday := pg_catalog.array_position(ARRAY['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'], pg_catalog.upper(pg_catalog.left(given, 3)));
      IF weekday IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1846);
      END IF;
      digits := (ARRAY['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'])[weekday];
      given := pg_catalog.substr(given, CASE WHEN pg_catalog.upper(pg_catalog.left(given, pg_catalog.length(digits))) = digits THEN pg_catalog.length(digits) ELSE 3 END + 1);
      CONTINUE;
    ELSIF code IN ('TZR', 'TZD') THEN
      digits := substring(given, '^(?:[+-]\d{1,2}:\d{2}|[A-Za-z][A-Za-z0-9_/+-]*)');
      IF digits IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1882);
      ELSIF code = 'TZR' THEN
        zone := digits;
      END IF;
      given := pg_catalog.substr(given, pg_catalog.length(digits) + 1);
      CONTINUE;
    ELSIF code = 'TZH' THEN
      digits := substring(given, '^[+-]?\d{1,2}');
      IF digits IS NULL THEN
        PERFORM {schema}.raise_oracle_error(1858);
      END IF;
      zone_hour := digits;
      given := pg_catalog.substr(given, pg_catalog.length(digits) + 1);
      CONTINUE;
    END IF;

    -- Everything else is a number.
    wanted := CASE
      WHEN code IN ('SYYYY', 'YYYY', 'RRRR', 'Y,YYY') THEN 4
      WHEN code IN ('YYY', 'DDD') THEN 3
      WHEN code IN ('Y', 'D') THEN 1
      WHEN code = 'J' THEN 7
      WHEN code = 'SSSSS' THEN 5
      WHEN code = 'FF' THEN 9
      WHEN kind = 'fraction' THEN pg_catalog.substr(code, 3)::integer
      ELSE 2 END;
    IF code IN ('YY', 'RR') AND NOT exact AND given ~ '^\d{4}(\D|$)' THEN
      -- Two digits of a year accept four where nothing numeric follows.
      wanted := 4;
    END IF;
    IF code = 'Y,YYY' THEN
      digits := pg_catalog.replace(coalesce(substring(given, '^\d,?\d{3}'), ''), ',', '');
      given := pg_catalog.regexp_replace(given, '^\d,?\d{3}', '');
    ELSE
      IF code = 'SYYYY' AND given ~ '^[+-]' THEN
        era := CASE WHEN given LIKE '-%' THEN 'B' ELSE 'A' END;
        given := pg_catalog.substr(given, 2);
      END IF;
      digits := substring(given, '^\d{1,' || wanted || '}');
      given := pg_catalog.substr(given, pg_catalog.length(digits) + 1);
    END IF;
    IF coalesce(digits, '') = '' THEN
      PERFORM {schema}.raise_oracle_error(1858);
    ELSIF exact AND padded AND pg_catalog.length(digits) <> wanted AND kind <> 'fraction' THEN
      PERFORM {schema}.raise_oracle_error(1862);
    END IF;
    number := digits::integer;
    IF kind = 'year' THEN
      year := CASE
        WHEN code IN ('RR', 'RRRR') AND pg_catalog.length(digits) <= 2 THEN
          -- The window of RR: 0-49 and 50-99 belong to the century that keeps them near the current year.
          extract(year FROM today)::integer / 100 * 100 + number
            + CASE WHEN number < 50 AND extract(year FROM today)::integer % 100 >= 50 THEN 100
                WHEN number >= 50 AND extract(year FROM today)::integer % 100 < 50 THEN -100 ELSE 0 END
        WHEN code = 'YY' AND pg_catalog.length(digits) <= 2 THEN extract(year FROM today)::integer / 100 * 100 + number
        WHEN code = 'YYY' THEN extract(year FROM today)::integer / 1000 * 1000 + number
        WHEN code = 'Y' THEN extract(year FROM today)::integer / 10 * 10 + number
        ELSE number END;
      IF year = 0 THEN
        PERFORM {schema}.raise_oracle_error(1841);
      END IF;
    ELSIF kind = 'month' THEN
      month := number;
      IF month NOT BETWEEN 1 AND 12 THEN
        PERFORM {schema}.raise_oracle_error(1843);
      END IF;
    ELSIF kind = 'weekday' THEN
      weekday := number;
      IF weekday NOT BETWEEN 1 AND 7 THEN
        PERFORM {schema}.raise_oracle_error(1846);
      END IF;
    ELSIF kind = 'hour' THEN
      hour := number;
      hour12 := code <> 'HH24';
      IF hour12 AND hour NOT BETWEEN 1 AND 12 THEN
        PERFORM {schema}.raise_oracle_error(1849);
      ELSIF hour > 23 THEN
        PERFORM {schema}.raise_oracle_error(1850);
      END IF;
    ELSIF kind = 'fraction' THEN
      fraction := ('0.' || digits)::numeric;
    ELSIF code = 'DD' THEN
      day := number;
      IF day NOT BETWEEN 1 AND 31 THEN
        PERFORM {schema}.raise_oracle_error(1847);
      END IF;
    ELSIF code = 'DDD' THEN
      day_of_year := number;
      IF day_of_year NOT BETWEEN 1 AND 366 THEN
        PERFORM {schema}.raise_oracle_error(1848);
      END IF;
    ELSIF code = 'J' THEN
      julian := number;
      IF julian NOT BETWEEN 1 AND 5373484 THEN
        PERFORM {schema}.raise_oracle_error(1854);
      END IF;
    ELSIF code = 'MI' THEN
      minute := number;
      IF minute > 59 THEN
        PERFORM {schema}.raise_oracle_error(1851);
      END IF;
    ELSIF code = 'SS' THEN
      second := number;
      IF second > 59 THEN
        PERFORM {schema}.raise_oracle_error(1852);
      END IF;
    ELSIF code = 'SSSSS' THEN
      second_of_day := number;
      IF second_of_day > 86399 THEN
        PERFORM {schema}.raise_oracle_error(1853);
      END IF;
    ELSE
      zone_minute := pg_catalog.lpad(digits, 2, '0');
    END IF;
  END LOOP;
  IF given !~ '^\s*$' THEN
    PERFORM {schema}.raise_oracle_error(1830);
  ELSIF meridian IS NOT NULL AND hour IS NOT NULL AND NOT hour12 THEN
    PERFORM {schema}.raise_oracle_error(1818);
  END IF;

  IF hour12 AND hour IS NOT NULL THEN
    hour := hour % 12 + CASE WHEN meridian = 'P' THEN 12 ELSE 0 END;
  END IF;
  year := coalesce(year, extract(year FROM today)::integer) * CASE WHEN era = 'B' THEN -1 ELSE 1 END;
  IF year < -4712 THEN
    PERFORM {schema}.raise_oracle_error(1841);
  END IF;
  IF julian IS NOT NULL THEN
    result := date '2000-01-01' + (julian - 2451545);
  ELSIF day_of_year IS NOT NULL THEN
    result := pg_catalog.make_timestamp(year, 1, 1, 0, 0, 0) + pg_catalog.make_interval(days => day_of_year - 1);
    IF extract(year FROM result) <> year THEN
      PERFORM {schema}.raise_oracle_error(1848);
    ELSIF month <> extract(month FROM result) THEN
      PERFORM {schema}.raise_oracle_error(1833);
    ELSIF day <> extract(day FROM result) THEN
      PERFORM {schema}.raise_oracle_error(1834);
    END IF;
  ELSE
    -- What is missing is the current year, the current month, the first day and midnight.
    month := coalesce(month, extract(month FROM today)::integer);
    result := pg_catalog.make_timestamp(year, month, 1, 0, 0, 0) + pg_catalog.make_interval(days => coalesce(day, 1) - 1);
    IF extract(month FROM result) <> month THEN
      PERFORM {schema}.raise_oracle_error(1839);
    END IF;
  END IF;
  IF weekday <> extract(dow FROM result) + 1 THEN
    PERFORM {schema}.raise_oracle_error(1835);
  END IF;
  IF second_of_day IS NOT NULL THEN
    IF hour <> second_of_day / 3600 THEN
      PERFORM {schema}.raise_oracle_error(1836);
    ELSIF minute <> second_of_day / 60 % 60 THEN
      PERFORM {schema}.raise_oracle_error(1837);
    ELSIF second <> second_of_day % 60 THEN
      PERFORM {schema}.raise_oracle_error(1838);
    END IF;
    result := result + pg_catalog.make_interval(secs => second_of_day);
  ELSE
    result := result + pg_catalog.make_interval(hours => coalesce(hour, 0), mins => coalesce(minute, 0), secs => coalesce(second, 0));
  END IF;
  result := result + pg_catalog.make_interval(secs => pg_catalog.round(fraction, 6)::double precision);
  IF zone_hour IS NOT NULL THEN
    zone := CASE WHEN zone_hour LIKE '-%' THEN '-' ELSE '+' END || pg_catalog.lpad(pg_catalog.ltrim(zone_hour, '+-'), 2, '0') || ':' || coalesce(zone_minute, '00');
  END IF;
END
$$;
