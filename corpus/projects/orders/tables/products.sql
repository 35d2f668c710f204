create table products (
  product_id    number(10)          not null,
  sku           varchar2(20)        not null,
  product_name  varchar2(120 char)  not null,
  category_id   number(6),
  unit_price    number(10,2)        not null,
  max_price     number(10,2),
  weight_kg     number(8,3),
  tax_class     char(1)             default 'S' not null,
  status        char(1)             default 'A' not null,
  constraint products_pk primary key (product_id),
  constraint products_sku_uk unique (sku),
  constraint products_price_ck check (unit_price >= 0 and unit_price <= max_price),
  constraint products_status_ck check (status in ('A', 'D'))     -- active, discontinued
);
