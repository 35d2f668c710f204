create table price_lists (
  price_list_id  number(6)     constraint price_lists_pk primary key,
  list_code      varchar2(10)  not null,
  list_name      varchar2(60)  not null,
  currency_code  char(3)       default 'EUR' not null,
  valid_from     date          not null,
  valid_to       date,
  constraint price_lists_code_uk unique (list_code),
  constraint price_lists_dates_ck check (valid_to is null or valid_to >= valid_from)
);

create table price_list_items (
  price_list_id  number(6)     not null,
  product_id     number(10)    not null,
  min_qty        number(6)     default 1 not null,
  price          number(10,2)  not null,
  constraint price_list_items_pk primary key (price_list_id, product_id, min_qty)
);
