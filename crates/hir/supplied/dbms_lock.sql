-- PL/SQL Packages and Types Reference, "DBMS_LOCK". SLEEP is a built-in, since PostgreSQL has it.
CREATE PACKAGE sys.dbms_lock AS
  nl_mode  CONSTANT NUMBER := 1;
  ss_mode  CONSTANT NUMBER := 2;
  sx_mode  CONSTANT NUMBER := 3;
  s_mode   CONSTANT NUMBER := 4;
  ssx_mode CONSTANT NUMBER := 5;
  x_mode   CONSTANT NUMBER := 6;
  maxwait  CONSTANT NUMBER := 32767;

  PROCEDURE allocate_unique(lockname IN VARCHAR2, lockhandle OUT VARCHAR2, expiration_secs IN NUMBER := 864000);
  FUNCTION release(id IN NUMBER) RETURN NUMBER;
  FUNCTION release(lockhandle IN VARCHAR2) RETURN NUMBER;
  FUNCTION request(id IN NUMBER, lockmode IN NUMBER := x_mode, timeout IN NUMBER := maxwait,
    release_on_commit IN BOOLEAN := FALSE) RETURN NUMBER;
  FUNCTION request(lockhandle IN VARCHAR2, lockmode IN NUMBER := x_mode, timeout IN NUMBER := maxwait,
    release_on_commit IN BOOLEAN := FALSE) RETURN NUMBER;
END dbms_lock;
