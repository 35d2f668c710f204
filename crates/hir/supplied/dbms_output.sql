-- PL/SQL Packages and Types Reference, "DBMS_OUTPUT". What writes is a built-in; GET_LINE has nothing to read, since notices
-- are sent at once.
CREATE PACKAGE sys.dbms_output AS
  TYPE chararr IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
END dbms_output;
