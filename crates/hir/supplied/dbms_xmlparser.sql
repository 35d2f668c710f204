-- PL/SQL Packages and Types Reference, "DBMS_XMLPARSER". Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.dbms_xmlparser AS
  SUBTYPE parser IS NUMBER;
END dbms_xmlparser;
