-- PL/SQL Packages and Types Reference, "UTL_ENCODE".
CREATE PACKAGE sys.utl_encode AS
  FUNCTION base64_decode(r IN RAW) RETURN RAW DETERMINISTIC;
  FUNCTION base64_encode(r IN RAW) RETURN RAW DETERMINISTIC;
END utl_encode;
