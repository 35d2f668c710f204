-- dbms_lob_converttoclob: DBMS_LOB.CONVERTTOCLOB: bytes of a BLOB in a character set as characters; the offsets behind what was written and read come back.
-- Manual: PL/SQL Packages and Types Reference, DBMS_LOB, CONVERTTOCLOB Procedure
-- Differences: character sets without a counterpart in PostgreSQL raise; bytes that are no characters of the set raise.
-- Depends: character_set_encoding, raise_oracle_error
CREATE OR REPLACE PROCEDURE {schema}.dbms_lob_converttoclob(INOUT dest_lob text, src_blob bytea, amount numeric, INOUT dest_offset numeric, INOUT src_offset numeric, blob_csid numeric, INOUT lang_context numeric, OUT warning numeric)
LANGUAGE plpgsql AS $$
DECLARE
  bytes bytea := pg_catalog.substr(src_blob, src_offset::integer, least(amount, 1073741824)::integer);
  characters text := pg_catalog.convert_from(bytes, {schema}.character_set_encoding(blob_csid));
BEGIN
  IF dest_lob IS NULL OR src_blob IS NULL THEN
    PERFORM {schema}.raise_oracle_error(6502, 'invalid LOB locator specified: ORA-22275');
  END IF;
  dest_lob := pg_catalog.substr(dest_lob, 1, dest_offset::integer - 1)
    || pg_catalog.repeat(' ', greatest(dest_offset::integer - 1 - pg_catalog.length(dest_lob), 0))
    || characters || pg_catalog.substr(dest_lob, dest_offset::integer + pg_catalog.length(characters));
  dest_offset := dest_offset + pg_catalog.length(characters);
  src_offset := src_offset + pg_catalog.octet_length(bytes);
  lang_context := coalesce(lang_context, 0);
  warning := 0;
END
$$;
