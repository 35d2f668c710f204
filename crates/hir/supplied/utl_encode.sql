-- PL/SQL Packages and Types Reference, "UTL_ENCODE".
CREATE PACKAGE sys.utl_encode AS
  base64           CONSTANT PLS_INTEGER := 1;
  quoted_printable CONSTANT PLS_INTEGER := 2;

  FUNCTION base64_decode(r IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION base64_encode(r IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION quoted_printable_decode(r IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION quoted_printable_encode(r IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION text_decode(buf IN VARCHAR2, encode_charset IN VARCHAR2 := NULL, encoding IN NUMBER := NULL)
    RETURN VARCHAR2 DETERMINISTIC;
  FUNCTION text_encode(buf IN VARCHAR2, encode_charset IN VARCHAR2 := NULL, encoding IN NUMBER := NULL)
    RETURN VARCHAR2 DETERMINISTIC;
END utl_encode;
