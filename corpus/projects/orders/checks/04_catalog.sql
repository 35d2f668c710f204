REM Catalogue: hierarchy, sparse arrays, bulk changes that partly fail.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_prices  product_catalog.t_prices;
  l_names   product_catalog.t_names;
  l_id      PLS_INTEGER;
  l_changed PLS_INTEGER;
  l_refused PLS_INTEGER;
  l_product product_catalog.t_product;
BEGIN
  print_line('path', product_catalog.category_path(6));
  print_line('path', product_catalog.category_path(12));
  print_line('path', product_catalog.category_path(99));
  product_catalog.print_tree;
  product_catalog.print_tree(p_root => 3);
  print_line('products', product_catalog.product_count(2) || ' ' || product_catalog.product_count(3)
    || ' ' || product_catalog.product_count(12) || ' ' || product_catalog.product_count(99));

  l_prices := product_catalog.prices(9);
  print_line('prices', l_prices.COUNT || ' from ' || l_prices.FIRST || ' to ' || l_prices.LAST);
  l_id := l_prices.FIRST;
  WHILE l_id IS NOT NULL LOOP
    print_line(l_id, l_prices(l_id));
    l_id := l_prices.NEXT(l_id);
  END LOOP;
  BEGIN
    print_line('111', l_prices(111));
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      print_line('no price of 111', SQLCODE);
  END;

  l_names := product_catalog.names(8);
  FOR i IN REVERSE 1 .. l_names.COUNT LOOP
    print_line(i, l_names(i));
  END LOOP;
  l_names := product_catalog.names(99);
  print_line('none', l_names.COUNT);

  l_product := product_catalog.product('key-003');
  print_line(l_product.product_name, l_product.unit_price || '/' || l_product.max_price);
  print_line('direct', product_catalog.product(116).product_name);
  BEGIN
    l_product := product_catalog.product('NOPE');
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      print_line('still', l_product.sku);
  END;

  product_catalog.change_prices(6, 10, l_changed, l_refused);
  print_line('laptops', l_changed || ' changed, ' || l_refused || ' refused');
  product_catalog.change_prices(p_category_id => 7, p_percent => 10, p_changed => l_changed, p_refused => l_refused);
  print_line('desktops', l_changed || ' changed, ' || l_refused || ' refused');
  product_catalog.change_prices(99, 10, l_changed, l_refused);
  print_line('nothing', l_changed || ' changed, ' || l_refused || ' refused');
  FOR r IN (SELECT sku, unit_price FROM products WHERE category_id IN (6, 7) ORDER BY product_id) LOOP
    print_line(r.sku, r.unit_price);
  END LOOP;

  product_catalog.print_stock(9);
  product_catalog.print_stock(10);
END;
/
ROLLBACK;
