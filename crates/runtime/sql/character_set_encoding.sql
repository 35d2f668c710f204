-- character_set_encoding: PostgreSQL's name of an Oracle character set, given by its name, its IANA name or its number.
-- Manual: Database Globalization Support Guide, Locale Data, Character Sets
-- Differences: a character set that PostgreSQL does not have raises.
CREATE OR REPLACE FUNCTION {schema}.character_set_encoding(character_set text) RETURNS name
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  encoding name := CASE pg_catalog.upper(coalesce(character_set, 'AL32UTF8'))
    WHEN 'AL32UTF8' THEN 'UTF8'
    WHEN 'UTF8' THEN 'UTF8'
    WHEN 'UTF-8' THEN 'UTF8'
    -- All its characters are the same in every encoding here.
    WHEN 'US7ASCII' THEN 'UTF8'
    WHEN 'US-ASCII' THEN 'UTF8'
    WHEN 'WE8ISO8859P1' THEN 'LATIN1'
    WHEN 'ISO-8859-1' THEN 'LATIN1'
    WHEN 'EE8ISO8859P2' THEN 'LATIN2'
    WHEN 'ISO-8859-2' THEN 'LATIN2'
    WHEN 'WE8ISO8859P15' THEN 'LATIN9'
    WHEN 'ISO-8859-15' THEN 'LATIN9'
    WHEN 'CL8ISO8859P5' THEN 'ISO_8859_5'
    WHEN 'ISO-8859-5' THEN 'ISO_8859_5'
    WHEN 'EE8MSWIN1250' THEN 'WIN1250'
    WHEN 'WINDOWS-1250' THEN 'WIN1250'
    WHEN 'CL8MSWIN1251' THEN 'WIN1251'
    WHEN 'WINDOWS-1251' THEN 'WIN1251'
    WHEN 'WE8MSWIN1252' THEN 'WIN1252'
    WHEN 'WINDOWS-1252' THEN 'WIN1252'
    WHEN 'ZHS16GBK' THEN 'GBK'
    WHEN 'GBK' THEN 'GBK'
    WHEN 'ZHT16BIG5' THEN 'BIG5'
    WHEN 'BIG5' THEN 'BIG5'
    WHEN 'JA16SJIS' THEN 'SJIS'
    WHEN 'SHIFT_JIS' THEN 'SJIS'
    WHEN 'JA16EUC' THEN 'EUC_JP'
    WHEN 'EUC-JP' THEN 'EUC_JP'
    WHEN 'KO16KSC5601' THEN 'EUC_KR'
    WHEN 'EUC-KR' THEN 'EUC_KR'
  END;
BEGIN
  IF encoding IS NULL THEN
    RAISE EXCEPTION 'no character set of PostgreSQL is %', character_set USING ERRCODE = 'feature_not_supported';
  END IF;
  RETURN encoding;
END
$$;

CREATE OR REPLACE FUNCTION {schema}.character_set_encoding(character_set numeric) RETURNS name
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT {schema}.character_set_encoding(CASE character_set
  -- The character set of the database.
  WHEN 0 THEN 'AL32UTF8'
  WHEN 1 THEN 'US7ASCII'
  WHEN 31 THEN 'WE8ISO8859P1'
  WHEN 32 THEN 'EE8ISO8859P2'
  WHEN 35 THEN 'CL8ISO8859P5'
  WHEN 46 THEN 'WE8ISO8859P15'
  WHEN 170 THEN 'EE8MSWIN1250'
  WHEN 171 THEN 'CL8MSWIN1251'
  WHEN 178 THEN 'WE8MSWIN1252'
  WHEN 830 THEN 'JA16EUC'
  WHEN 832 THEN 'JA16SJIS'
  WHEN 852 THEN 'ZHS16GBK'
  WHEN 865 THEN 'ZHT16BIG5'
  WHEN 871 THEN 'UTF8'
  WHEN 873 THEN 'AL32UTF8'
  ELSE 'number ' || character_set
END)
$$;
