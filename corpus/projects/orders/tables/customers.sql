create table customers (
  customer_id         number(10)         not null,
  customer_name       varchar2(100 char) not null,
  name_upper          varchar2(100 char) generated always as (upper(customer_name)) virtual,
  email               varchar2(120),
  phone#              varchar2(30),
  country_code        char(2)            default 'DE' not null,
  status              char(1)            default 'A' not null,
  credit_limit        number(12,2),                     -- null: no limit
  balance             number(12,2)       default 0 not null,
  default_address_id  number(10),
  created_on          date               default sysdate not null,
  created_by          varchar2(128)      default user,
  constraint customers_pk primary key (customer_id),
  constraint customers_status_ck check (status in ('A', 'B', 'X')),
  constraint customers_credit_ck check (credit_limit >= 0)
);
