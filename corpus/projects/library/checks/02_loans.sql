REM Lending: keys and due dates from the trigger, fines, renewals, session state.
REM Run as LIB in a session of its own; ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_first  loans.loan_id%TYPE;
  l_second loans.loan_id%TYPE;
  l_fine   fines.amount%TYPE;

  PROCEDURE show_loan(p_name IN VARCHAR2, p_loan_id IN NUMBER) IS
    l_line VARCHAR2(200);
  BEGIN
    SELECT TO_CHAR(l.loaned_on, 'YYYY-MM-DD') || ' to ' || TO_CHAR(l.due_on, 'YYYY-MM-DD')
             || ' back [' || TO_CHAR(l.returned_on, 'YYYY-MM-DD') || '] copy ' || c.copy_id || c.status
      INTO l_line
      FROM loans l, copies c
     WHERE l.copy_id = c.copy_id
       AND l.loan_id = p_loan_id;
    DBMS_OUTPUT.PUT_LINE(p_name || ': ' || l_line);
  END show_loan;
BEGIN
  DBMS_OUTPUT.PUT_LINE('checkouts ' || lib_loans.checkouts);
  l_first  := lib_loans.checkout(101, 3, DATE '2019-04-01');
  l_second := lib_loans.checkout(p_member_id => 3, p_copy_id => 106, p_on => TO_DATE('02-APR-2019 10:30', 'DD-MON-YYYY HH24:MI'));
  DBMS_OUTPUT.PUT_LINE('keys apart ' || (l_second - l_first));
  show_loan('first', l_first);
  show_loan('second', l_second);

  lib_loans.give_back(l_first, DATE '2019-04-25', l_fine);
  DBMS_OUTPUT.PUT_LINE('fine ' || l_fine);
  lib_loans.give_back(l_second, DATE '2019-04-10', l_fine);
  DBMS_OUTPUT.PUT_LINE('fine ' || l_fine);
  show_loan('first', l_first);
  show_loan('second', l_second);

  FOR r IN (SELECT amount, paid, TO_CHAR(noted_on, 'DD Mon YYYY') noted FROM fines ORDER BY noted_on) LOOP
    DBMS_OUTPUT.PUT_LINE('noted ' || r.amount || ' ' || r.paid || ' ' || r.noted);
  END LOOP;

  lib_loans.renew(1001);
  show_loan('1001', 1001);
  lib_loans.renew(1001, 3);
  show_loan('1001', 1001);
END;
/

BEGIN
  DBMS_OUTPUT.PUT_LINE('capped ' || lib_loans.fine_for(DATE '2019-01-01', DATE '2019-12-31'));
  DBMS_OUTPUT.PUT_LINE('one day ' || lib_loans.fine_for(DATE '2019-01-01', DATE '2019-01-02'));
  DBMS_OUTPUT.PUT_LINE('on time ' || lib_loans.fine_for(DATE '2019-01-01', DATE '2018-12-31'));
  DBMS_OUTPUT.PUT_LINE('no date ' || lib_loans.fine_for(DATE '2019-01-01', NULL));
  DBMS_OUTPUT.PUT_LINE('constant ' || lib_loans.c_fine_per_day);
END;
/

DECLARE
  l_open PLS_INTEGER;
BEGIN
  SELECT COUNT(*) INTO l_open FROM loans;
  DBMS_OUTPUT.PUT_LINE('loans ' || l_open || ' checkouts ' || lib_loans.checkouts);
  ROLLBACK;
  -- rows are undone, package variables are not
  SELECT COUNT(*) INTO l_open FROM loans;
  DBMS_OUTPUT.PUT_LINE('loans ' || l_open || ' checkouts ' || lib_loans.checkouts);
END;
/
ROLLBACK;
