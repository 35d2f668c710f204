-- PL/SQL Packages and Types Reference, "UTL_I18N".
CREATE PACKAGE sys.utl_i18n AS
  FUNCTION raw_to_char(data IN RAW, src_charset IN VARCHAR2 := NULL) RETURN VARCHAR2 DETERMINISTIC;
  FUNCTION string_to_raw(data IN VARCHAR2, dst_charset IN VARCHAR2 := NULL) RETURN RAW DETERMINISTIC;
END utl_i18n;
