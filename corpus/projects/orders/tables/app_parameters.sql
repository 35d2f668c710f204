create table app_parameters (
  param_name   varchar2(60)  not null,
  param_value  varchar2(400),
  "COMMENT"    varchar2(200),              -- a reserved word since Oracle 5; too late to rename
  changed_by   varchar2(128) default user,
  changed_on   date          default sysdate not null,
  constraint app_parameters_pk primary key (param_name),
  constraint app_parameters_name_ck check (param_name = upper(param_name))
);
