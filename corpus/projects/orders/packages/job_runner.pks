CREATE OR REPLACE PACKAGE job_runner AS

  FUNCTION enqueue(
    p_type     IN job_queue.job_type%TYPE,
    p_argument IN job_queue.argument%TYPE DEFAULT NULL,
    p_priority IN job_queue.priority%TYPE DEFAULT 5) RETURN job_queue.job_id%TYPE;

  -- every waiting job; one that fails does not stop the others
  PROCEDURE run_all(p_done OUT PLS_INTEGER, p_failed OUT PLS_INTEGER);

END job_runner;
/
