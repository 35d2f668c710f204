CREATE OR REPLACE PACKAGE BODY reporting AS

  FUNCTION fill_sales(p_from IN DATE, p_to IN DATE) RETURN PLS_INTEGER IS
  BEGIN
    DELETE FROM report_lines;
    INSERT INTO report_lines (line_no, line_text, amount)
    SELECT ROW_NUMBER() OVER (ORDER BY SUM(l.line_total) DESC, c.customer_name),
           c.customer_name,
           SUM(l.line_total)
      FROM customers c
      JOIN orders o ON o.customer_id = c.customer_id
      JOIN order_lines l ON l.order_id = o.order_id
     WHERE o.status <> 'CANCELLED'
       AND o.order_date >= p_from
       AND o.order_date < p_to + 1
     GROUP BY c.customer_id, c.customer_name;
    RETURN SQL%ROWCOUNT;
  END fill_sales;

  PROCEDURE print_report IS
    TYPE t_lines IS TABLE OF report_lines%ROWTYPE;
    l_lines t_lines;
    l_total NUMBER := 0;
  BEGIN
    SELECT * BULK COLLECT INTO l_lines FROM report_lines ORDER BY line_no;
    FOR i IN 1 .. l_lines.COUNT LOOP
      DBMS_OUTPUT.PUT_LINE(l_lines(i).line_no || '. ' || RPAD(l_lines(i).line_text, 15, '.')
        || TO_CHAR(l_lines(i).amount, '999G990D00', 'NLS_NUMERIC_CHARACTERS=''.,'''));
      l_total := l_total + l_lines(i).amount;
    END LOOP;
    DBMS_OUTPUT.PUT_LINE('total ' || l_total);
  END print_report;

  FUNCTION top_products(p_count IN PLS_INTEGER DEFAULT 3) RETURN SYS_REFCURSOR IS
    l_cursor SYS_REFCURSOR;
  BEGIN
    OPEN l_cursor FOR
      SELECT *
        FROM (SELECT p.sku, SUM(l.quantity) qty
                FROM order_lines l, products p
               WHERE l.product_id = p.product_id
               GROUP BY p.sku
               ORDER BY 2 DESC, 1)
       WHERE ROWNUM <= p_count;
    RETURN l_cursor;
  END top_products;

  FUNCTION open_list(p_what IN VARCHAR2, p_minimum IN NUMBER DEFAULT 0) RETURN SYS_REFCURSOR IS
    l_cursor SYS_REFCURSOR;
    l_sql    VARCHAR2(2000);
  BEGIN
    l_sql := CASE UPPER(p_what)
               WHEN 'STOCK' THEN
                 'SELECT sku, free_qty FROM v_stock WHERE free_qty >= :minimum ORDER BY free_qty DESC, sku, warehouse_name'
               WHEN 'PRICES' THEN
                 'SELECT sku, unit_price FROM products WHERE unit_price >= :minimum ORDER BY unit_price DESC'
             END;
    IF l_sql IS NULL THEN
      RAISE_APPLICATION_ERROR(-20001, 'no list ' || NVL(p_what, '(none)'));
    END IF;
    OPEN l_cursor FOR l_sql USING p_minimum;
    RETURN l_cursor;
  END open_list;

  FUNCTION split_orders(p_limit IN NUMBER) RETURN PLS_INTEGER IS
    l_rows PLS_INTEGER;
  BEGIN
    INSERT ALL
      WHEN total >= p_limit THEN
        INTO large_orders (order_id, total) VALUES (order_id, total)
      WHEN total < p_limit THEN
        INTO small_orders (order_id, total) VALUES (order_id, total)
      WHEN status = 'CANCELLED' THEN
        INTO small_orders (order_id, total) VALUES (order_id, 0)
    SELECT order_id, status, total
      FROM v_order_totals;
    l_rows := SQL%ROWCOUNT;
    RETURN l_rows;
  END split_orders;

  FUNCTION sales_by_month RETURN t_months IS
    l_months t_months;
    l_month  VARCHAR2(7);
  BEGIN
    FOR r IN (SELECT o.order_date, t.total
                FROM orders o
                JOIN v_order_totals t ON t.order_id = o.order_id)
    LOOP
      l_month := TO_CHAR(r.order_date, 'YYYY-MM');
      IF NOT l_months.EXISTS(l_month) THEN
        l_months(l_month) := 0;
      END IF;
      l_months(l_month) := l_months(l_month) + r.total;
    END LOOP;
    RETURN l_months;
  END sales_by_month;

  FUNCTION customer_list(p_country IN VARCHAR2) RETURN VARCHAR2 IS
    l_list VARCHAR2(4000);
  BEGIN
    SELECT LISTAGG(customer_name, ', ') WITHIN GROUP (ORDER BY customer_name DESC)
      INTO l_list
      FROM customers
     WHERE country_code = p_country
       AND customer_id < 10;
    RETURN l_list;
  END customer_list;

  PROCEDURE print_running_total(p_customer_id IN NUMBER DEFAULT NULL) IS
  BEGIN
    FOR r IN (
      SELECT o.order_id,
             t.total,
             SUM(t.total) OVER (ORDER BY o.order_date, o.order_id) AS running,
             LAG(t.total) OVER (ORDER BY o.order_date, o.order_id) AS previous,
             DENSE_RANK() OVER (ORDER BY t.total DESC)             AS place
        FROM orders o, v_order_totals t
       WHERE o.order_id = t.order_id
         AND o.customer_id = NVL(p_customer_id, o.customer_id)
       ORDER BY o.order_date, o.order_id)
    LOOP
      DBMS_OUTPUT.PUT_LINE(r.order_id || ': ' || r.total || ' sum ' || r.running
        || ' before ' || NVL(TO_CHAR(r.previous), '-') || ' place ' || r.place);
    END LOOP;
  END print_running_total;

END reporting;
/
