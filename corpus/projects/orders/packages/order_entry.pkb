CREATE OR REPLACE PACKAGE BODY order_entry AS

  g_order_id    orders.order_id%TYPE;
  g_order_date  DATE;
  g_lines_added PLS_INTEGER := 0;      -- in this session, over all orders

  PROCEDURE set_status(p_order_id IN orders.order_id%TYPE, p_status IN VARCHAR2);

  FUNCTION new_order(
    p_customer_id IN orders.customer_id%TYPE,
    p_on          IN DATE,
    p_currency    IN orders.currency_code%TYPE DEFAULT pricing.c_base_currency,
    p_promo_code  IN orders.promo_code%TYPE DEFAULT NULL) RETURN orders.order_id%TYPE
  IS
    l_status customers.status%TYPE;
  BEGIN
    SELECT status INTO l_status FROM customers WHERE customer_id = p_customer_id;
    IF l_status = 'B' THEN
      RAISE_APPLICATION_ERROR(error_handling.c_wrong_state, 'customer ' || p_customer_id || ' is blocked');
    END IF;
    INSERT INTO orders (customer_id, order_date, currency_code, promo_code)
    VALUES (p_customer_id, p_on, p_currency, p_promo_code)
    RETURNING order_id, order_date INTO g_order_id, g_order_date;
    RETURN g_order_id;
  END new_order;

  PROCEDURE add_line(p_product_id IN NUMBER, p_quantity IN NUMBER, p_discount IN NUMBER DEFAULT NULL) IS
    l_line_no order_lines.line_no%TYPE;
  BEGIN
    IF g_order_id IS NULL THEN
      RAISE e_no_order;
    END IF;
    SELECT NVL(MAX(line_no), 0) + 1 INTO l_line_no FROM order_lines WHERE order_id = g_order_id;
    IF l_line_no > app_config.get_number('MAX_ORDER_LINES') THEN
      RAISE_APPLICATION_ERROR(-20002, 'too many lines');
    END IF;
    INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct)
    VALUES (g_order_id, l_line_no, p_product_id, p_quantity,
            pricing.price_for(p_product_id, g_order_date, p_quantity),
            NVL(p_discount, pricing.quantity_discount(p_quantity)));
    g_lines_added := g_lines_added + 1;
  END add_line;

  PROCEDURE add_line(p_sku IN VARCHAR2, p_quantity IN NUMBER DEFAULT 1) IS
    l_product product_catalog.t_product;
  BEGIN
    l_product := product_catalog.product(p_sku);
    IF l_product.status = 'D' THEN
      RAISE_APPLICATION_ERROR(-20002, l_product.sku || ' is discontinued');
    END IF;
    add_line(p_product_id => l_product.product_id, p_quantity => p_quantity);
  END add_line;

  FUNCTION add_lines(p_lines IN t_lines) RETURN PLS_INTEGER IS
    l_index BINARY_INTEGER := p_lines.FIRST;
    l_added PLS_INTEGER := 0;
  BEGIN
    <<all_lines>>
    WHILE l_index IS NOT NULL LOOP
      <<one_line>>
      DECLARE
        l_line t_line := p_lines(l_index);
      BEGIN
        l_index := p_lines.NEXT(l_index);
        CONTINUE all_lines WHEN NVL(l_line.quantity, 0) = 0;
        add_line(l_line.sku, l_line.quantity);
        l_added := l_added + 1;
      EXCEPTION
        WHEN NO_DATA_FOUND THEN
          DBMS_OUTPUT.PUT_LINE('skipped ' || one_line.l_line.sku || ': unknown');
        WHEN error_handling.e_wrong_state OR error_handling.e_check_failed THEN
          DBMS_OUTPUT.PUT_LINE('skipped ' || l_line.sku || ': ' || SQLCODE);
          EXIT all_lines WHEN SQLERRM LIKE '%too many lines%';
      END one_line;
    END LOOP all_lines;
    RETURN l_added;
  END add_lines;

  FUNCTION current_order RETURN orders.order_id%TYPE IS
  BEGIN
    RETURN g_order_id;
  END current_order;

  FUNCTION lines_added RETURN PLS_INTEGER IS
  BEGIN
    RETURN g_lines_added;
  END lines_added;

  PROCEDURE confirm(p_order_id IN orders.order_id%TYPE DEFAULT NULL) IS
    l_order_id orders.order_id%TYPE := NVL(p_order_id, g_order_id);
    l_order    orders%ROWTYPE;
  BEGIN
    SELECT * INTO l_order FROM orders WHERE order_id = l_order_id FOR UPDATE;
    IF l_order.status NOT IN ('NEW', 'BACKORDER') THEN
      RAISE_APPLICATION_ERROR(-20002, 'order is ' || l_order.status);
    END IF;
    IF NOT customer_mgmt.check_credit(l_order.customer_id, order_total(l_order_id)) THEN
      RAISE_APPLICATION_ERROR(-20004, 'credit limit exceeded');
    END IF;
    BEGIN
      SAVEPOINT before_lines;
      FOR r IN (SELECT product_id, quantity FROM order_lines WHERE order_id = l_order_id ORDER BY line_no) LOOP
        inventory_mgmt.reserve(r.product_id, r.quantity);
      END LOOP;
      set_status(l_order_id, 'CONFIRMED');
    EXCEPTION
      WHEN error_handling.e_out_of_stock THEN
        ROLLBACK TO before_lines;
        error_handling.log_error('ORDER_ENTRY.CONFIRM', SQLCODE, error_handling.first_line(SQLERRM));
        set_status(l_order_id, 'BACKORDER');
    END;
    IF l_order_id = g_order_id THEN
      g_order_id := NULL;
    END IF;
  END confirm;

  PROCEDURE cancel(p_order_id IN orders.order_id%TYPE, p_reason IN VARCHAR2 DEFAULT NULL) IS
    l_status orders.status%TYPE := status_of(p_order_id);
  BEGIN
    CASE l_status
      WHEN 'NEW' THEN
        NULL;
      WHEN 'BACKORDER' THEN
        NULL;
      WHEN 'CONFIRMED' THEN
        FOR r IN (SELECT product_id, quantity FROM order_lines WHERE order_id = p_order_id) LOOP
          inventory_mgmt.release(r.product_id, r.quantity);
        END LOOP;
    END CASE;        -- any other status: CASE_NOT_FOUND
    UPDATE orders SET notes = p_reason WHERE order_id = p_order_id AND p_reason IS NOT NULL;
    set_status(p_order_id, 'CANCELLED');
  END cancel;

  PROCEDURE set_status(p_order_id IN orders.order_id%TYPE, p_status IN VARCHAR2) IS
  BEGIN
    UPDATE orders
       SET status = p_status
     WHERE order_id = p_order_id;
  END set_status;

  FUNCTION status_of(p_order_id IN orders.order_id%TYPE) RETURN orders.status%TYPE IS
    l_status orders.status%TYPE;
  BEGIN
    SELECT status INTO l_status FROM orders WHERE order_id = p_order_id;
    RETURN l_status;
  END status_of;

END order_entry;
/
