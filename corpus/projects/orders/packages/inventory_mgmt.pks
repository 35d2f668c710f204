CREATE OR REPLACE PACKAGE inventory_mgmt AS

  -- in one warehouse or in all of them
  FUNCTION available(p_product_id IN NUMBER, p_warehouse_id IN NUMBER DEFAULT NULL) RETURN NUMBER;

  -- all or nothing, warehouse by warehouse
  PROCEDURE reserve(p_product_id IN NUMBER, p_qty IN NUMBER);
  PROCEDURE release(p_product_id IN NUMBER, p_qty IN NUMBER);

  PROCEDURE receive(
    p_warehouse_id IN NUMBER,
    p_product_id   IN NUMBER,
    p_qty          IN NUMBER,
    p_reason       IN VARCHAR2 DEFAULT 'PURCHASE',
    p_on           IN DATE DEFAULT SYSDATE);

  -- reserved goods leave
  PROCEDURE issue(p_product_id IN NUMBER, p_qty IN NUMBER, p_on IN DATE);

  FUNCTION below_reorder RETURN t_string_list;

END inventory_mgmt;
/
