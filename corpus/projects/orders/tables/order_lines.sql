create table order_lines (
  order_id      number(10)    not null,
  line_no       number(4)     not null,
  product_id    number(10)    not null,
  quantity      number(8)     not null,
  unit_price    number(10,2)  not null,
  discount_pct  number(5,2)   default 0 not null,
  line_total    number(14,2)  generated always as (round(quantity * unit_price * (1 - discount_pct / 100), 2)) virtual,
  constraint order_lines_pk primary key (order_id, line_no),
  constraint order_lines_qty_ck check (quantity > 0),
  constraint order_lines_discount_ck check (discount_pct between 0 and 100)
);
