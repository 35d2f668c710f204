REM Stock: reservations over warehouses, savepoint, MERGE.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  c_day  CONSTANT DATE := DATE '2019-03-20';
  l_list t_string_list;

  PROCEDURE show IS
  BEGIN
    FOR r IN (SELECT warehouse_id, qty_on_hand, qty_reserved
                FROM inventory WHERE product_id = 101 ORDER BY warehouse_id)
    LOOP
      print_line('warehouse ' || r.warehouse_id, r.qty_on_hand || '/' || r.qty_reserved);
    END LOOP;
  END show;
BEGIN
  l_list := inventory_mgmt.below_reorder;
  FOR i IN 1 .. l_list.COUNT LOOP
    print_line('reorder', l_list(i));
  END LOOP;

  print_line('available', inventory_mgmt.available(101) || ' ' || inventory_mgmt.available(101, 2)
    || ' ' || inventory_mgmt.available(108) || ' ' || inventory_mgmt.available(p_product_id => 999));

  inventory_mgmt.reserve(101, 12);
  show;
  BEGIN
    inventory_mgmt.reserve(101, 9);
  EXCEPTION
    WHEN error_handling.e_out_of_stock THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;
  print_line('available', inventory_mgmt.available(101));

  inventory_mgmt.release(101, 3);
  show;
  inventory_mgmt.issue(101, 9, c_day);
  BEGIN
    inventory_mgmt.issue(101, 1, c_day);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  inventory_mgmt.receive(1, 101, 5, p_on => c_day);
  inventory_mgmt.receive(4, 101, 2, 'MOVE', c_day);
  show;
  FOR r IN (SELECT warehouse_id, qty, reason FROM stock_movements ORDER BY movement_id) LOOP
    print_line(r.reason, r.warehouse_id || ': ' || r.qty);
  END LOOP;
  print_line('available', inventory_mgmt.available(101));

  BEGIN
    UPDATE inventory SET qty_reserved = 99 WHERE warehouse_id = 1 AND product_id = 101;
  EXCEPTION
    WHEN error_handling.e_check_failed THEN
      print_line('check', SQLCODE);
  END;
END;
/
ROLLBACK;
