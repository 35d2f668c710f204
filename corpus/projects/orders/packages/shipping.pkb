CREATE OR REPLACE PACKAGE BODY shipping AS

  FUNCTION cost(p_weight IN NUMBER) RETURN NUMBER IS
    l_cost NUMBER;
  BEGIN
    CASE
      WHEN p_weight <= 1 THEN
        l_cost := 4.5;
      WHEN p_weight <= 5 THEN
        l_cost := 9.5;
      WHEN p_weight <= 20 THEN
        l_cost := 19;
      WHEN p_weight > 20 THEN
        l_cost := 19 + CEIL(p_weight - 20) * .8;
      ELSE
        l_cost := 0;                    -- weight unknown
    END CASE;
    RETURN l_cost;
  END cost;

  FUNCTION delivery_date(p_on IN DATE, p_country IN VARCHAR2) RETURN DATE IS
  BEGIN
    RETURN util_pkg.add_business_days(
      TRUNC(p_on),
      CASE p_country WHEN 'DE' THEN 1 WHEN 'FR' THEN 3 ELSE 5 END);
  END delivery_date;

  FUNCTION ship_order(
    p_order_id IN orders.order_id%TYPE,
    p_on       IN DATE,
    p_carrier  IN shipments.carrier%TYPE DEFAULT 'DHL') RETURN shipments%ROWTYPE
  IS
    r_shipment shipments%ROWTYPE;
    l_address  orders.ship_address_id%TYPE;
  BEGIN
    IF order_entry.status_of(p_order_id) <> 'CONFIRMED' THEN
      RAISE error_handling.e_wrong_state;
    END IF;
    SELECT SUM(l.quantity * p.weight_kg), MAX(o.ship_address_id)
      INTO r_shipment.weight_kg, l_address
      FROM orders o, order_lines l, products p
     WHERE o.order_id = l.order_id
       AND p.product_id = l.product_id
       AND o.order_id = p_order_id;
    FOR r IN (SELECT product_id, quantity FROM order_lines WHERE order_id = p_order_id) LOOP
      inventory_mgmt.issue(r.product_id, r.quantity, p_on);
    END LOOP;
    IF l_address IS NOT NULL THEN
      r_shipment.label_text := customer_mgmt.label_of(l_address);
    END IF;
    SELECT shipments_seq.NEXTVAL INTO r_shipment.shipment_id FROM dual;
    r_shipment.order_id   := p_order_id;
    r_shipment.shipped_on := p_on;
    r_shipment.carrier    := p_carrier;
    r_shipment.cost       := cost(r_shipment.weight_kg);
    INSERT INTO shipments VALUES r_shipment;
    UPDATE orders SET status = 'SHIPPED' WHERE order_id = p_order_id;
    RETURN r_shipment;
  END ship_order;

  PROCEDURE register_return(
    p_order_id IN  NUMBER,
    p_line_no  IN  NUMBER,
    p_qty      IN  NUMBER,
    p_on       IN  DATE,
    p_reason   IN  VARCHAR2 DEFAULT NULL,
    p_left     OUT NUMBER)
  IS
    l_product_id order_lines.product_id%TYPE;
  BEGIN
    SELECT l.product_id,
           l.quantity - NVL((SELECT SUM(r.quantity)
                               FROM returns r
                              WHERE r.order_id = l.order_id
                                AND r.line_no = l.line_no), 0) - p_qty
      INTO l_product_id, p_left
      FROM order_lines l
     WHERE l.order_id = p_order_id
       AND l.line_no = p_line_no;
    IF p_left < 0 THEN
      RAISE_APPLICATION_ERROR(-20002, 'returning ' || ABS(p_left) || ' too many');
    END IF;
    INSERT INTO returns (return_id, order_id, line_no, quantity, returned_on, reason)
    VALUES (returns_seq.NEXTVAL, p_order_id, p_line_no, p_qty, p_on, p_reason);
    inventory_mgmt.receive(app_config.get_number('DEFAULT_WAREHOUSE'), l_product_id, p_qty, 'RETURN', p_on);
  END register_return;

END shipping;
/
