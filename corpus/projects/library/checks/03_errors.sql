REM Errors: codes, messages, and what a handler keeps.
REM Run as LIB in a session of its own; ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_loan_id loans.loan_id%TYPE;
  l_fine    NUMBER := -1;

  -- a message raised inside a handler or a trigger has further lines
  FUNCTION first_line(p_text IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN SUBSTR(p_text, 1, INSTR(p_text || CHR(10), CHR(10)) - 1);
  END first_line;
BEGIN
  BEGIN
    l_loan_id := lib_loans.checkout(102, 3, DATE '2019-04-01');
  EXCEPTION
    WHEN lib_loans.e_copy_unavailable THEN
      DBMS_OUTPUT.PUT_LINE('unavailable ' || SQLCODE || ' ' || first_line(SQLERRM));
  END;
  BEGIN
    l_loan_id := lib_loans.checkout(999, 3, DATE '2019-04-01');
  EXCEPTION
    WHEN lib_loans.e_copy_unavailable THEN
      DBMS_OUTPUT.PUT_LINE('not this one');
    WHEN OTHERS THEN
      DBMS_OUTPUT.PUT_LINE('others ' || SQLCODE || ' ' || first_line(SQLERRM));
  END;
  BEGIN
    l_loan_id := lib_loans.checkout(103, 4, DATE '2019-04-01');
    DBMS_OUTPUT.PUT_LINE('member 4 took one');
    l_loan_id := lib_loans.checkout(104, 4, DATE '2019-04-01');
    DBMS_OUTPUT.PUT_LINE('member 4 took two');
  EXCEPTION
    WHEN OTHERS THEN
      DBMS_OUTPUT.PUT_LINE('others ' || SQLCODE || ' ' || first_line(SQLERRM));
  END;
  -- the first of the two loans is still there
  FOR r IN (SELECT copy_id, status FROM copies WHERE copy_id IN (103, 104) ORDER BY copy_id) LOOP
    DBMS_OUTPUT.PUT_LINE('copy ' || r.copy_id || ' ' || r.status);
  END LOOP;
  DBMS_OUTPUT.PUT_LINE('checkouts ' || lib_loans.checkouts);
  BEGIN
    l_loan_id := lib_loans.checkout(104, 5, DATE '2019-04-01');
  EXCEPTION
    WHEN OTHERS THEN
      DBMS_OUTPUT.PUT_LINE('others ' || first_line(SQLERRM));
  END;
  BEGIN
    l_loan_id := lib_loans.checkout(104, 77, DATE '2019-04-01');
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      DBMS_OUTPUT.PUT_LINE('no such member ' || SQLCODE);
  END;
  BEGIN
    lib_loans.give_back(1004, DATE '2019-04-01', l_fine);
  EXCEPTION
    WHEN OTHERS THEN
      -- an OUT parameter keeps its old value when the call fails
      DBMS_OUTPUT.PUT_LINE(first_line(SQLERRM) || ', fine ' || l_fine);
  END;
END;
/

DECLARE
  e_parent_missing EXCEPTION;
  e_child_found    EXCEPTION;
  e_check_failed   EXCEPTION;
  e_null_refused   EXCEPTION;
  e_too_long       EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_parent_missing, -2291);
  PRAGMA EXCEPTION_INIT(e_child_found, -2292);
  PRAGMA EXCEPTION_INIT(e_check_failed, -2290);
  PRAGMA EXCEPTION_INIT(e_null_refused, -1400);
  PRAGMA EXCEPTION_INIT(e_too_long, -12899);
  l_count PLS_INTEGER;
BEGIN
  BEGIN
    INSERT INTO authors (author_id, last_name) VALUES (7, 'Kept');
    INSERT INTO authors (author_id, last_name) VALUES (7, 'Refused');
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      SELECT COUNT(*) INTO l_count FROM authors;
      DBMS_OUTPUT.PUT_LINE('duplicate ' || SQLCODE || ', authors ' || l_count);
  END;
  BEGIN
    -- one statement: all its rows or none
    INSERT INTO authors (author_id, last_name)
    SELECT LEVEL + 10, DECODE(LEVEL, 3, NULL, 'Author ' || LEVEL) FROM dual CONNECT BY LEVEL <= 3;
  EXCEPTION
    WHEN e_null_refused THEN
      SELECT COUNT(*) INTO l_count FROM authors;
      DBMS_OUTPUT.PUT_LINE('null ' || SQLCODE || ', authors ' || l_count);
  END;
  BEGIN
    INSERT INTO authors (author_id, last_name) VALUES (8, '');
  EXCEPTION
    WHEN e_null_refused THEN
      DBMS_OUTPUT.PUT_LINE('empty is null ' || SQLCODE);
  END;
  BEGIN
    INSERT INTO authors (author_id, last_name) VALUES (8, RPAD('x', 61, 'x'));
  EXCEPTION
    WHEN e_too_long THEN
      DBMS_OUTPUT.PUT_LINE('too long ' || SQLCODE);
  END;
  BEGIN
    INSERT INTO copies (copy_id, book_id) VALUES (900, 999);
  EXCEPTION
    WHEN e_parent_missing THEN
      DBMS_OUTPUT.PUT_LINE('no parent ' || SQLCODE);
  END;
  BEGIN
    DELETE FROM books WHERE book_id = 1;
  EXCEPTION
    WHEN e_child_found THEN
      DBMS_OUTPUT.PUT_LINE('child ' || SQLCODE);
  END;
  BEGIN
    UPDATE copies SET status = 'Z' WHERE copy_id = 101;
  EXCEPTION
    WHEN e_check_failed THEN
      DBMS_OUTPUT.PUT_LINE('check ' || SQLCODE);
  END;
  -- ON DELETE SET NULL, ON DELETE CASCADE
  DELETE FROM authors WHERE author_id = 5;
  SELECT COUNT(*) INTO l_count FROM books WHERE author_id IS NULL;
  DBMS_OUTPUT.PUT_LINE('books without author ' || l_count);
  DELETE FROM loans WHERE loan_id = 1004;
  SELECT COUNT(*) INTO l_count FROM fines;
  DBMS_OUTPUT.PUT_LINE('fines ' || l_count);
  -- two books without ISBN do not clash
  UPDATE books SET isbn = NULL WHERE book_id = 1;
  SELECT COUNT(*) - COUNT(isbn) INTO l_count FROM books;
  DBMS_OUTPUT.PUT_LINE('without isbn ' || l_count);
END;
/
ROLLBACK;
