REM Constraints of every kind.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_count PLS_INTEGER;
  l_price products.unit_price%TYPE;
BEGIN
  -- unique over nullable columns
  INSERT INTO addresses (address_id, customer_id, address_type, line1) VALUES (901, 5, 'BILL', 'first');
  BEGIN
    INSERT INTO addresses (address_id, customer_id, address_type, line1) VALUES (902, 5, 'BILL', 'second');
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      print_line('second without label', SQLCODE);
  END;
  BEGIN
    INSERT INTO price_lists (price_list_id, list_code, list_name, valid_from)
    VALUES (9, 'STD2', 'STANDARD PRICES', DATE '2019-01-01');
  EXCEPTION
    WHEN DUP_VAL_ON_INDEX THEN
      print_line('same name in capitals', SQLCODE);
  END;

  -- what deletes do
  DELETE FROM customers WHERE customer_id = 7;
  SELECT COUNT(*) INTO l_count FROM addresses WHERE customer_id = 7;
  print_line('cascade', l_count);
  DELETE FROM promotions WHERE promo_code = 'FIVEOFF';
  SELECT COUNT(promo_code) INTO l_count FROM orders;
  print_line('set null', l_count);
  DELETE FROM categories WHERE category_id = 10;
  SELECT COUNT(*) INTO l_count FROM products WHERE category_id IS NULL;
  print_line('set null', l_count);
  BEGIN
    DELETE FROM categories WHERE category_id = 1;
  EXCEPTION
    WHEN error_handling.e_child_exists THEN
      print_line('children', SQLCODE);
  END;
  DELETE FROM app_users WHERE user_id = 3;
  SELECT COUNT(*) INTO l_count FROM app_user_roles;
  print_line('cascade', l_count);
  BEGIN
    DELETE FROM app_users WHERE user_id = 2;
  EXCEPTION
    WHEN error_handling.e_child_exists THEN
      print_line('is a manager', SQLCODE);
  END;

  -- checked at the end
  UPDATE customers SET default_address_id = 9999 WHERE customer_id = 1;
  print_line('not yet', SQL%ROWCOUNT);
  BEGIN
    EXECUTE IMMEDIATE 'SET CONSTRAINTS customers_address_fk IMMEDIATE';
    print_line('now', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('now', SQLCODE);
  END;
  UPDATE customers SET default_address_id = 2 WHERE customer_id = 1;
  BEGIN
    EXECUTE IMMEDIATE 'SET CONSTRAINTS customers_address_fk IMMEDIATE';
    print_line('now', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('now', SQLCODE);
  END;
  BEGIN
    UPDATE customers SET default_address_id = 9999 WHERE customer_id = 1;
  EXCEPTION
    WHEN error_handling.e_no_parent THEN
      print_line('at once', SQLCODE);
  END;

  -- a disabled constraint checks nothing
  INSERT INTO shipments (shipment_id, order_id, shipped_on, carrier) VALUES (901, 3, DATE '2019-03-01', 'OWL');
  print_line('owl', SQL%ROWCOUNT);

  BEGIN
    UPDATE customers SET credit_limit = -1 WHERE customer_id = 1;
    print_line('negative', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('negative', SQLCODE);
  END;
  BEGIN
    UPDATE customers SET credit_limit = NULL WHERE customer_id = 1;
    print_line('no limit', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('no limit', SQLCODE);
  END;
  BEGIN
    UPDATE products SET unit_price = max_price + 1 WHERE product_id = 102;
    print_line('beyond maximum', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('beyond maximum', SQLCODE);
  END;
  BEGIN
    UPDATE products SET unit_price = 5000 WHERE product_id = 101;
    print_line('no maximum', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('no maximum', SQLCODE);
  END;
  BEGIN
    UPDATE promotions SET amount_off = 1, percent_off = 1;
    print_line('both kinds', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('both kinds', SQLCODE);
  END;
  BEGIN
    INSERT INTO app_parameters (param_name) VALUES ('lower');
    print_line('lower case', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('lower case', SQLCODE);
  END;
  BEGIN
    UPDATE customers SET customer_name = '' WHERE customer_id = 1;
    print_line('update to nothing', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('update to nothing', SQLCODE);
  END;
  BEGIN
    INSERT INTO app_roles VALUES ('NOBODY', '');
    print_line('insert nothing', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('insert nothing', SQLCODE);
  END;
  BEGIN
    UPDATE app_roles SET role_name = RPAD(role_name, 61, '.');
    print_line('too long', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('too long', SQLCODE);
  END;
  BEGIN
    UPDATE products SET unit_price = 100000000 WHERE product_id = 101;
    print_line('too large', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('too large', SQLCODE);
  END;
  BEGIN
    UPDATE products SET unit_price = 'dear' WHERE product_id = 101;
    print_line('not a number', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('not a number', SQLCODE);
  END;
  BEGIN
    INSERT INTO inventory (warehouse_id, product_id) VALUES (77, 101);
    print_line('wrong parent', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('wrong parent', SQLCODE);
  END;
  BEGIN
    EXECUTE IMMEDIATE 'INSERT INTO error_log (log_id) VALUES (1)';
    print_line('identity', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('identity', SQLCODE);
  END;
  BEGIN
    EXECUTE IMMEDIATE 'UPDATE order_lines SET line_total = 1';
    print_line('virtual', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('virtual', SQLCODE);
  END;
  BEGIN
    INSERT INTO currency_rates VALUES ('EUR', NULL, 1);
    print_line('no date', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('no date', SQLCODE);
  END;
  BEGIN
    INSERT INTO warehouses (warehouse_id, warehouse_name, country_code) VALUES (9, 'Ninth', 'DE');
    print_line('default', 0);
  EXCEPTION
    WHEN OTHERS THEN
      print_line('default', SQLCODE);
  END;
  UPDATE products SET unit_price = 1.005 WHERE product_id = 101 RETURNING unit_price INTO l_price;
  print_line('rounded', l_price);
  UPDATE products SET unit_price = 2.994999 WHERE product_id = 101 RETURNING unit_price INTO l_price;
  print_line('rounded', l_price);
END;
/
ROLLBACK;
