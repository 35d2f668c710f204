-- dbms_job_next_date: DBMS_JOB.NEXT_DATE: when a job runs next.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, NEXT_DATE Procedure
-- Differences: none.
-- Depends: job_of, jobs
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_next_date(job integer, next_date timestamp)
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {schema}.jobs SET next_date = coalesce(dbms_job_next_date.next_date, timestamp '4000-01-01')
    WHERE jobs.job = ({schema}.job_of(dbms_job_next_date.job)).job;
END
$$;
