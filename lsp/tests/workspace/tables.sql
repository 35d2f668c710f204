-- Everybody who is paid.
CREATE TABLE employees (
  id     NUMBER(9) PRIMARY KEY,
  name   VARCHAR2(40 CHAR) NOT NULL,
  salary NUMBER(10, 2),
  hired  DATE DEFAULT SYSDATE
);

CREATE SEQUENCE employee_ids;

CREATE VIEW well_paid AS
SELECT e.id, e.name FROM employees e WHERE e.salary > 1000;
