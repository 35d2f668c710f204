CREATE OR REPLACE TRIGGER orders_au
AFTER INSERT OR UPDATE OF status, customer_id OR DELETE ON orders
REFERENCING OLD AS o NEW AS n
FOR EACH ROW
BEGIN
  IF INSERTING THEN
    INSERT INTO audit_log (table_name, action, row_key, new_value)
    VALUES ('ORDERS', 'I', :n.order_id, :n.status);
  ELSIF UPDATING('STATUS') THEN
    INSERT INTO audit_log (table_name, action, row_key, old_value, new_value)
    VALUES ('ORDERS', 'U', :n.order_id, :o.status, :n.status);
  ELSIF DELETING THEN
    INSERT INTO audit_log (table_name, action, row_key, old_value)
    VALUES ('ORDERS', 'D', :o.order_id, :o.status);
  END IF;
END orders_au;
/
