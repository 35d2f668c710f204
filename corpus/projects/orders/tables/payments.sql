create table payments (
  payment_id    number(10)    default payments_seq.nextval not null,
  invoice_id    number(10)    not null,
  paid_on       date          not null,
  amount        number(12,2)  not null,
  method        varchar2(10)  default 'BANK' not null,
  constraint payments_pk primary key (payment_id),
  constraint payments_method_ck check (method in ('BANK', 'CARD', 'CASH', 'CREDIT'))
);
