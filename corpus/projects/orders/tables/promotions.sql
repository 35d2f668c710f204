create table promotions (
  promo_code    varchar2(12)  constraint promotions_pk primary key,
  description   varchar2(100),
  percent_off   number(5,2),
  amount_off    number(10,2),
  min_amount    number(10,2)  default 0 not null,
  valid_from    date          not null,
  valid_to      date          not null,
  used_count    number(8)     default 0 not null,
  -- exactly one of the two
  constraint promotions_kind_ck check (
       (percent_off is not null and amount_off is null)
    or (percent_off is null and amount_off is not null))
);
