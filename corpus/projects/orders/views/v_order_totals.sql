create or replace view v_order_totals as
select o.order_id,
       o.customer_id,
       o.status,
       count(l.line_no)           lines,
       nvl(sum(l.line_total), 0)  total
  from orders o, order_lines l
 where o.order_id = l.order_id (+)
 group by o.order_id, o.customer_id, o.status
/
