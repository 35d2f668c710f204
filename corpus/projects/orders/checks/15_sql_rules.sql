REM Empty strings, NULL, implicit conversions, dates and formats, in SQL and in PL/SQL.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_text   VARCHAR2(40) := '';
  l_code   VARCHAR2(10) := 'EUR ';
  l_number NUMBER;
  l_count  NUMBER;
  l_date   DATE;
  l_true   VARCHAR2(20);
BEGIN
  -- nothing
  print_line('is null', CASE WHEN l_text IS NULL THEN 'yes' ELSE 'no' END);
  print_line('equals itself', CASE WHEN l_text = '' THEN 'yes' ELSE 'no' END);
  print_line('length', LENGTH(l_text));
  print_line('length of blanks', LENGTH(TRIM('   ')));
  print_line('concatenated', 'a' || l_text || NULL || 'b');
  print_line('nvl', NVL(l_text, 'x') || COALESCE(l_text, NULL, 'z'));
  SELECT NVL2(l_text, 'full', 'empty') || DECODE(l_text, NULL, 'equal', 'different') INTO l_true FROM dual;
  print_line('nvl2 and decode', l_true);
  print_line('greatest', GREATEST(1, l_number));
  print_line('replace', REPLACE('a-b-c', '-', l_text));
  print_line('substr', SUBSTR('abc', 4) || '/' || SUBSTR('abc', -2) || '/' || SUBSTR('abc', 0, 1) || '/' || INSTR('abcabc', 'c', -1));
  IF NOT (l_number > 1) THEN
    print_line('not reached');
  ELSE
    print_line('NOT NULL is NULL');
  END IF;

  -- NULL in sets and aggregates
  SELECT COUNT(*), COUNT(sort_key) INTO l_count, l_number FROM categories;
  print_line('counts', l_count || ' ' || l_number);
  SELECT COUNT(*) INTO l_count FROM categories WHERE category_id NOT IN (SELECT parent_id FROM categories);
  print_line('not in', l_count);
  SELECT COUNT(*) INTO l_count FROM categories c WHERE NOT EXISTS (SELECT 1 FROM categories x WHERE x.parent_id = c.category_id);
  print_line('not exists', l_count);
  SELECT COUNT(*) INTO l_count FROM customers WHERE email = '' OR email <> '';
  print_line('mail or not', l_count);
  SELECT COUNT(*) INTO l_count FROM customers WHERE phone# IS NULL AND customer_id < 10;
  print_line('no phone', l_count);
  SELECT SUM(credit_limit), COUNT(*) INTO l_number, l_count FROM customers WHERE customer_id = 4;
  print_line('sum of nothing', l_number || '/' || l_count);

  -- CHAR comparison pads, VARCHAR2 comparison does not
  SELECT COUNT(*) INTO l_count FROM currencies WHERE currency_code = 'EUR   ';
  print_line('literal', l_count);
  SELECT COUNT(*) INTO l_count FROM currencies WHERE currency_code = l_code;
  print_line('variable', l_count);

  -- conversions nobody asked for
  SELECT '10' + '5' INTO l_number FROM dual;
  print_line('sum', l_number);
  l_number := '10' + 5.0;
  print_line('sum', l_number);
  print_line('text', '10' || 5 || .5 || (-0.25));
  BEGIN
    SELECT COUNT(*) INTO l_count FROM app_parameters WHERE param_value = 5;
  EXCEPTION
    WHEN INVALID_NUMBER THEN
      print_line('invalid number', SQLCODE);
  END;
  BEGIN
    l_number := 'ten';
  EXCEPTION
    WHEN VALUE_ERROR THEN
      print_line('value error', SQLCODE);
  END;
  BEGIN
    l_code := 'much too long';
  EXCEPTION
    WHEN VALUE_ERROR THEN
      print_line('still', l_code);
  END;

  -- numbers
  SELECT 7 / 2, line_count / 4 INTO l_number, l_count FROM orders WHERE order_id = 1;
  print_line('division', l_number || ' ' || l_count);
  print_line('format', TO_CHAR(1234.5, '9,999.99') || '|' || TO_CHAR(-.5, '0.00') || '|' || TO_CHAR(0, '99')
    || '|' || TO_CHAR(123, '99') || '|' || TO_CHAR(42, 'FM0000') || '|' || TO_CHAR(15, 'FMXX'));
  print_line('round', ROUND(1250, -2) || ' ' || ROUND(-1.45, 1) || ' ' || TRUNC(9.99, 1) || ' ' || CEIL(-.5) || ' ' || FLOOR(-.5));
  print_line('big', 12345678901234567890 * 10 || ' ' || POWER(2, 64));

  -- dates
  l_date := TO_DATE('2019-01-31 17:45:10', 'YYYY-MM-DD HH24:MI:SS');
  print_line('add', TO_CHAR(ADD_MONTHS(l_date, 1), 'YYYY-MM-DD HH24:MI') || ' ' || TO_CHAR(ADD_MONTHS(DATE '2019-02-28', 1), 'DD.MM.'));
  print_line('between', MONTHS_BETWEEN(DATE '2019-03-31', DATE '2019-02-28') || ' ' || MONTHS_BETWEEN(DATE '2019-03-16', DATE '2019-01-16'));
  print_line('trunc', TO_CHAR(TRUNC(l_date), 'HH24') || ' ' || TO_CHAR(TRUNC(l_date, 'MM'), 'DDMON') || ' ' || TO_CHAR(TRUNC(l_date, 'YYYY') - 1, 'YYYY'));
  print_line('last', TO_CHAR(LAST_DAY(DATE '2020-02-10'), 'DD') || ' ' || TO_CHAR(NEXT_DAY(DATE '2019-03-01', 'FRIDAY'), 'DD'));
  print_line('padded', TO_CHAR(DATE '2019-03-01', 'Day'));
  print_line('filled', TO_CHAR(DATE '2019-03-01', 'FMDay, DD Month YYYY'));
  print_line('seconds', ROUND((l_date - TRUNC(l_date)) * 86400));
  print_line('half a day', DATE '2019-03-02' - (DATE '2019-03-01' + 12 / 24));
END;
/
ROLLBACK;
