CREATE OR REPLACE PACKAGE BODY product_catalog AS

  c_batch_size CONSTANT PLS_INTEGER := 2;

  e_bulk_errors EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_bulk_errors, -24381);

  FUNCTION product(p_product_id IN products.product_id%TYPE) RETURN t_product IS
    l_product t_product;
  BEGIN
    SELECT * INTO l_product FROM products WHERE product_id = p_product_id;
    RETURN l_product;
  END product;

  FUNCTION product(p_sku IN products.sku%TYPE) RETURN t_product IS
    l_product_id products.product_id%TYPE;
  BEGIN
    SELECT product_id INTO l_product_id FROM products WHERE sku = UPPER(p_sku);
    RETURN product(l_product_id);
  END product;

  FUNCTION category_path(p_category_id IN categories.category_id%TYPE) RETURN VARCHAR2 IS
    l_path VARCHAR2(4000);
  BEGIN
    SELECT SYS_CONNECT_BY_PATH(category_name, '/')
      INTO l_path
      FROM categories
     WHERE category_id = p_category_id
     START WITH parent_id IS NULL
    CONNECT BY PRIOR category_id = parent_id;
    RETURN l_path;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN '?';
  END category_path;

  PROCEDURE print_tree(p_root IN categories.category_id%TYPE DEFAULT NULL) IS
  BEGIN
    FOR r IN (
      SELECT LEVEL AS depth, category_name, CONNECT_BY_ISLEAF AS leaf
        FROM categories
       START WITH category_id = p_root OR (p_root IS NULL AND parent_id IS NULL)
     CONNECT BY PRIOR category_id = parent_id
       ORDER SIBLINGS BY category_name)
    LOOP
      -- RPAD to length 0 is NULL, and NULL adds nothing
      DBMS_OUTPUT.PUT_LINE(RPAD('.', 2 * (r.depth - 1), '.') || r.category_name
        || CASE r.leaf WHEN 1 THEN '*' END);
    END LOOP;
  END print_tree;

  FUNCTION product_count(p_category_id IN categories.category_id%TYPE) RETURN PLS_INTEGER IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*)
      INTO l_count
      FROM products
     WHERE category_id IN (SELECT category_id
                             FROM categories
                            START WITH category_id = p_category_id
                          CONNECT BY parent_id = PRIOR category_id);
    RETURN l_count;
  END product_count;

  FUNCTION prices(p_category_id IN categories.category_id%TYPE) RETURN t_prices IS
    l_prices t_prices;
  BEGIN
    FOR r IN (SELECT product_id, unit_price FROM products WHERE category_id = p_category_id) LOOP
      l_prices(r.product_id) := r.unit_price;
    END LOOP;
    RETURN l_prices;
  END prices;

  FUNCTION names(p_category_id IN categories.category_id%TYPE) RETURN t_names IS
    l_names t_names;
  BEGIN
    SELECT product_name
      BULK COLLECT INTO l_names
      FROM products
     WHERE category_id = p_category_id
     ORDER BY sku;
    RETURN l_names;      -- empty, never NULL
  END names;

  PROCEDURE change_prices(
    p_category_id IN  categories.category_id%TYPE,
    p_percent     IN  NUMBER,
    p_changed     OUT PLS_INTEGER,
    p_refused     OUT PLS_INTEGER)
  IS
    CURSOR c_products IS
      SELECT product_id, ROUND(unit_price * (1 + p_percent / 100), 2)
        FROM products
       WHERE category_id = p_category_id
       ORDER BY product_id;
    TYPE t_ids IS TABLE OF products.product_id%TYPE;
    TYPE t_new IS TABLE OF products.unit_price%TYPE;
    l_ids t_ids;
    l_new t_new;
  BEGIN
    p_changed := 0;
    p_refused := 0;
    OPEN c_products;
    LOOP
      FETCH c_products BULK COLLECT INTO l_ids, l_new LIMIT c_batch_size;
      EXIT WHEN l_ids.COUNT = 0;
      BEGIN
        FORALL i IN 1 .. l_ids.COUNT SAVE EXCEPTIONS
          UPDATE products
             SET unit_price = l_new(i)
           WHERE product_id = l_ids(i);
        p_changed := p_changed + SQL%ROWCOUNT;
      EXCEPTION
        WHEN e_bulk_errors THEN
          p_refused := p_refused + SQL%BULK_EXCEPTIONS.COUNT;
          p_changed := p_changed + l_ids.COUNT - SQL%BULK_EXCEPTIONS.COUNT;
          FOR j IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP
            DBMS_OUTPUT.PUT_LINE('price of ' || l_ids(SQL%BULK_EXCEPTIONS(j).ERROR_INDEX)
              || ' refused: ORA-' || LPAD(SQL%BULK_EXCEPTIONS(j).ERROR_CODE, 5, '0'));
          END LOOP;
      END;
    END LOOP;
    CLOSE c_products;
  END change_prices;

  PROCEDURE print_stock(p_category_id IN categories.category_id%TYPE) IS
  BEGIN
    -- written in 2004
    FOR r IN (SELECT p.sku, w.warehouse_name, NVL(i.qty_on_hand, 0) qty
                FROM products p, inventory i, warehouses w
               WHERE p.product_id = i.product_id (+)
                 AND i.warehouse_id = w.warehouse_id (+)
                 AND p.category_id = p_category_id
               ORDER BY p.sku, w.warehouse_name)
    LOOP
      DBMS_OUTPUT.PUT_LINE(RPAD(r.sku, 8, '.') || LPAD(TO_CHAR(r.qty), 4, '.') || ' ' || NVL(r.warehouse_name, 'nowhere'));
    END LOOP;
  END print_stock;

END product_catalog;
/
