create table invoices (
  invoice_id    number(10)    constraint invoices_pk primary key,
  invoice_no    varchar2(20)  not null constraint invoices_no_uk unique,
  order_id      number(10)    not null,
  invoice_date  date          not null,
  due_date      date          not null,
  net_amount    number(12,2)  not null,
  tax_amount    number(12,2)  default 0 not null,
  gross_amount  number(12,2)  not null,
  constraint invoices_amounts_ck check (gross_amount = net_amount + tax_amount)
);
