CREATE TABLE app_roles (
  role_code    VARCHAR2(20) CONSTRAINT app_roles_pk PRIMARY KEY,
  role_name    VARCHAR2(60) NOT NULL
);

CREATE TABLE app_users (
  user_id      NUMBER(6)     CONSTRAINT app_users_pk PRIMARY KEY,
  user_name    VARCHAR2(30)  NOT NULL CONSTRAINT app_users_name_uk UNIQUE,
  manager_id   NUMBER(6),
  locked       CHAR(1)       DEFAULT 'N' NOT NULL
                 CONSTRAINT app_users_locked_ck CHECK (locked IN ('Y', 'N'))
);

CREATE TABLE app_user_roles (
  user_id      NUMBER(6)     NOT NULL,
  role_code    VARCHAR2(20)  NOT NULL,
  granted_on   DATE          DEFAULT TRUNC(SYSDATE),
  CONSTRAINT app_user_roles_pk PRIMARY KEY (user_id, role_code)
)
ORGANIZATION INDEX;
