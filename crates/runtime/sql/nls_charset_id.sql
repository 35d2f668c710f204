-- nls_charset_id: NLS_CHARSET_ID: the number of a character set, NULL for one that there is not.
-- Manual: SQL Language Reference, NLS_CHARSET_ID; Database Globalization Support Guide, Locale Data
-- Differences: the character sets that PostgreSQL has too.
CREATE OR REPLACE FUNCTION {schema}.nls_charset_id(character_set text) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT CASE pg_catalog.upper(character_set)
  WHEN 'CHAR_CS' THEN 873
  WHEN 'NCHAR_CS' THEN 2000
  WHEN 'AL32UTF8' THEN 873
  WHEN 'AL16UTF16' THEN 2000
  WHEN 'UTF8' THEN 871
  WHEN 'US7ASCII' THEN 1
  WHEN 'WE8ISO8859P1' THEN 31
  WHEN 'EE8ISO8859P2' THEN 32
  WHEN 'CL8ISO8859P5' THEN 35
  WHEN 'WE8ISO8859P15' THEN 46
  WHEN 'EE8MSWIN1250' THEN 170
  WHEN 'CL8MSWIN1251' THEN 171
  WHEN 'WE8MSWIN1252' THEN 178
  WHEN 'JA16EUC' THEN 830
  WHEN 'JA16SJIS' THEN 832
  WHEN 'ZHS16GBK' THEN 852
  WHEN 'ZHT16BIG5' THEN 865
END::numeric
$$;
