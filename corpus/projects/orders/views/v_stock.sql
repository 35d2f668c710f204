create or replace view v_stock as
select p.sku,
       w.warehouse_name,
       i.qty_on_hand - i.qty_reserved as free_qty,
       case
         when i.reorder_level is null then 'n/a'
         when i.qty_on_hand - i.qty_reserved <= i.reorder_level then 'reorder'
         else 'ok'
       end as stock_state
  from inventory i
  join products p on p.product_id = i.product_id
  join warehouses w on w.warehouse_id = i.warehouse_id
with read only;
