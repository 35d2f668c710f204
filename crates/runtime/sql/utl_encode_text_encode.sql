-- utl_encode_text_encode: UTL_ENCODE.TEXT_ENCODE: a text in a character set as base64 (1) or quoted-printable characters.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, TEXT_ENCODE Function
-- Differences: those of the two encodings.
-- Depends: character_set_encoding, utl_encode_base64_encode, utl_encode_quoted_printable_encode
CREATE OR REPLACE FUNCTION {schema}.utl_encode_text_encode(buf text, encode_charset text DEFAULT NULL, encoding numeric DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  bytes bytea := pg_catalog.convert_to(nullif(buf, ''), {schema}.character_set_encoding(encode_charset));
BEGIN
  RETURN pg_catalog.convert_from(
    CASE WHEN encoding = 1 THEN {schema}.utl_encode_base64_encode(bytes) ELSE {schema}.utl_encode_quoted_printable_encode(bytes) END,
    'UTF8');
END
$$;
