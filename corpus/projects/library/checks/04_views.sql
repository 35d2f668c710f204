REM Views, outer joins, NULL ordering, top-n.
REM Run as LIB in a session of its own; ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

BEGIN
  FOR r IN (SELECT * FROM v_book_availability ORDER BY title) LOOP
    DBMS_OUTPUT.PUT_LINE(r.title || '|' || r.author || '|' || r.copies || '|' || r.available);
  END LOOP;
END;
/

DECLARE
  c_today CONSTANT DATE := DATE '2019-04-01';
  CURSOR c_late(cp_days NUMBER DEFAULT 0) IS
    SELECT o.*, c_today - o.due_on days_late
      FROM v_open_loans o
     WHERE c_today - o.due_on > cp_days
     ORDER BY o.loan_id;
BEGIN
  FOR r IN c_late LOOP
    DBMS_OUTPUT.PUT_LINE(r.loan_id || ' ' || r.full_name || ', ' || r.title || ': ' || r.days_late);
  END LOOP;
  FOR r IN c_late(5) LOOP
    DBMS_OUTPUT.PUT_LINE('over 5 days: ' || r.loan_id);
  END LOOP;
  BEGIN
    EXECUTE IMMEDIATE 'UPDATE v_open_loans SET due_on = due_on + 1';
    DBMS_OUTPUT.PUT_LINE('updated');
  EXCEPTION
    WHEN OTHERS THEN
      DBMS_OUTPUT.PUT_LINE('read only');
  END;
END;
/

DECLARE
  l_months NUMBER;
BEGIN
  FOR r IN (SELECT last_name FROM authors ORDER BY birth_year) LOOP
    DBMS_OUTPUT.PUT_LINE('oldest first: ' || r.last_name);
  END LOOP;
  FOR r IN (SELECT last_name, ROWNUM rn
              FROM (SELECT last_name FROM authors ORDER BY birth_year DESC)
             WHERE ROWNUM <= 2) LOOP
    DBMS_OUTPUT.PUT_LINE('youngest ' || r.rn || ': ' || r.last_name);
  END LOOP;
  FOR r IN (SELECT m.full_name, COUNT(l.loan_id) loans, NVL2(m.email, 'mail', 'letter') way
              FROM members m, loans l
             WHERE m.member_id = l.member_id (+)
               AND l.returned_on (+) IS NULL
             GROUP BY m.full_name, m.email
             ORDER BY m.email, m.full_name) LOOP
    DBMS_OUTPUT.PUT_LINE(r.full_name || ' has ' || r.loans || ', by ' || r.way);
  END LOOP;
  FOR r IN (SELECT title, pages,
                   RANK() OVER (ORDER BY pages DESC) place,
                   ROUND(100 * RATIO_TO_REPORT(price) OVER (), 1) share_of_price
              FROM books
             WHERE author_id IN (2, 4)
             ORDER BY place) LOOP
    DBMS_OUTPUT.PUT_LINE(r.place || ' ' || r.title || ' ' || r.pages || ' ' || r.share_of_price);
  END LOOP;
  SELECT MONTHS_BETWEEN(DATE '2019-01-10', joined_on) INTO l_months FROM members WHERE member_id = 1;
  DBMS_OUTPUT.PUT_LINE('months ' || l_months);
END;
/
ROLLBACK;
