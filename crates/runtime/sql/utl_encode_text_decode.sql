-- utl_encode_text_decode: UTL_ENCODE.TEXT_DECODE: the text behind base64 (1) or quoted-printable characters.
-- Manual: PL/SQL Packages and Types Reference, UTL_ENCODE, TEXT_DECODE Function
-- Differences: none.
-- Depends: character_set_encoding, utl_encode_base64_decode, utl_encode_quoted_printable_decode
CREATE OR REPLACE FUNCTION {schema}.utl_encode_text_decode(buf text, encode_charset text DEFAULT NULL, encoding numeric DEFAULT NULL) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  bytes bytea := pg_catalog.convert_to(nullif(buf, ''), 'UTF8');
BEGIN
  RETURN pg_catalog.convert_from(
    CASE WHEN encoding = 1 THEN {schema}.utl_encode_base64_decode(bytes) ELSE {schema}.utl_encode_quoted_printable_decode(bytes) END,
    {schema}.character_set_encoding(encode_charset));
END
$$;
