-- utl_i18n_raw_to_char: UTL_I18N.RAW_TO_CHAR: the string that bytes are in a character set.
-- Manual: PL/SQL Packages and Types Reference, UTL_I18N, RAW_TO_CHAR Functions
-- Differences: bytes that are no characters of the set raise.
-- Depends: character_set_encoding
CREATE OR REPLACE FUNCTION {schema}.utl_i18n_raw_to_char(data bytea, src_charset text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT nullif(pg_catalog.convert_from(data, {schema}.character_set_encoding(src_charset)), '')
$$;
