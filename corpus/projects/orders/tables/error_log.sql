create table error_log (
  log_id      number generated always as identity,
  logged_on   timestamp(6) default systimestamp not null,
  logged_by   varchar2(128) default user not null,
  source_name varchar2(100),
  error_code  number,
  error_text  varchar2(4000),
  constraint error_log_pk primary key (log_id)
);
