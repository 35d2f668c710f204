-- PL/SQL Packages and Types Reference, "DBMS_XMLPARSER", by its synonym. Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.xmlparser AS
  SUBTYPE parser IS NUMBER;
END xmlparser;
