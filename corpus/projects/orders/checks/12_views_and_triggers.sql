REM Views and triggers.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_count NUMBER;
BEGIN
  FOR r IN (SELECT * FROM v_customer_orders WHERE customer_id <= 5 ORDER BY customer_id) LOOP
    print_line(r.customer_name, r.country || ' ' || r.order_count || ' ' || TO_CHAR(r.last_order, 'YYYY-MM-DD'));
  END LOOP;
  FOR r IN (SELECT * FROM v_order_totals ORDER BY order_id) LOOP
    print_line(r.order_id, r.lines || ' ' || r.total || ' ' || r.status);
  END LOOP;
  FOR r IN (SELECT * FROM v_category_tree WHERE category_id IN (3, 9, 12) ORDER BY category_id) LOOP
    print_line(r.full_path, r.depth || ' ' || r.root_name || ' ' || r.is_leaf);
  END LOOP;
  FOR r IN (SELECT * FROM v_stock WHERE sku = 'KEY-002' OR (sku LIKE 'LAP%' AND warehouse_name = 'Berlin') ORDER BY sku) LOOP
    print_line(r.sku, r.free_qty || ' ' || r.stock_state);
  END LOOP;

  SELECT COUNT(*) INTO l_count FROM v_active_customers WHERE country_code = 'GB';
  print_line('active in GB', l_count);
  UPDATE v_active_customers SET email = 'new@acme.example' WHERE customer_id = 1;
  print_line('mail', customer_mgmt.display_name(1));
  BEGIN
    UPDATE v_active_customers SET status = 'B' WHERE customer_id = 1;
  EXCEPTION
    WHEN OTHERS THEN
      print_line('check option', SQLCODE);
  END;
  UPDATE v_active_customers SET status = 'X' WHERE customer_id = 5;
  print_line('not in the view', SQL%ROWCOUNT);
  BEGIN
    EXECUTE IMMEDIATE 'UPDATE v_stock SET free_qty = 0';
    print_line('stock updated');
  EXCEPTION
    WHEN OTHERS THEN
      print_line('stock is read only');
  END;
  SELECT COUNT(*) INTO l_count FROM cust;
  print_line('by synonym', l_count || ' ' || ord_api.status_of(1));
  ROLLBACK;
END;
/

DECLARE
  l_id      customers.customer_id%TYPE;
  l_name    customers.name_upper%TYPE;
  l_order   orders%ROWTYPE;
  l_total   order_lines.line_total%TYPE;

  PROCEDURE show_order(p_order_id IN NUMBER) IS
  BEGIN
    SELECT * INTO l_order FROM orders WHERE order_id = p_order_id;
    print_line('order ' || p_order_id, l_order.status || ' v' || l_order.row_version || ' lines ' || l_order.line_count
      || ' ' || l_order.notes);
  END show_order;
BEGIN
  -- BEFORE INSERT with a condition
  INSERT INTO customers (customer_id, customer_name) VALUES (500, 'Given key') RETURNING customer_id INTO l_id;
  SELECT name_upper INTO l_name FROM customers WHERE customer_id = l_id;
  print_line(l_name, l_id);
  INSERT INTO customers (customer_name) VALUES ('Generated key') RETURNING customer_id INTO l_id;
  print_line('generated', CASE WHEN l_id >= 1000 THEN 'yes' ELSE 'no' END);

  -- INSTEAD OF
  INSERT INTO v_order_entry (order_date, notes, customer_name) VALUES (DATE '2019-04-01', 'by form', 'Acme GmbH');
  INSERT INTO v_order_entry (order_date, customer_name, country_code) VALUES (DATE '2019-04-02', 'Brand New', 'FR');
  UPDATE v_order_entry SET notes = 'changed' WHERE order_id = 4;
  FOR r IN (SELECT customer_name, country_code, order_date, notes FROM v_order_entry
             WHERE order_date >= DATE '2019-03-05' ORDER BY order_date) LOOP
    print_line(r.customer_name, r.country_code || ' ' || TO_CHAR(r.order_date, 'DDMON') || ' ' || r.notes);
  END LOOP;
  print_line('orders inserted', audit_pkg.entries('ORDERS', 'I'));

  -- BEFORE UPDATE with a condition, AFTER UPDATE row
  UPDATE orders SET status = 'CONFIRMED' WHERE order_id = 4;
  show_order(4);
  print_line('last', audit_pkg.last_entry('ORDERS'));
  UPDATE orders SET status = 'BACKORDER' WHERE order_id = 4;
  show_order(4);
  print_line('last', audit_pkg.last_entry('ORDERS'));
  UPDATE orders SET customer_id = 2 WHERE order_id = 4;
  print_line('updates', audit_pkg.entries('ORDERS', 'U'));

  -- statement level
  UPDATE app_parameters SET param_value = 'x' WHERE 1 = 0;
  print_line('last', audit_pkg.last_entry('APP_PARAMETERS'));
  DELETE FROM app_parameters WHERE param_name LIKE 'M%';
  INSERT INTO app_parameters (param_name) SELECT 'NEW' || LEVEL FROM dual CONNECT BY LEVEL <= 3;
  print_line('rows', SQL%ROWCOUNT);
  FOR r IN (SELECT action, COUNT(*) n FROM audit_log WHERE table_name = 'APP_PARAMETERS' GROUP BY action ORDER BY action) LOOP
    print_line(r.action, r.n);
  END LOOP;

  -- compound
  INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price)
  SELECT 4, LEVEL + 1, LEVEL + 200, LEVEL, 1.5 FROM dual CONNECT BY LEVEL <= 3;
  show_order(4);
  BEGIN
    INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price)
    SELECT 4, LEVEL + 3, LEVEL + 200, LEVEL, 1.5 FROM dual CONNECT BY LEVEL <= 3;
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      show_order(4);
  END;
  DELETE FROM order_lines WHERE order_id IN (2, 4) AND line_no > 1;
  print_line('deleted', SQL%ROWCOUNT);
  show_order(2);
  show_order(4);

  -- virtual column
  INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct)
  VALUES (4, 9, 201, 3, 9.99, 12.5);
  SELECT line_total INTO l_total FROM order_lines WHERE order_id = 4 AND line_no = 9;
  print_line('line total', l_total);
END;
/
ROLLBACK;
