-- dbms_job_submit: DBMS_JOB.SUBMIT: a job with a new number, run when the transaction is committed and its time has come.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, SUBMIT Procedure
-- Differences: see run_due_jobs.
-- Depends: jobs, run_due_jobs, sysdate
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_submit(OUT job integer, what text, next_date timestamp DEFAULT {schema}.sysdate(), "interval" text DEFAULT NULL, no_parse boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
  -- {schema}.run_due_jobs executes it.
  INSERT INTO {schema}.jobs (action, next_date, repeat)
    VALUES (what, coalesce(dbms_job_submit.next_date, timestamp '4000-01-01'), "interval")
    RETURNING jobs.job INTO dbms_job_submit.job;
END
$$;
