CREATE OR REPLACE PACKAGE BODY inventory_mgmt AS

  FUNCTION available(p_product_id IN NUMBER, p_warehouse_id IN NUMBER DEFAULT NULL) RETURN NUMBER IS
    l_qty NUMBER;
  BEGIN
    SELECT NVL(SUM(qty_on_hand - qty_reserved), 0)
      INTO l_qty
      FROM inventory
     WHERE product_id = p_product_id
       AND (p_warehouse_id IS NULL OR warehouse_id = p_warehouse_id);
    RETURN l_qty;
  END available;

  PROCEDURE reserve(p_product_id IN NUMBER, p_qty IN NUMBER) IS
    CURSOR c_stock IS
      SELECT warehouse_id, qty_on_hand - qty_reserved AS free_qty
        FROM inventory
       WHERE product_id = p_product_id
       ORDER BY warehouse_id
         FOR UPDATE;
    l_missing NUMBER := p_qty;
    l_take    NUMBER;
  BEGIN
    SAVEPOINT before_reserve;
    FOR r IN c_stock LOOP
      EXIT WHEN l_missing = 0;
      l_take := LEAST(r.free_qty, l_missing);
      IF l_take > 0 THEN
        UPDATE inventory
           SET qty_reserved = qty_reserved + l_take
         WHERE CURRENT OF c_stock;
        l_missing := l_missing - l_take;
      END IF;
    END LOOP;
    IF l_missing > 0 THEN
      ROLLBACK TO SAVEPOINT before_reserve;
      error_handling.raise_error(error_handling.c_out_of_stock,
        'product %1: %2 missing', TO_CHAR(p_product_id), l_missing);
    END IF;
  END reserve;

  PROCEDURE release(p_product_id IN NUMBER, p_qty IN NUMBER) IS
    l_left NUMBER := p_qty;
  BEGIN
    FOR r IN (SELECT warehouse_id, qty_reserved
                FROM inventory
               WHERE product_id = p_product_id AND qty_reserved > 0
               ORDER BY warehouse_id DESC)
    LOOP
      UPDATE inventory
         SET qty_reserved = qty_reserved - LEAST(r.qty_reserved, l_left)
       WHERE warehouse_id = r.warehouse_id
         AND product_id = p_product_id;
      l_left := l_left - LEAST(r.qty_reserved, l_left);
      EXIT WHEN l_left <= 0;
    END LOOP;
  END release;

  PROCEDURE receive(
    p_warehouse_id IN NUMBER,
    p_product_id   IN NUMBER,
    p_qty          IN NUMBER,
    p_reason       IN VARCHAR2 DEFAULT 'PURCHASE',
    p_on           IN DATE DEFAULT SYSDATE)
  IS
  BEGIN
    MERGE INTO inventory i
    USING (SELECT p_warehouse_id AS warehouse_id, p_product_id AS product_id, p_qty AS qty FROM dual) n
       ON (i.warehouse_id = n.warehouse_id AND i.product_id = n.product_id)
     WHEN MATCHED THEN
       UPDATE SET i.qty_on_hand = i.qty_on_hand + n.qty,
                  i.updated_on  = p_on
     WHEN NOT MATCHED THEN
       INSERT (i.warehouse_id, i.product_id, i.qty_on_hand, i.updated_on)
       VALUES (n.warehouse_id, n.product_id, n.qty, p_on);
    INSERT INTO stock_movements (warehouse_id, product_id, qty, reason, moved_on)
    VALUES (p_warehouse_id, p_product_id, p_qty, p_reason, p_on);
  END receive;

  PROCEDURE issue(p_product_id IN NUMBER, p_qty IN NUMBER, p_on IN DATE) IS
    l_left NUMBER := p_qty;
    l_take NUMBER;
  BEGIN
    FOR r IN (SELECT ROWID AS rid, warehouse_id, qty_reserved
                FROM inventory
               WHERE product_id = p_product_id
                 AND qty_reserved > 0
               ORDER BY warehouse_id)
    LOOP
      l_take := LEAST(r.qty_reserved, l_left);
      UPDATE inventory
         SET qty_on_hand  = qty_on_hand - l_take,
             qty_reserved = qty_reserved - l_take,
             updated_on   = p_on
       WHERE ROWID = r.rid;
      INSERT INTO stock_movements (warehouse_id, product_id, qty, reason, moved_on)
      VALUES (r.warehouse_id, p_product_id, -l_take, 'SALE', p_on);
      l_left := l_left - l_take;
      EXIT WHEN l_left = 0;
    END LOOP;
    IF l_left > 0 THEN
      error_handling.raise_error(error_handling.c_wrong_state, 'product %1: %2 not reserved',
                                 p_product_id, l_left);
    END IF;
  END issue;

  FUNCTION below_reorder RETURN t_string_list IS
    l_list t_string_list;
  BEGIN
    SELECT warehouse_name || ' ' || sku || ' ' || free_qty
      BULK COLLECT INTO l_list
      FROM v_stock
     WHERE stock_state = 'reorder'
     ORDER BY warehouse_name, sku;
    RETURN l_list;
  END below_reorder;

END inventory_mgmt;
/
