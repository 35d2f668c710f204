create table inventory (
  warehouse_id   number(4)     not null,
  product_id     number(10)    not null,
  qty_on_hand    number(8)     default 0 not null,
  qty_reserved   number(8)     default 0 not null,
  reorder_level  number(8),
  updated_on     date          default sysdate,
  updated_by     varchar2(128) default user,
  constraint inventory_pk primary key (warehouse_id, product_id),
  constraint inventory_qty_ck check (qty_reserved >= 0 and qty_reserved <= qty_on_hand)
);

create table stock_movements (
  movement_id    number(10)    default stock_movements_seq.nextval not null,
  warehouse_id   number(4)     not null,
  product_id     number(10)    not null,
  qty            number(8)     not null,        -- negative: goods going out
  reason         varchar2(20),
  moved_on       date          default sysdate,
  constraint stock_movements_pk primary key (movement_id)
);
