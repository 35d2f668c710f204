-- the order form works on this view; see trigger V_ORDER_ENTRY_IOI
create or replace view v_order_entry as
select o.order_id, o.order_date, o.notes, c.customer_name, c.country_code
  from orders o
  join customers c on c.customer_id = o.customer_id;
