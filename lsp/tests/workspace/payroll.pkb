CREATE OR REPLACE PACKAGE BODY payroll AS
  v_calls PLS_INTEGER := 0;

  PROCEDURE count_call IS
  BEGIN
    v_calls := v_calls + 1;
  END count_call;

  PROCEDURE raise_salary(p_id NUMBER, p_amount NUMBER) IS
    v_new employees.salary%TYPE;
  BEGIN
    count_call;
    v_new := salary_of(p_id) + p_amount;
    IF v_new > c_limit THEN
      v_new := c_limit;
    END IF;
    UPDATE employees e SET e.salary = v_new WHERE e.id = p_id;
  END raise_salary;

  PROCEDURE raise_salary(p_name VARCHAR2, p_amount NUMBER) IS
  BEGIN
    FOR r IN (SELECT id FROM employees WHERE name = p_name) LOOP
      raise_salary(p_id => r.id, p_amount => p_amount);
    END LOOP;
  END raise_salary;

  FUNCTION salary_of(p_id employees.id%TYPE) RETURN NUMBER IS
    v_salary NUMBER;
  BEGIN
    SELECT salary INTO v_salary FROM employees WHERE id = p_id;
    RETURN v_salary;
  END salary_of;
END payroll;
/
