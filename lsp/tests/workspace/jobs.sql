CREATE OR REPLACE PROCEDURE log_message(p_text VARCHAR2) IS
  PRAGMA AUTONOMOUS_TRANSACTION;
BEGIN
  INSERT INTO employees (id, name) VALUES (employee_ids.NEXTVAL, p_text);
  COMMIT;
END;
/

CREATE OR REPLACE PROCEDURE yearly_raise IS
BEGIN
  payroll.raise_salary(1, 100);
  payroll.raise_salary('Scott', 50);
  log_message('done');
END yearly_raise;
/
