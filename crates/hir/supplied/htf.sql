-- PL/SQL Packages and Types Reference, "HTF".
CREATE PACKAGE sys.htf AS
  FUNCTION escape_sc(ctext IN VARCHAR2) RETURN VARCHAR2 DETERMINISTIC;
END htf;
