CREATE OR REPLACE PROCEDURE touch_order (
  p_order_id IN  orders.order_id%TYPE,
  p_note     IN  VARCHAR2 DEFAULT NULL,
  p_version  OUT orders.row_version%TYPE
)
AS
BEGIN
  UPDATE orders
     SET notes = SUBSTR(notes || NVL2(notes, '; ', '') || p_note, 1, 400)
   WHERE order_id = p_order_id
  RETURNING row_version INTO p_version;
END;
/
