CREATE OR REPLACE FORCE VIEW v_customer_orders
  (customer_id, customer_name, country, order_count, last_order)
AS
SELECT c.customer_id,
       c.customer_name,
       DECODE(c.country_code, 'DE', 'Germany', 'FR', 'France', 'GB', 'United Kingdom', c.country_code),
       COUNT(o.order_id),
       MAX(o.order_date)
  FROM customers c
  LEFT OUTER JOIN orders o
    ON o.customer_id = c.customer_id
   AND o.status <> 'CANCELLED'      -- not in WHERE: customers without orders stay
 GROUP BY c.customer_id, c.customer_name, c.country_code;
