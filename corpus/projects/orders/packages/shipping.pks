CREATE OR REPLACE PACKAGE shipping AS

  FUNCTION cost(p_weight IN NUMBER) RETURN NUMBER;
  FUNCTION delivery_date(p_on IN DATE, p_country IN VARCHAR2) RETURN DATE;

  FUNCTION ship_order(
    p_order_id IN orders.order_id%TYPE,
    p_on       IN DATE,
    p_carrier  IN shipments.carrier%TYPE DEFAULT 'DHL') RETURN shipments%ROWTYPE;

  PROCEDURE register_return(
    p_order_id IN  NUMBER,
    p_line_no  IN  NUMBER,
    p_qty      IN  NUMBER,
    p_on       IN  DATE,
    p_reason   IN  VARCHAR2 DEFAULT NULL,
    p_left     OUT NUMBER);

END shipping;
/
