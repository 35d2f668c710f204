-- PL/SQL Packages and Types Reference, "DBMS_SCHEDULER". Jobs are those of pg_cron; programs, schedules, chains and windows
-- have no counterpart.
CREATE PACKAGE sys.dbms_scheduler AUTHID CURRENT_USER AS
  PROCEDURE create_job(job_name IN VARCHAR2, job_type IN VARCHAR2, job_action IN VARCHAR2,
    number_of_arguments IN NUMBER := 0, start_date IN TIMESTAMP WITH TIME ZONE := NULL,
    repeat_interval IN VARCHAR2 := NULL, end_date IN TIMESTAMP WITH TIME ZONE := NULL,
    job_class IN VARCHAR2 := 'DEFAULT_JOB_CLASS', enabled IN BOOLEAN := FALSE, auto_drop IN BOOLEAN := TRUE,
    comments IN VARCHAR2 := NULL, credential_name IN VARCHAR2 := NULL, destination_name IN VARCHAR2 := NULL);
  PROCEDURE disable(name IN VARCHAR2, force IN BOOLEAN := FALSE);
  PROCEDURE drop_job(job_name IN VARCHAR2, force IN BOOLEAN := FALSE, defer IN BOOLEAN := FALSE);
  PROCEDURE enable(name IN VARCHAR2);
END dbms_scheduler;
