CREATE OR REPLACE PACKAGE order_entry AS
/*
  Taking orders. The package remembers the order being entered, so that a form
  only has to say add_line, add_line, confirm.
*/
  TYPE t_line IS RECORD (
    sku      products.sku%TYPE,
    quantity order_lines.quantity%TYPE DEFAULT 1);
  TYPE t_lines IS TABLE OF t_line INDEX BY BINARY_INTEGER;

  e_no_order EXCEPTION;        -- nothing is being entered

  FUNCTION new_order(
    p_customer_id IN orders.customer_id%TYPE,
    p_on          IN DATE,
    p_currency    IN orders.currency_code%TYPE DEFAULT pricing.c_base_currency,
    p_promo_code  IN orders.promo_code%TYPE DEFAULT NULL) RETURN orders.order_id%TYPE;

  PROCEDURE add_line(p_product_id IN NUMBER, p_quantity IN NUMBER, p_discount IN NUMBER DEFAULT NULL);
  PROCEDURE add_line(p_sku IN VARCHAR2, p_quantity IN NUMBER DEFAULT 1);

  -- lines that fail are skipped and reported; returns how many went in
  FUNCTION add_lines(p_lines IN t_lines) RETURN PLS_INTEGER;

  FUNCTION current_order RETURN orders.order_id%TYPE;
  FUNCTION lines_added RETURN PLS_INTEGER;

  PROCEDURE confirm(p_order_id IN orders.order_id%TYPE DEFAULT NULL);
  PROCEDURE cancel(p_order_id IN orders.order_id%TYPE, p_reason IN VARCHAR2 DEFAULT NULL);

  FUNCTION status_of(p_order_id IN orders.order_id%TYPE) RETURN orders.status%TYPE;

END order_entry;
/
