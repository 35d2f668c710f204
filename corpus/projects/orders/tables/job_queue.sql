create table job_queue (
  job_id      number(8)      not null,
  job_type    varchar2(10)   not null,
  argument    varchar2(200),
  priority    number(2)      default 5 not null,
  status      varchar2(8)    default 'WAITING' not null,
  result_text varchar2(400),
  constraint job_queue_pk primary key (job_id),
  constraint job_queue_status_ck check (status in ('WAITING', 'DONE', 'FAILED'))
);
