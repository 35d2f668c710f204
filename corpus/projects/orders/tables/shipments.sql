create table shipments (
  shipment_id   number(10)    not null,
  order_id      number(10)    not null,
  shipped_on    date          not null,
  carrier       varchar2(20),
  weight_kg     number(8,3),
  cost          number(8,2),
  label_text    varchar2(200),
  constraint shipments_pk primary key (shipment_id)
);

create table returns (
  return_id     number(10)    not null,
  order_id      number(10)    not null,
  line_no       number(4)     not null,
  quantity      number(8)     not null,
  returned_on   date          not null,
  reason        varchar2(100),
  constraint returns_pk primary key (return_id)
);
