-- number_in_words: a whole number in English, as the SP suffix of date models spells it.
-- Manual: SQL Language Reference, Format Models, Date Format Element Suffixes
-- Differences: none.
CREATE OR REPLACE FUNCTION {schema}.number_in_words(n integer, ordinal boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  ones text[] := ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven',
    'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
  tens text[] := ARRAY['ten', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
  words text;
BEGIN
  words := CASE
    WHEN n = 0 THEN 'zero'
    WHEN n < 20 THEN ones[n]
    WHEN n < 100 THEN tens[n / 10] || coalesce('-' || ones[nullif(n % 10, 0)], '')
    WHEN n < 1000 THEN ones[n / 100] || ' hundred'
      || CASE WHEN n % 100 = 0 THEN '' ELSE ' ' || {schema}.number_in_words(n % 100) END
    WHEN n < 1000000 THEN {schema}.number_in_words(n / 1000) || ' thousand'
      || CASE WHEN n % 1000 = 0 THEN '' ELSE ' ' || {schema}.number_in_words(n % 1000) END
    ELSE {schema}.number_in_words(n / 1000000) || ' million'
      || CASE WHEN n % 1000000 = 0 THEN '' ELSE ' ' || {schema}.number_in_words(n % 1000000) END
  END;
  IF ordinal THEN
    words := CASE
      WHEN words ~ '(one|two|three)$' THEN
        pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(words, 'one$', 'first'), 'two$', 'second'), 'three$', 'third')
      WHEN words ~ '(five|twelve)$' THEN pg_catalog.regexp_replace(words, 've$', 'fth')
      WHEN words ~ 'eight$' THEN words || 'h'
      WHEN words ~ 'nine$' THEN pg_catalog.regexp_replace(words, 'e$', 'th')
      WHEN words ~ 'y$' THEN pg_catalog.regexp_replace(words, 'y$', 'ieth')
      ELSE words || 'th'
    END;
  END IF;
  RETURN words;
END
$$;
