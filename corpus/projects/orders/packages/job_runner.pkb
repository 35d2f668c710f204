CREATE OR REPLACE PACKAGE BODY job_runner AS

  c_me CONSTANT VARCHAR2(20) := 'JOB_RUNNER';

  FUNCTION enqueue(
    p_type     IN job_queue.job_type%TYPE,
    p_argument IN job_queue.argument%TYPE DEFAULT NULL,
    p_priority IN job_queue.priority%TYPE DEFAULT 5) RETURN job_queue.job_id%TYPE
  IS
    l_job_id job_queue.job_id%TYPE;
  BEGIN
    INSERT INTO job_queue (job_id, job_type, argument, priority)
    VALUES (job_queue_seq.NEXTVAL, p_type, p_argument, p_priority)
    RETURNING job_id INTO l_job_id;
    RETURN l_job_id;
  END enqueue;

  FUNCTION run_one(p_job IN job_queue%ROWTYPE) RETURN VARCHAR2 IS
    l_number NUMBER;
    l_other  NUMBER;
    l_text   VARCHAR2(400);
  BEGIN
    CASE p_job.job_type
      WHEN 'COUNT' THEN
        EXECUTE IMMEDIATE 'SELECT COUNT(*) FROM ' || DBMS_ASSERT.SIMPLE_SQL_NAME(p_job.argument)
          INTO l_number;
        l_text := l_number || ' rows';
      WHEN 'CREDIT' THEN
        EXECUTE IMMEDIATE
          'SELECT credit_limit, balance FROM customers WHERE customer_id = :id'
          INTO l_number, l_other
          USING TO_NUMBER(p_job.argument);
        l_text := 'limit ' || l_number || ' balance ' || l_other;
      WHEN 'PRICE' THEN
        -- one per cent up, whatever comes after
        EXECUTE IMMEDIATE
          'UPDATE products SET unit_price = unit_price * 1.01 WHERE sku = :sku RETURNING unit_price INTO :price'
          USING p_job.argument
          RETURNING INTO l_number;
        IF SQL%ROWCOUNT = 0 THEN
          RAISE NO_DATA_FOUND;
        END IF;
        l_text := 'price ' || l_number;
        l_text := l_text || ' of ' || 1 / (l_number - 1010);      -- a defect, known and never mended
      WHEN 'REVERSE' THEN
        EXECUTE IMMEDIATE 'BEGIN :result := util_pkg.reverse_text(:text); END;'
          USING OUT l_text, IN p_job.argument;
    END CASE;
    RETURN l_text;
  END run_one;

  PROCEDURE finish(p_job_id IN NUMBER, p_status IN VARCHAR2, p_result IN VARCHAR2) IS
  BEGIN
    UPDATE job_queue
       SET status = p_status,
           result_text = p_result
     WHERE job_id = p_job_id;
  END finish;

  PROCEDURE run_all(p_done OUT PLS_INTEGER, p_failed OUT PLS_INTEGER) IS
    CURSOR c_jobs IS
      SELECT * FROM job_queue WHERE status = 'WAITING' ORDER BY priority, job_id;
    l_code NUMBER;
    l_text VARCHAR2(400);
  BEGIN
    p_done   := 0;
    p_failed := 0;
    FOR r_job IN c_jobs LOOP
      BEGIN
        finish(r_job.job_id, 'DONE', run_one(r_job));
        p_done := p_done + 1;
      EXCEPTION
        WHEN OTHERS THEN
          l_code := SQLCODE;
          l_text := error_handling.first_line(SQLERRM);
          error_handling.log_error(c_me, l_code, l_text);
          finish(r_job.job_id, 'FAILED', l_text);
          p_failed := p_failed + 1;
      END;
    END LOOP;
  END run_all;

END job_runner;
/
