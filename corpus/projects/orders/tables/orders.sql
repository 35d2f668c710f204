create table orders (
  order_id         number(10)    not null,
  order_no         varchar2(20)  not null,
  customer_id      number(10)    not null,
  order_date       date          not null,
  status           varchar2(10)  default 'NEW' not null,
  currency_code    char(3)       default 'EUR' not null,
  promo_code       varchar2(12),
  ship_address_id  number(10),
  line_count       number(4)     default 0 not null,   -- kept by order_lines_ct
  notes            varchar2(400),
  row_version      number(6)     default 1 not null,
  created_by       varchar2(128) default user,
  constraint orders_pk primary key (order_id) using index tablespace &index_ts,
  constraint orders_no_uk unique (order_no),
  constraint orders_status_ck check (status in ('NEW', 'CONFIRMED', 'BACKORDER', 'SHIPPED', 'INVOICED', 'CANCELLED'))
);
