-- dbms_job_run: DBMS_JOB.RUN: executes a job now, broken or not.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, RUN Procedure
-- Differences: nothing is committed; an error of the job is raised and not counted.
-- Depends: job_of, jobs, sysdate
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_run(job integer, force boolean DEFAULT false)
LANGUAGE plpgsql AS $$
DECLARE
  current_job CONSTANT {schema}.jobs := {schema}.job_of(job);
  following timestamp;
BEGIN
  -- The date is worked out before the job runs and written after it has.
  IF current_job.repeat IS NOT NULL THEN
    EXECUTE current_job.repeat INTO following;
  END IF;
  EXECUTE current_job.action;
  IF following IS NULL THEN
    DELETE FROM {schema}.jobs WHERE jobs.job = current_job.job;
  ELSE
    UPDATE {schema}.jobs
      SET next_date = following, last_date = {schema}.sysdate(), failures = 0, broken = false, last_error = NULL
      WHERE jobs.job = current_job.job;
  END IF;
END
$$;
