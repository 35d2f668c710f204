create table categories (
  category_id    number(6)    constraint categories_pk primary key,
  category_name  varchar2(60) not null,
  parent_id      number(6)    constraint categories_parent_fk references categories (category_id),
  sort_key       number(4)
);
