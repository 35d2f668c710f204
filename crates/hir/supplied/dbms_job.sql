-- PL/SQL Packages and Types Reference, "DBMS_JOB". Jobs are rows of a table of the runtime.
CREATE PACKAGE sys.dbms_job AUTHID CURRENT_USER AS
  PROCEDURE submit(job OUT BINARY_INTEGER, what IN VARCHAR2, next_date IN DATE := SYSDATE,
    interval IN VARCHAR2 := 'null', no_parse IN BOOLEAN := FALSE);
  PROCEDURE isubmit(job IN BINARY_INTEGER, what IN VARCHAR2, next_date IN DATE,
    interval IN VARCHAR2 := 'null', no_parse IN BOOLEAN := FALSE);
  PROCEDURE broken(job IN BINARY_INTEGER, broken IN BOOLEAN, next_date IN DATE := SYSDATE);
  PROCEDURE next_date(job IN BINARY_INTEGER, next_date IN DATE);
  PROCEDURE remove(job IN BINARY_INTEGER);
  PROCEDURE run(job IN BINARY_INTEGER, force IN BOOLEAN := FALSE);
END dbms_job;
