CREATE OR REPLACE PACKAGE payroll AS
  c_limit CONSTANT NUMBER(10, 2) := 5000;

  -- Raises the salary of one employee.
  PROCEDURE raise_salary(p_id NUMBER, p_amount NUMBER);
  PROCEDURE raise_salary(p_name VARCHAR2, p_amount NUMBER);
  FUNCTION salary_of(p_id employees.id%TYPE) RETURN NUMBER;
END payroll;
/
