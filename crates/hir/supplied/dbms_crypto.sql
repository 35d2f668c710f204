-- PL/SQL Packages and Types Reference, "DBMS_CRYPTO".
CREATE PACKAGE sys.dbms_crypto AS
  hash_md4   CONSTANT NUMBER := 1;
  hash_md5   CONSTANT NUMBER := 2;
  hash_sh1   CONSTANT NUMBER := 3;
  hash_sh256 CONSTANT NUMBER := 4;
  hash_sh384 CONSTANT NUMBER := 5;
  hash_sh512 CONSTANT NUMBER := 6;

  hmac_md5   CONSTANT NUMBER := 1;
  hmac_sh1   CONSTANT NUMBER := 2;
  hmac_sh256 CONSTANT NUMBER := 3;
  hmac_sh384 CONSTANT NUMBER := 4;
  hmac_sh512 CONSTANT NUMBER := 5;

  encrypt_des       CONSTANT NUMBER := 1;
  encrypt_3des_2key CONSTANT NUMBER := 2;
  encrypt_3des      CONSTANT NUMBER := 3;
  encrypt_aes       CONSTANT NUMBER := 4;
  encrypt_pbe_md5des CONSTANT NUMBER := 5;
  encrypt_aes128    CONSTANT NUMBER := 6;
  encrypt_aes192    CONSTANT NUMBER := 7;
  encrypt_aes256    CONSTANT NUMBER := 8;
  encrypt_rc4       CONSTANT NUMBER := 129;

  chain_cbc CONSTANT NUMBER := 256;
  chain_cfb CONSTANT NUMBER := 512;
  chain_ecb CONSTANT NUMBER := 768;
  chain_ofb CONSTANT NUMBER := 1024;

  pad_pkcs5 CONSTANT NUMBER := 4096;
  pad_none  CONSTANT NUMBER := 8192;
  pad_zero  CONSTANT NUMBER := 12288;
  pad_orcl  CONSTANT NUMBER := 16384;

  des_cbc_pkcs5  CONSTANT NUMBER := 4353;
  des3_cbc_pkcs5 CONSTANT NUMBER := 4355;
  aes_cbc_pkcs5  CONSTANT NUMBER := 4356;

  ciphersuiteinvalid EXCEPTION;
  PRAGMA EXCEPTION_INIT(ciphersuiteinvalid, -28827);
  ciphersuitenull EXCEPTION;
  PRAGMA EXCEPTION_INIT(ciphersuitenull, -28829);
  keynull EXCEPTION;
  PRAGMA EXCEPTION_INIT(keynull, -28239);
  keybadsize EXCEPTION;
  PRAGMA EXCEPTION_INIT(keybadsize, -28234);
  doubleencryption EXCEPTION;
  PRAGMA EXCEPTION_INIT(doubleencryption, -28233);

  FUNCTION decrypt(src IN RAW, typ IN NUMBER, key IN RAW, iv IN RAW := NULL) RETURN RAW DETERMINISTIC;
  FUNCTION encrypt(src IN RAW, typ IN NUMBER, key IN RAW, iv IN RAW := NULL) RETURN RAW DETERMINISTIC;
  FUNCTION hash(src IN RAW, typ IN NUMBER) RETURN RAW DETERMINISTIC;
  FUNCTION hash(src IN CLOB, typ IN NUMBER) RETURN RAW DETERMINISTIC;
  FUNCTION mac(src IN RAW, typ IN NUMBER, key IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION mac(src IN CLOB, typ IN NUMBER, key IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION randombytes(number_bytes IN NUMBER) RETURN RAW;
  FUNCTION randominteger RETURN NUMBER;
  FUNCTION randomnumber RETURN NUMBER;
END dbms_crypto;
