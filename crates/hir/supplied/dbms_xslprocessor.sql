-- PL/SQL Packages and Types Reference, "DBMS_XSLPROCESSOR". Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.dbms_xslprocessor AS
  SUBTYPE processor IS NUMBER;
  SUBTYPE stylesheet IS NUMBER;
END dbms_xslprocessor;
