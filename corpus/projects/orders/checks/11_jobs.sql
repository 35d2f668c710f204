REM Job queue: dynamic SQL, jobs that fail.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK and empties its part of the error log.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_job    job_queue.job_id%TYPE;
  l_next   job_queue.job_id%TYPE;
  l_done   PLS_INTEGER := -1;
  l_failed PLS_INTEGER := -1;
  l_codes  VARCHAR2(200);

  FUNCTION price(p_sku IN VARCHAR2) RETURN NUMBER IS
  BEGIN
    RETURN product_catalog.product(p_sku).unit_price;
  END price;
BEGIN
  error_handling.purge_log('JOB_RUNNER');
  UPDATE products SET unit_price = 1000 WHERE sku = 'LAP-001';
  UPDATE products SET unit_price = 1001.98 WHERE sku = 'DSK-001';

  l_job  := job_runner.enqueue('COUNT', 'WAREHOUSES');
  l_next := job_runner.enqueue('CREDIT', '3');
  print_line('keys apart', l_next - l_job);
  l_job := job_runner.enqueue('CREDIT', 'three');
  l_job := job_runner.enqueue('CREDIT', '4');
  l_job := job_runner.enqueue('PRICE', 'LAP-001');
  l_job := job_runner.enqueue('PRICE', 'DSK-001');
  l_job := job_runner.enqueue('PRICE', 'NOPE');
  l_job := job_runner.enqueue('REVERSE', 'live', p_priority => 1);
  l_job := job_runner.enqueue('REVERSE');
  l_job := job_runner.enqueue('UNKNOWN', 'x');
  l_job := job_runner.enqueue('COUNT', 'no table');
  l_job := job_runner.enqueue('COUNT', 'NO_SUCH_TABLE');

  job_runner.run_all(l_done, l_failed);
  print_line('done ' || l_done, 'failed ' || l_failed);
  FOR r IN (SELECT job_type, argument, status,
                   DECODE(status, 'FAILED', SUBSTR(result_text, 1, 9), result_text) AS result
              FROM job_queue
             ORDER BY priority, job_id) LOOP
    print_line(r.job_type || ' ' || r.argument || ' ' || r.status, r.result);
  END LOOP;
  print_line('price', price('DSK-001'));

  job_runner.run_all(p_failed => l_failed, p_done => l_done);
  print_line('again', l_done || ' ' || l_failed);

  ROLLBACK;
  print_line('price', price('LAP-001') || ' ' || price('DSK-001'));
  SELECT COUNT(*) INTO l_job FROM job_queue;
  print_line('jobs', l_job);
  FOR r IN (SELECT error_code FROM error_log WHERE source_name = 'JOB_RUNNER' ORDER BY log_id) LOOP
    l_codes := l_codes || ' ' || r.error_code;
  END LOOP;
  print_line('logged ' || error_handling.logged('JOB_RUNNER'), LTRIM(l_codes));
  error_handling.purge_log('JOB_RUNNER');
  print_line('logged', error_handling.logged('JOB_RUNNER'));
END;
/
ROLLBACK;
