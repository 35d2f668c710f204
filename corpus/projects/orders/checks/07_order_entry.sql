REM Order entry: package state, skipped lines, backorder by savepoint, autonomous log.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK and empties its part of the error log.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  c_day     CONSTANT DATE := DATE '2019-03-15';
  l_first   orders.order_id%TYPE;
  l_second  orders.order_id%TYPE;
  l_third   orders.order_id%TYPE;
  l_lines   order_entry.t_lines;
  l_line    order_entry.t_line;
  l_version orders.row_version%TYPE;
  l_flag    BOOLEAN;

  PROCEDURE set_line(p_index IN BINARY_INTEGER, p_sku IN VARCHAR2, p_quantity IN NUMBER) IS
  BEGIN
    l_line.sku := p_sku;
    l_line.quantity := p_quantity;
    l_lines(p_index) := l_line;
  END set_line;

  PROCEDURE show(p_name IN VARCHAR2, p_order_id IN NUMBER) IS
    l_order orders%ROWTYPE;
  BEGIN
    SELECT * INTO l_order FROM orders WHERE order_id = p_order_id;
    print_line(p_name, l_order.status || ' v' || l_order.row_version || ' lines ' || l_order.line_count
      || ' notes ' || l_order.notes);
  END show;

  PROCEDURE expect_failure(p_order_id IN NUMBER) IS
  BEGIN
    order_entry.confirm(p_order_id);
    print_line('confirmed');
  EXCEPTION
    WHEN OTHERS THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END expect_failure;
BEGIN
  error_handling.purge_log('ORDER_ENTRY.CONFIRM');

  BEGIN
    order_entry.add_line(101, 1);
  EXCEPTION
    WHEN order_entry.e_no_order THEN
      print_line('no order ' || SQLCODE, SQLERRM);
  END;

  l_first := order_entry.new_order(2, c_day + 10 / 24);
  SELECT CASE WHEN order_no = 'O-2019-' || TO_CHAR(l_first, 'FM000000') THEN 1 ELSE 0 END
    INTO l_version
    FROM orders
   WHERE order_id = l_first
     AND order_date = c_day;
  print_line('number as expected', l_version);

  order_entry.add_line(101, 2);
  order_entry.add_line('mou-001', 10);
  order_entry.add_line('KEY-001');
  order_entry.add_line(111, 1, 50);
  FOR r IN (SELECT l.line_no, p.sku, l.quantity, l.unit_price, l.discount_pct, l.line_total
              FROM order_lines l JOIN products p ON p.product_id = l.product_id
             WHERE l.order_id = l_first
             ORDER BY l.line_no)
  LOOP
    print_line(r.line_no, r.sku || ' ' || r.quantity || ' x ' || r.unit_price || ' - ' || r.discount_pct
      || '% = ' || r.line_total);
  END LOOP;
  print_line('total', order_total(l_first));
  BEGIN
    order_entry.add_line('BOK-002');
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  set_line(20, 'GAM-001', 1);
  set_line(-1, 'NOPE', 1);
  set_line(10, 'GAM-001', 0);
  set_line(30, 'KEY-002', 1);
  set_line(3, 'GAM-002', 1);
  print_line('lines', l_lines.COUNT || ' from ' || l_lines.FIRST);
  print_line('added', order_entry.add_lines(l_lines));
  show('first', l_first);

  -- product 111 is in no warehouse
  order_entry.confirm;
  show('first', l_first);
  print_line('reserved for nothing', 20 - inventory_mgmt.available(101));
  print_line('logged', error_handling.logged('ORDER_ENTRY.CONFIRM'));
  print_line('current', order_entry.current_order);

  inventory_mgmt.receive(1, 111, 5, p_on => c_day);
  inventory_mgmt.receive(1, 114, 5, p_on => c_day);
  order_entry.confirm(l_first);
  show('first', l_first);
  print_line('available', inventory_mgmt.available(101) || ' ' || inventory_mgmt.available(109));
  touch_order(l_first, 'checked', l_version);
  touch_order(l_first, p_note => 'twice', p_version => l_version);
  touch_order(l_first, p_version => l_version);
  show('first', l_first);
  expect_failure(l_first);

  order_entry.cancel(l_first, 'changed mind');
  show('first', l_first);
  print_line('available', inventory_mgmt.available(101) || ' ' || inventory_mgmt.available(109));
  BEGIN
    order_entry.cancel(1);
  EXCEPTION
    WHEN CASE_NOT_FOUND THEN
      print_line('invoiced', SQLCODE);
  END;
  BEGIN
    UPDATE orders SET status = 'NEW' WHERE order_id = 5;
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  l_second := order_entry.new_order(3, c_day);
  l_lines.DELETE;
  set_line(1, 'GAM-001', -1);
  set_line(2, 'GAM-002', 2);
  print_line('added', order_entry.add_lines(l_lines));
  show('second', l_second);
  print_line('total', order_total(l_second));
  BEGIN
    l_third := order_entry.new_order(5, c_day);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;
  l_flag := order_entry.current_order = l_second;
  print_line('still the second', util_pkg.to_text(l_flag));

  l_third := order_entry.new_order(p_customer_id => 3, p_on => c_day);
  order_entry.add_line(101, 2);
  expect_failure(l_third);
  show('third', l_third);
  print_line('lines added', ord_api.lines_added);

  ROLLBACK;
  print_line('lines added', ord_api.lines_added);
  l_flag := order_entry.current_order = l_third;
  print_line('still remembered', util_pkg.to_text(l_flag));
  print_line('its total', order_total(l_third));
  print_line('logged', error_handling.logged('ORDER_ENTRY.CONFIRM'));
  FOR r IN (SELECT error_code, error_text FROM error_log WHERE source_name = 'ORDER_ENTRY.CONFIRM') LOOP
    print_line(r.error_code, r.error_text);
  END LOOP;
  error_handling.purge_log('ORDER_ENTRY.CONFIRM');
END;
/
ROLLBACK;
