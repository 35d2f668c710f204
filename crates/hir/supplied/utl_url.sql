-- PL/SQL Packages and Types Reference, "UTL_URL".
CREATE PACKAGE sys.utl_url AS
  FUNCTION escape(url IN VARCHAR2, escape_reserved_chars IN BOOLEAN := FALSE,
    url_charset IN VARCHAR2 := NULL) RETURN VARCHAR2 DETERMINISTIC;
  FUNCTION unescape(url IN VARCHAR2, url_charset IN VARCHAR2 := NULL) RETURN VARCHAR2 DETERMINISTIC;
END utl_url;
