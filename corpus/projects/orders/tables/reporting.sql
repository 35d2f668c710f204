-- one report at a time and per session
create global temporary table report_lines (
  line_no    number(6)      not null,
  line_text  varchar2(200),
  amount     number
) on commit delete rows;

create table small_orders (
  order_id   number(10)   not null,
  total      number(14,2)
);

create table large_orders (
  order_id   number(10)   not null,
  total      number(14,2)
);
