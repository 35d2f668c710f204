create or replace function order_total (p_order_id in orders.order_id%type)
  return number
is
  l_total number;
begin
  -- an aggregate always returns a row, so no NO_DATA_FOUND here
  select sum(line_total)
    into l_total
    from order_lines
   where order_id = p_order_id;
  return nvl(l_total, 0);
end order_total;
/
