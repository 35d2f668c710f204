REM What survives: handlers, savepoints, package state, sequences, autonomous work.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK and empties its part of the error log.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_number NUMBER;
  l_other  NUMBER;
  l_codes  t_string_list := t_string_list('F1', 'F2', 'F1', 'F3');

  PROCEDURE add_promotion(p_code IN VARCHAR2, p_percent IN NUMBER DEFAULT 1) IS
  BEGIN
    INSERT INTO promotions (promo_code, percent_off, valid_from, valid_to)
    VALUES (p_code, p_percent, DATE '2020-01-01', DATE '2020-12-31');
  END add_promotion;

  FUNCTION new_codes RETURN VARCHAR2 IS
    l_list VARCHAR2(400);
  BEGIN
    FOR r IN (SELECT promo_code FROM promotions WHERE valid_from = DATE '2020-01-01' ORDER BY promo_code) LOOP
      l_list := l_list || r.promo_code || ' ';
    END LOOP;
    RETURN RTRIM(l_list);
  END new_codes;
BEGIN
  -- the statement fails, the block's earlier statements stay
  BEGIN
    add_promotion('A1');
    add_promotion('A2');
    add_promotion('A1');
    add_promotion('A3');
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      add_promotion('A4');
  END;
  print_line('after handler', new_codes);

  -- also through two levels and a re-raise
  BEGIN
    BEGIN
      add_promotion('R1');
      l_number := 1 / 0;
    EXCEPTION
      WHEN ZERO_DIVIDE THEN
        add_promotion('R2');
        RAISE;
    END;
  EXCEPTION
    WHEN OTHERS THEN
      print_line('after raise ' || SQLCODE, new_codes);
  END;
  print_line('outside a handler', SQLCODE || ' ' || SQLERRM);

  -- a statement does all or nothing
  BEGIN
    UPDATE promotions SET percent_off = 200 / (used_count - 3) WHERE used_count >= 3;
  EXCEPTION
    WHEN ZERO_DIVIDE THEN
      SELECT MAX(percent_off) INTO l_number FROM promotions;
      print_line('largest', l_number);
  END;

  -- explicit savepoint
  SAVEPOINT here;
  DELETE FROM promotions WHERE valid_from = DATE '2020-01-01';
  print_line('deleted', SQL%ROWCOUNT);
  print_line('left', new_codes);
  ROLLBACK TO here;
  print_line('back', new_codes);

  -- FORALL stops at the first error and keeps what is done
  BEGIN
    FORALL i IN 1 .. l_codes.COUNT
      INSERT INTO promotions (promo_code, percent_off, valid_from, valid_to)
      VALUES (l_codes(i), 5, DATE '2020-01-01', DATE '2020-12-31');
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      print_line('after FORALL', new_codes);
  END;

  -- an error in a declaration belongs to the block around
  BEGIN
    DECLARE
      l_small NUMBER(2) := 100;
    BEGIN
      print_line('not reached', l_small);
    EXCEPTION
      WHEN VALUE_ERROR THEN
        print_line('not here');
    END;
  EXCEPTION
    WHEN VALUE_ERROR THEN
      print_line('declaration', SQLCODE);
  END;

  ROLLBACK;
  print_line('rolled back', new_codes);

  -- sequences go on
  l_number := invoices_seq.NEXTVAL;
  ROLLBACK;
  SELECT invoices_seq.NEXTVAL INTO l_other FROM dual;
  print_line('sequence', l_other - l_number);
  print_line('current', invoices_seq.CURRVAL - l_other);
END;
/

BEGIN
  error_handling.purge_log('CHECK');
  audit_pkg.remember('CHECK', 'I', '1', p_new => 'a');
  audit_pkg.remember('CHECK', NULL, '2', 'b', '');
  audit_pkg.remember(p_action => 'D', p_table => 'CHECK', p_key => NULL, p_old => 'c');
  print_line('pending', audit_pkg.pending);
  error_handling.log_error('CHECK', -1, 'kept');
  ROLLBACK;
  print_line('pending', audit_pkg.pending);
  print_line('flushed', audit_pkg.flush_pending);
  print_line('last', audit_pkg.last_entry('CHECK'));
  print_line('entries', audit_pkg.entries('CHECK') || ' ' || audit_pkg.entries('CHECK', 'U'));
  print_line('pending', audit_pkg.pending);
  ROLLBACK;
  -- the rows are gone, and they do not come back into memory
  print_line('last', audit_pkg.last_entry('CHECK'));
  print_line('pending', audit_pkg.pending);
  print_line('flushed', audit_pkg.flush_pending);
  print_line('logged', error_handling.logged('CHECK'));
  error_handling.purge_log('CHECK');
  print_line('logged', error_handling.logged('CHECK'));
END;
/

-- what a package remembers outlives the block
BEGIN
  audit_pkg.remember('CHECK', 'I', 'next');
END;
/
BEGIN
  print_line('pending in the next block', audit_pkg.pending);
END;
/
ROLLBACK;
