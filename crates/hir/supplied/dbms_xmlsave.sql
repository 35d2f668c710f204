-- XML Developer's Kit Programmer's Guide, "DBMS_XMLSAVE". Variables keep their types; what is called with them is refused.
CREATE PACKAGE sys.dbms_xmlsave AS
  SUBTYPE ctxtype IS NUMBER;
END dbms_xmlsave;
