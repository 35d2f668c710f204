-- PL/SQL Packages and Types Reference, "DBMS_XMLQUERY". Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.dbms_xmlquery AS
  SUBTYPE ctxhandle IS NUMBER;
  SUBTYPE ctxtype IS NUMBER;
END dbms_xmlquery;
