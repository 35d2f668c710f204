-- dbms_job_broken: DBMS_JOB.BROKEN: a broken job does not run.
-- Manual: PL/SQL Packages and Types Reference, DBMS_JOB, BROKEN Procedure
-- Differences: none.
-- Depends: job_of, jobs, sysdate
CREATE OR REPLACE PROCEDURE {schema}.dbms_job_broken(job integer, broken boolean, next_date timestamp DEFAULT {schema}.sysdate())
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {schema}.jobs
    SET broken = dbms_job_broken.broken, failures = 0,
      next_date = CASE WHEN dbms_job_broken.broken THEN timestamp '4000-01-01' ELSE dbms_job_broken.next_date END
    WHERE jobs.job = ({schema}.job_of(dbms_job_broken.job)).job;
END
$$;
