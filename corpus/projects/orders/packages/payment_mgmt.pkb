CREATE OR REPLACE PACKAGE BODY payment_mgmt AS

  PROCEDURE record_payment(
    p_invoice_id IN  payments.invoice_id%TYPE,
    p_amount     IN  payments.amount%TYPE,
    p_on         IN  payments.paid_on%TYPE,
    p_method     IN  payments.method%TYPE DEFAULT 'BANK',
    p_rest       OUT NUMBER)
  IS
    e_overpaid EXCEPTION;
  BEGIN
    p_rest := invoicing.open_amount(p_invoice_id) - p_amount;
    IF p_rest < 0 THEN
      RAISE e_overpaid;
    END IF;
    INSERT INTO payments (invoice_id, amount, paid_on, method)
    VALUES (p_invoice_id, p_amount, p_on, UPPER(p_method));
    UPDATE customers c
       SET c.balance = c.balance - p_amount
     WHERE c.customer_id = (SELECT o.customer_id
                              FROM orders o, invoices i
                             WHERE o.order_id = i.order_id
                               AND i.invoice_id = p_invoice_id);
  EXCEPTION
    WHEN e_overpaid THEN
      RAISE_APPLICATION_ERROR(-20002, 'overpaid by ' || TO_CHAR(-p_rest, 'FM999990.00'));
  END record_payment;

  FUNCTION allocate(
    p_customer_id IN     NUMBER,
    p_amount      IN OUT NUMBER,
    p_on          IN     DATE) RETURN PLS_INTEGER
  IS
    l_count PLS_INTEGER := 0;
    l_part  NUMBER;
    l_rest  NUMBER;
  BEGIN
    FOR r IN (SELECT i.invoice_id
                FROM invoices i
                JOIN orders o ON o.order_id = i.order_id
               WHERE o.customer_id = p_customer_id
               ORDER BY i.due_date, i.invoice_id)
    LOOP
      EXIT WHEN p_amount <= 0;
      l_part := LEAST(p_amount, invoicing.open_amount(r.invoice_id));
      CONTINUE WHEN l_part = 0;
      record_payment(r.invoice_id, l_part, p_on, p_rest => l_rest);
      p_amount := p_amount - l_part;
      l_count := l_count + 1;
    END LOOP;
    RETURN l_count;
  END allocate;

  FUNCTION sums_by_method(p_customer_id IN NUMBER) RETURN t_sums IS
    l_sums t_sums;
  BEGIN
    FOR r IN (SELECT p.method, p.amount
                FROM payments p, invoices i, orders o
               WHERE p.invoice_id = i.invoice_id
                 AND i.order_id = o.order_id
                 AND o.customer_id = p_customer_id)
    LOOP
      BEGIN
        l_sums(r.method) := l_sums(r.method) + r.amount;
      EXCEPTION
        WHEN NO_DATA_FOUND THEN       -- the first of its kind
          l_sums(r.method) := r.amount;
      END;
    END LOOP;
    RETURN l_sums;
  END sums_by_method;

END payment_mgmt;
/
