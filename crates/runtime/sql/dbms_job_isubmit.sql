-- dbms_job_isubmit: DBMS_JOB.ISUBMIT: a job with a given number.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, Operational Notes
-- Differences: see run_due_jobs.
-- Depends: jobs, run_due_jobs
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_isubmit(job integer, what text, next_date timestamp, "interval" text DEFAULT NULL, no_parse boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  -- {schema}.run_due_jobs executes it.
  INSERT INTO {schema}.jobs (job, action, next_date, repeat)
    VALUES (dbms_job_isubmit.job, what, coalesce(dbms_job_isubmit.next_date, timestamp '4000-01-01'), "interval");
END
$$;
