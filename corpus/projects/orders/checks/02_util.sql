REM Utilities: lists, overloads, divisions, rounding, dates.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_list   t_string_list;
  l_null   NUMBER;
  l_one    NUMBER := 1;
  l_whole  PLS_INTEGER;
  l_text_a VARCHAR2(10) := 'x';
  l_text_b VARCHAR2(10) := 'yy';
BEGIN
  l_list := util_pkg.split('a,,b');
  print_line('parts', l_list.COUNT);
  FOR i IN 1 .. l_list.COUNT LOOP
    print_line(i, l_list(i));
  END LOOP;
  print_line('joined', util_pkg.join_list(l_list, '+'));
  print_line('joined', util_pkg.join_list(util_pkg.split(',b')));
  print_line('joined', util_pkg.join_list(util_pkg.split('x, y, z', p_separator => ', '), '-'));
  l_list := util_pkg.split('a,');
  print_line('parts', l_list.COUNT);
  l_list := util_pkg.split(NULL);
  print_line('parts', l_list.COUNT);
  print_line('reverse', util_pkg.reverse_text('stressed'));
  print_line('reverse', util_pkg.reverse_text(''));

  print_line('text', util_pkg.to_text('it''s'));
  print_line('text', util_pkg.to_text(TO_CHAR(l_null)));
  print_line('number', util_pkg.to_text(1 / 4));
  print_line('number', util_pkg.to_text(-.50));
  print_line('number', util_pkg.to_text(1 / 3));
  print_line('date', util_pkg.to_text(DATE '2019-07-04'));
  print_line('date', util_pkg.to_text(TO_DATE('2019-07-04 13:05', 'YYYY-MM-DD HH24:MI')));
  print_line('boolean', util_pkg.to_text(1 > 2));
  print_line('boolean', util_pkg.to_text(l_null > 1));

  print_line('divide', util_pkg.safe_divide(1, 4));
  print_line('divide', util_pkg.safe_divide(1, 0));
  print_line('divide', util_pkg.safe_divide(1, 0, -1));
  print_line('divide', util_pkg.safe_divide(10, l_null));
  print_line('seven halves', 7 / 2);
  l_whole := 7 / 2;
  print_line('into an integer', l_whole);
  l_whole := 5 / 2;
  print_line('into an integer', l_whole);
  print_line('rounded', ROUND(2.5) || ' ' || ROUND(-2.5) || ' ' || TRUNC(-7 / 2) || ' ' || MOD(-7, 3));

  print_line('factorial', util_pkg.factorial(0) || ' ' || util_pkg.factorial(5) || ' ' || util_pkg.factorial(20));
  BEGIN
    print_line('factorial', util_pkg.factorial(-1));
  EXCEPTION
    WHEN VALUE_ERROR THEN
      print_line('value error', SQLCODE);
  END;

  util_pkg.swap(l_one, l_null);
  print_line('one', l_one);
  print_line('null', l_null);
  util_pkg.swap(p_b => l_text_a, p_a => l_text_b);
  print_line('texts', l_text_a || ' ' || l_text_b);
END;
/

DECLARE
  l_sum   NUMBER;
  l_count NUMBER;
  l_from  DATE := TO_DATE('28.02.2019 18:00', 'DD.MM.YYYY HH24:MI');
  l_to    DATE := TO_DATE('01.03.2019 06:00', 'DD.MM.YYYY HH24:MI');
BEGIN
  SELECT SUM(COLUMN_VALUE), COUNT(*)
    INTO l_sum, l_count
    FROM TABLE(util_pkg.number_range(1, 10, 3));
  print_line('range', l_count || ' values, sum ' || l_sum);
  SELECT SUM(COLUMN_VALUE), COUNT(*)
    INTO l_sum, l_count
    FROM TABLE(util_pkg.number_range(3, 1));
  print_line('empty range', l_count || ' values, sum ' || l_sum);

  print_line('friday plus 1', TO_CHAR(util_pkg.add_business_days(DATE '2019-03-01', 1), 'DD-MON-YYYY'));
  print_line('friday plus 5', TO_CHAR(util_pkg.add_business_days(DATE '2019-03-01', 5), 'DD-MON-YYYY'));
  print_line('days', util_pkg.days_between(l_from, l_to));
  print_line('days', util_pkg.days_between(l_from, l_to, p_whole => FALSE));
  print_line('quarter', TO_CHAR(util_pkg.quarter_start(DATE '2019-05-20'), 'YYYY-MM-DD'));
END;
/
ROLLBACK;
