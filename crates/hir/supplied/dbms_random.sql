-- PL/SQL Packages and Types Reference, "DBMS_RANDOM". VALUE is a built-in, since PostgreSQL has it.
CREATE PACKAGE sys.dbms_random AS
  FUNCTION normal RETURN NUMBER;
  FUNCTION random RETURN NUMBER;
  FUNCTION string(opt IN CHAR, len IN NUMBER) RETURN VARCHAR2;
END dbms_random;
