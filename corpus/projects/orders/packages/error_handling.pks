CREATE OR REPLACE PACKAGE error_handling AS
/*
  Errors of the application: numbers, exceptions, and the error log.
  The log is written in its own transaction: it stays when the caller rolls back.
*/
  c_not_found     CONSTANT PLS_INTEGER := -20001;
  c_wrong_state   CONSTANT PLS_INTEGER := -20002;
  c_out_of_stock  CONSTANT PLS_INTEGER := -20003;
  c_credit        CONSTANT PLS_INTEGER := -20004;
  c_configuration CONSTANT PLS_INTEGER := -20005;

  e_not_found     EXCEPTION;
  e_wrong_state   EXCEPTION;
  e_out_of_stock  EXCEPTION;
  e_credit        EXCEPTION;
  e_configuration EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_not_found, -20001);
  PRAGMA EXCEPTION_INIT(e_wrong_state, -20002);
  PRAGMA EXCEPTION_INIT(e_out_of_stock, -20003);
  PRAGMA EXCEPTION_INIT(e_credit, -20004);
  PRAGMA EXCEPTION_INIT(e_configuration, -20005);

  -- Oracle's own errors that have no predefined name
  e_child_exists  EXCEPTION;
  e_no_parent     EXCEPTION;
  e_check_failed  EXCEPTION;
  PRAGMA EXCEPTION_INIT(e_child_exists, -2292);
  PRAGMA EXCEPTION_INIT(e_no_parent, -2291);
  PRAGMA EXCEPTION_INIT(e_check_failed, -2290);

  -- %1 and %2 in the text stand for the arguments
  PROCEDURE raise_error(
    p_code IN PLS_INTEGER,
    p_text IN VARCHAR2,
    p_arg1 IN VARCHAR2 DEFAULT NULL,
    p_arg2 IN VARCHAR2 DEFAULT NULL);

  PROCEDURE log_error(
    p_source IN error_log.source_name%TYPE,
    p_code   IN NUMBER,
    p_text   IN VARCHAR2);

  FUNCTION logged(p_source IN VARCHAR2) RETURN PLS_INTEGER;

  PROCEDURE purge_log(p_source IN VARCHAR2);

  -- the first line of a message: what follows depends on the call stack
  FUNCTION first_line(p_text IN VARCHAR2) RETURN VARCHAR2;
END error_handling;
/
