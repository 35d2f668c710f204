-- dbms_job_remove: DBMS_JOB.REMOVE: a job that is running goes on.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, REMOVE Procedure
-- Differences: none.
-- Depends: job_of, jobs
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_remove(job integer)
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM {schema}.jobs WHERE jobs.job = ({schema}.job_of(dbms_job_remove.job)).job;
END
$$;
