REM What a called procedure did before it failed stays, when the caller handles the error.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  e_mine EXCEPTION;

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
  ROLLBACK;
END;
/
