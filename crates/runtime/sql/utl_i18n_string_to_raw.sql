-- utl_i18n_string_to_raw: UTL_I18N.STRING_TO_RAW: the bytes of a string in a character set.
-- Manual: PL/SQL Packages and Types Reference, UTL_I18N, STRING_TO_RAW Function
-- Differences: characters that the set does not have raise.
-- Depends: character_set_encoding
CREATE OR REPLACE FUNCTION {schema}.utl_i18n_string_to_raw(data text, dst_charset text DEFAULT NULL) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT pg_catalog.convert_to(nullif(data, ''), {schema}.character_set_encoding(dst_charset))
$$;
