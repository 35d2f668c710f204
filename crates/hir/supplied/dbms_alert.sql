-- PL/SQL Packages and Types Reference, "DBMS_ALERT".
CREATE PACKAGE sys.dbms_alert AS
  maxwait CONSTANT INTEGER := 86400000;

  PROCEDURE register(name IN VARCHAR2, cleanup IN BOOLEAN := TRUE);
  PROCEDURE remove(name IN VARCHAR2);
  PROCEDURE removeall;
  PROCEDURE set_defaults(sensitivity IN NUMBER);
  PROCEDURE signal(name IN VARCHAR2, message IN VARCHAR2);
  PROCEDURE waitany(name OUT VARCHAR2, message OUT VARCHAR2, status OUT INTEGER, timeout IN NUMBER := maxwait);
  PROCEDURE waitone(name IN VARCHAR2, message OUT VARCHAR2, status OUT INTEGER, timeout IN NUMBER := maxwait);
END dbms_alert;
