REM Shipping: cost bands, business days, issue and return of goods.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  c_day      CONSTANT DATE := DATE '2019-03-01';      -- a Friday
  r_shipment shipments%ROWTYPE;
  l_left     NUMBER;
  l_count    PLS_INTEGER;
BEGIN
  print_line('cost', shipping.cost(1) || ' ' || shipping.cost(1.01) || ' ' || shipping.cost(20)
    || ' ' || shipping.cost(20.5) || ' ' || shipping.cost(25) || ' ' || shipping.cost(NULL));
  print_line('delivery', TO_CHAR(shipping.delivery_date(c_day, 'DE'), 'DY DD', 'NLS_DATE_LANGUAGE=AMERICAN'));
  print_line('delivery', TO_CHAR(shipping.delivery_date(c_day + .75, 'FR'), 'DY DD HH24', 'NLS_DATE_LANGUAGE=AMERICAN'));
  print_line('delivery', TO_CHAR(shipping.delivery_date(c_day, 'GB'), 'DY DD', 'NLS_DATE_LANGUAGE=AMERICAN'));

  BEGIN
    r_shipment := shipping.ship_order(4, c_day);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('not confirmed', SQLCODE);
  END;
  r_shipment := shipping.ship_order(3, c_day);
  print_line('weight', r_shipment.weight_kg);
  print_line('cost', r_shipment.cost);
  print_line('carrier', r_shipment.carrier);
  print_line('label', r_shipment.label_text);
  print_line('order', order_entry.status_of(3));
  FOR r IN (SELECT warehouse_id, qty_on_hand, qty_reserved FROM inventory
             WHERE product_id = 108 ORDER BY warehouse_id) LOOP
    print_line('warehouse ' || r.warehouse_id, r.qty_on_hand || '/' || r.qty_reserved);
  END LOOP;

  shipping.register_return(1, 2, 4, c_day, p_left => l_left);
  print_line('left', l_left);
  shipping.register_return(1, 2, 5, c_day, 'don''t like it', l_left);
  print_line('left', l_left);
  l_left := 77;
  BEGIN
    shipping.register_return(1, 2, 1, c_day, p_left => l_left);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('left ' || l_left, error_handling.first_line(SQLERRM));
  END;
  BEGIN
    shipping.register_return(9, 9, 1, c_day, p_left => l_left);
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      print_line('no such line', SQLCODE);
  END;
  SELECT COUNT(*), SUM(quantity) INTO l_count, l_left FROM returns WHERE order_id = 1;
  print_line('returns', l_count || ' of ' || l_left);
  print_line('in Berlin', inventory_mgmt.available(109, 1));
END;
/
ROLLBACK;
