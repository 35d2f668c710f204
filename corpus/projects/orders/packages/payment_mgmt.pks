CREATE OR REPLACE PACKAGE payment_mgmt AS

  TYPE t_sums IS TABLE OF NUMBER INDEX BY VARCHAR2(10);      -- by method

  PROCEDURE record_payment(
    p_invoice_id IN  payments.invoice_id%TYPE,
    p_amount     IN  payments.amount%TYPE,
    p_on         IN  payments.paid_on%TYPE,
    p_method     IN  payments.method%TYPE DEFAULT 'BANK',
    p_rest       OUT NUMBER);

  -- oldest invoice first; p_amount comes back as what is left over
  FUNCTION allocate(
    p_customer_id IN     NUMBER,
    p_amount      IN OUT NUMBER,
    p_on          IN     DATE) RETURN PLS_INTEGER;

  FUNCTION sums_by_method(p_customer_id IN NUMBER) RETURN t_sums;

END payment_mgmt;
/
