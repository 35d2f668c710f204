create table addresses (
  address_id    number(10)   not null,
  customer_id   number(10)   not null,
  address_type  varchar2(4)  default 'SHIP' not null,
  label         varchar2(20),
  line1         varchar2(100) not null,
  line2         varchar2(100),
  city          varchar2(60),
  postcode      varchar2(12),
  country_code  char(2),
  constraint addresses_pk primary key (address_id),
  -- one unlabelled address per type: Oracle compares the other columns when label is null
  constraint addresses_uk unique (customer_id, address_type, label),
  constraint addresses_type_ck check (address_type in ('BILL', 'SHIP'))
);
