REM What Oracle does and the converted application does not, each announced by a diagnostic:
REM PLC0508 work of a failed call, PLC0539 UPDATING of a column, PLC0709 blanks beyond a limit.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  e_mine   EXCEPTION;
  l_job    job_queue.job_id%TYPE;
  l_done   PLS_INTEGER;
  l_failed PLS_INTEGER;

  PROCEDURE add_promotion(p_code IN VARCHAR2) IS
  BEGIN
    INSERT INTO promotions (promo_code, percent_off, valid_from, valid_to)
    VALUES (p_code, 1, DATE '2020-01-01', DATE '2020-12-31');
  END add_promotion;

  FUNCTION new_codes RETURN VARCHAR2 IS
    l_list VARCHAR2(400);
  BEGIN
    FOR r IN (SELECT promo_code FROM promotions WHERE valid_from = DATE '2020-01-01' ORDER BY promo_code) LOOP
      l_list := l_list || r.promo_code || ' ';
    END LOOP;
    RETURN RTRIM(l_list);
  END new_codes;

  PROCEDURE add_two_and_fail IS
  BEGIN
    add_promotion('P1');
    add_promotion('P2');
    RAISE e_mine;
  END add_two_and_fail;
BEGIN
  BEGIN
    add_two_and_fail;
  EXCEPTION
    WHEN e_mine THEN
      print_line('after call ' || SQLCODE, new_codes);
  END;

  -- the job's division fails after its update: the update stays
  UPDATE products SET unit_price = 1000 WHERE sku = 'LAP-001';
  l_job := job_runner.enqueue('PRICE', 'LAP-001');
  job_runner.run_all(l_done, l_failed);
  print_line('price after ' || l_failed || ' failed', product_catalog.product('LAP-001').unit_price);
  error_handling.purge_log('JOB_RUNNER');

  UPDATE orders SET status = status WHERE order_id = 4;
  print_line('last', audit_pkg.last_entry('ORDERS'));

  BEGIN
    UPDATE app_roles SET role_name = RPAD(role_name, 61);
    print_line('too long', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('too long', SQLCODE);
  END;
  ROLLBACK;
END;
/
