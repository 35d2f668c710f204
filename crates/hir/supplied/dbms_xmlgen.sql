-- PL/SQL Packages and Types Reference, "DBMS_XMLGEN".
CREATE PACKAGE sys.dbms_xmlgen AUTHID CURRENT_USER AS
  SUBTYPE ctxhandle IS NUMBER;
  SUBTYPE ctxtype IS NUMBER;

  none          CONSTANT NUMBER := 0;
  dtd           CONSTANT NUMBER := 1;
  schema        CONSTANT NUMBER := 2;
  entity_encode CONSTANT NUMBER := 0;
  entity_decode CONSTANT NUMBER := 1;
  drop_nulls    CONSTANT NUMBER := 0;
  null_attr     CONSTANT NUMBER := 1;
  empty_tag     CONSTANT NUMBER := 2;

  FUNCTION convert(xmldata IN VARCHAR2, flag IN NUMBER := entity_encode) RETURN VARCHAR2 DETERMINISTIC;
  FUNCTION convert(xmldata IN CLOB, flag IN NUMBER := entity_encode) RETURN CLOB DETERMINISTIC;
END dbms_xmlgen;
