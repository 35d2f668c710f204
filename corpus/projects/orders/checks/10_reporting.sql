REM Reports: temporary table, cursor variables, INSERT ALL, analytic functions, LISTAGG.
REM Run as the schema owner in a session of its own. Commits on purpose and deletes what it leaves behind.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_rows   PLS_INTEGER;
  l_cursor SYS_REFCURSOR;
  l_sku    products.sku%TYPE;
  l_number NUMBER;
  l_months reporting.t_months;
  l_month  VARCHAR2(7);

  PROCEDURE show_cursor(p_name IN VARCHAR2) IS
  BEGIN
    LOOP
      FETCH l_cursor INTO l_sku, l_number;
      EXIT WHEN l_cursor%NOTFOUND;
      print_line(p_name, l_sku || ' ' || l_number);
    END LOOP;
    CLOSE l_cursor;
  END show_cursor;
BEGIN
  print_line('rows', reporting.fill_sales(DATE '2019-01-01', DATE '2019-03-31'));
  reporting.print_report;
  print_line('rows', reporting.fill_sales(p_to => DATE '2019-02-28', p_from => DATE '2019-02-01'));
  print_line('rows', reporting.fill_sales(DATE '2018-01-01', DATE '2018-12-31'));
  reporting.print_report;

  l_cursor := reporting.top_products;
  show_cursor('top 3');
  l_cursor := reporting.top_products(5);
  show_cursor('top 5');
  l_cursor := reporting.open_list('prices', 1000);
  show_cursor('price');
  l_cursor := reporting.open_list(p_minimum => 101, p_what => 'STOCK');
  show_cursor('stock');
  BEGIN
    l_cursor := reporting.open_list(NULL);
  EXCEPTION
    WHEN error_handling.e_not_found THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  print_line('split', reporting.split_orders(100));
  FOR r IN (SELECT 'small' AS band, s.* FROM small_orders s
            UNION ALL
            SELECT 'large', l.* FROM large_orders l
            ORDER BY 1, 2) LOOP
    print_line(r.band, r.order_id || ' ' || r.total);
  END LOOP;

  l_months := reporting.sales_by_month;
  l_month := l_months.LAST;
  WHILE l_month IS NOT NULL LOOP
    print_line(l_month, l_months(l_month));
    l_month := l_months.PRIOR(l_month);
  END LOOP;

  print_line('GB', reporting.customer_list('GB'));
  print_line('DE', reporting.customer_list('DE'));
  print_line('XX', reporting.customer_list('XX'));
  reporting.print_running_total;
  reporting.print_running_total(1);

  SELECT COUNT(*) INTO l_rows FROM report_lines;
  print_line('left in the report', l_rows);
  l_rows := reporting.fill_sales(DATE '2019-01-01', DATE '2019-01-31');
  COMMIT;        -- empties the temporary table ...
  SELECT COUNT(*) INTO l_rows FROM report_lines;
  print_line('after commit', l_rows);
  -- ... and makes the split permanent
  DELETE FROM small_orders;
  DELETE FROM large_orders;
  COMMIT;
END;
/
ROLLBACK;
