CREATE TABLE audit_log
( audit_id    NUMBER(12)    DEFAULT audit_log_seq.NEXTVAL NOT NULL
, table_name  VARCHAR2(30)  NOT NULL
, action      CHAR(1)       NOT NULL
, row_key     VARCHAR2(60)
, old_value   VARCHAR2(400)
, new_value   VARCHAR2(400)
, changed_by  VARCHAR2(128) DEFAULT USER
, changed_on  DATE          DEFAULT SYSDATE
, CONSTRAINT audit_log_pk PRIMARY KEY (audit_id)
, CONSTRAINT audit_log_action_ck CHECK (action IN ('I', 'U', 'D'))
)
TABLESPACE &data_ts
PCTFREE 0
STORAGE (INITIAL 1M NEXT 1M PCTINCREASE 0);
