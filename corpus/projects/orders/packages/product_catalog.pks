CREATE OR REPLACE PACKAGE product_catalog AS

  TYPE t_prices IS TABLE OF products.unit_price%TYPE INDEX BY PLS_INTEGER;   -- by product_id
  TYPE t_names  IS TABLE OF VARCHAR2(120 CHAR);
  SUBTYPE t_product IS products%ROWTYPE;

  FUNCTION product(p_product_id IN products.product_id%TYPE) RETURN t_product;
  FUNCTION product(p_sku IN products.sku%TYPE) RETURN t_product;

  FUNCTION category_path(p_category_id IN categories.category_id%TYPE) RETURN VARCHAR2;
  PROCEDURE print_tree(p_root IN categories.category_id%TYPE DEFAULT NULL);
  -- products of the category and of all below it
  FUNCTION product_count(p_category_id IN categories.category_id%TYPE) RETURN PLS_INTEGER;

  FUNCTION prices(p_category_id IN categories.category_id%TYPE) RETURN t_prices;
  FUNCTION names(p_category_id IN categories.category_id%TYPE) RETURN t_names;

  -- in batches; a price beyond the product's maximum is left as it is
  PROCEDURE change_prices(
    p_category_id IN  categories.category_id%TYPE,
    p_percent     IN  NUMBER,
    p_changed     OUT PLS_INTEGER,
    p_refused     OUT PLS_INTEGER);

  PROCEDURE print_stock(p_category_id IN categories.category_id%TYPE);

END product_catalog;
/
