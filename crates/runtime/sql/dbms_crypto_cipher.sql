-- dbms_crypto_cipher: pgcrypto's name of a cipher suite of DBMS_CRYPTO, after the length of the key is checked.
-- Manual: PL/SQL Packages and Types Reference, DBMS_CRYPTO, Algorithms
-- Differences: other ciphers than DES, 3DES and AES, other modes than CBC and ECB, padding with zeros: they raise.
-- Depends: raise_oracle_error
CREATE OR REPLACE FUNCTION {schema}.dbms_crypto_cipher(typ numeric, key bytea) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  suite CONSTANT integer := typ;
  algorithm CONSTANT integer := suite % 256;
  wanted CONSTANT integer := CASE algorithm WHEN 1 THEN 8 WHEN 3 THEN 24 WHEN 6 THEN 16 WHEN 7 THEN 24 WHEN 8 THEN 32 END;
  cipher CONSTANT text := CASE algorithm WHEN 1 THEN 'des' WHEN 3 THEN '3des' WHEN 4 THEN 'aes' WHEN 6 THEN 'aes' WHEN 7 THEN 'aes' WHEN 8 THEN 'aes' END;
  chaining CONSTANT text := CASE suite / 256 % 16 WHEN 1 THEN 'cbc' WHEN 3 THEN 'ecb' END;
  padding CONSTANT text := CASE suite / 4096 WHEN 1 THEN 'pkcs' WHEN 2 THEN 'none' END;
BEGIN
  IF suite IS NULL THEN
    PERFORM {schema}.raise_oracle_error(28829, 'cipher suite is null');
  ELSIF key IS NULL THEN
    PERFORM {schema}.raise_oracle_error(28239, 'no key provided');
  ELSIF cipher IS NULL OR chaining IS NULL OR padding IS NULL THEN
    RAISE EXCEPTION 'cipher suite % of DBMS_CRYPTO is not carried over', suite USING ERRCODE = 'feature_not_supported';
  ELSIF pg_catalog.octet_length(key) < coalesce(wanted, 16) THEN
    PERFORM {schema}.raise_oracle_error(28234, 'key length too short');
  END IF;
  RETURN cipher || '-' || chaining || '/pad:' || padding;
END
$$;
