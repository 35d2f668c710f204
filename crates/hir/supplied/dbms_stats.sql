-- PL/SQL Packages and Types Reference, "DBMS_STATS".
CREATE PACKAGE sys.dbms_stats AUTHID CURRENT_USER AS
  auto_sample_size CONSTANT NUMBER := 0;
  auto_degree      CONSTANT NUMBER := 32768;
  default_degree   CONSTANT NUMBER := 32767;
  auto_cascade     CONSTANT BOOLEAN := NULL;
  auto_invalidate  CONSTANT BOOLEAN := NULL;

  PROCEDURE gather_index_stats(ownname IN VARCHAR2, indname IN VARCHAR2, partname IN VARCHAR2 := NULL,
    estimate_percent IN NUMBER := NULL, stattab IN VARCHAR2 := NULL, statid IN VARCHAR2 := NULL,
    statown IN VARCHAR2 := NULL, degree IN NUMBER := NULL, granularity IN VARCHAR2 := NULL,
    no_invalidate IN BOOLEAN := NULL, force IN BOOLEAN := FALSE);
  PROCEDURE gather_schema_stats(ownname IN VARCHAR2, estimate_percent IN NUMBER := NULL,
    block_sample IN BOOLEAN := FALSE, method_opt IN VARCHAR2 := NULL, degree IN NUMBER := NULL,
    granularity IN VARCHAR2 := NULL, cascade IN BOOLEAN := NULL, stattab IN VARCHAR2 := NULL,
    statid IN VARCHAR2 := NULL, options IN VARCHAR2 := 'GATHER', statown IN VARCHAR2 := NULL,
    no_invalidate IN BOOLEAN := NULL, force IN BOOLEAN := FALSE);
  PROCEDURE gather_table_stats(ownname IN VARCHAR2, tabname IN VARCHAR2, partname IN VARCHAR2 := NULL,
    estimate_percent IN NUMBER := NULL, block_sample IN BOOLEAN := FALSE, method_opt IN VARCHAR2 := NULL,
    degree IN NUMBER := NULL, granularity IN VARCHAR2 := NULL, cascade IN BOOLEAN := NULL,
    stattab IN VARCHAR2 := NULL, statid IN VARCHAR2 := NULL, statown IN VARCHAR2 := NULL,
    no_invalidate IN BOOLEAN := NULL, stattype IN VARCHAR2 := 'DATA', force IN BOOLEAN := FALSE);
END dbms_stats;
