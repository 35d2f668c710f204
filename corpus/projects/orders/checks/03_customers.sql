REM Customers: overloads, NULL limits, object type, column against parameter.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_id       customers.customer_id%TYPE;
  l_customer customer_mgmt.t_customer;
  l_fresh    customer_mgmt.t_customer;
  l_changed  PLS_INTEGER;
  l_cursor   SYS_REFCURSOR;
  l_key      customers.customer_id%TYPE;
  l_name     customers.customer_name%TYPE;
  l_address  t_address;

  PROCEDURE show(p_customer IN customer_mgmt.t_customer) IS
  BEGIN
    print_line(p_customer.customer_name, p_customer.order_count || '/' || p_customer.free_credit);
  END show;
BEGIN
  print_line('record default', l_fresh.order_count);
  l_id := customer_mgmt.create_customer('  New Customer ', p_email => 'Sales@New.Example');
  customer_mgmt.get_customer(l_id, l_customer);
  show(l_customer);
  customer_mgmt.get_customer(1, l_customer);
  show(l_customer);
  BEGIN
    customer_mgmt.get_customer(999, l_customer);
  EXCEPTION
    WHEN error_handling.e_not_found THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  print_line('display', customer_mgmt.display_name(l_id));
  print_line('display', customer_mgmt.display_name(3));
  print_line('display', customer_mgmt.display_name(4));

  print_line('exists', util_pkg.to_text(customer_mgmt.exists_customer(2)));
  print_line('exists', util_pkg.to_text(customer_mgmt.exists_customer('acme gmbh')));
  print_line('exists', util_pkg.to_text(customer_mgmt.exists_customer('nobody')));
  print_line('exists', util_pkg.to_text(customer_mgmt.exists_customer(999)));
  print_line('found', customer_mgmt.find_by_name('dupont'));
  print_line('many', customer_mgmt.find_by_name('customer'));
  print_line('none', customer_mgmt.find_by_name('zzz'));
  print_line('new one', util_pkg.to_text(customer_mgmt.find_by_name('New Cust') = l_id));

  print_line('no limit', util_pkg.to_text(customer_mgmt.check_credit(4, 1000000)));
  print_line('just', util_pkg.to_text(customer_mgmt.check_credit(3, 1000)));
  print_line('over', util_pkg.to_text(customer_mgmt.check_credit(3, 1000.01)));
  print_line('zero limit', util_pkg.to_text(customer_mgmt.check_credit(5, .01)));

  l_address := t_address('1 High St', 'York', NULL, 'gb');
  BEGIN
    customer_mgmt.add_address(3, l_address);
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      -- the key is (3, SHIP, NULL), and so is the existing one
      print_line('duplicate', SQLCODE);
  END;
  customer_mgmt.add_address(3, l_address, p_label => 'Home');
  print_line('one customer', customer_mgmt.address_count_for(3));
  print_line('said to be one customer', customer_mgmt.address_count(3));

  print_line('label', customer_mgmt.label_of(2));
  print_line('label', customer_mgmt.label_of(4));
  print_line('label', customer_mgmt.label_of(5));
  print_line('label', l_address.one_line());
  l_address.line1 := NULL;
  print_line('label', l_address.one_line());

  customer_mgmt.raise_limits('FR', 10, l_changed);
  print_line('raised', l_changed);
  FOR r IN (SELECT customer_id, credit_limit FROM customers WHERE customer_id IN (2, 7, 8, 12, 14) ORDER BY 1) LOOP
    print_line('limit of ' || r.customer_id, r.credit_limit);
  END LOOP;
  customer_mgmt.raise_limits(p_percent => 50, p_country => 'US', p_changed => l_changed);
  print_line('raised', l_changed);

  customer_mgmt.open_customers('GB', l_cursor);
  LOOP
    FETCH l_cursor INTO l_key, l_name;
    EXIT WHEN l_cursor%NOTFOUND;
    print_line(l_cursor%ROWCOUNT, l_key || ' ' || l_name);
  END LOOP;
  CLOSE l_cursor;
END;
/
ROLLBACK;
