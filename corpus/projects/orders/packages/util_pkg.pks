CREATE OR REPLACE PACKAGE util_pkg AS

  SUBTYPE t_text IS VARCHAR2(4000);

  -- texts and lists
  FUNCTION split(p_text IN VARCHAR2, p_separator IN VARCHAR2 DEFAULT ',') RETURN t_string_list;
  FUNCTION join_list(p_list IN t_string_list, p_separator IN VARCHAR2 DEFAULT ',') RETURN VARCHAR2;
  FUNCTION reverse_text(p_text IN VARCHAR2) RETURN VARCHAR2;

  -- one name, one result: text
  FUNCTION to_text(p_value IN VARCHAR2) RETURN VARCHAR2;
  FUNCTION to_text(p_value IN NUMBER) RETURN VARCHAR2;
  FUNCTION to_text(p_value IN DATE) RETURN VARCHAR2;
  FUNCTION to_text(p_value IN BOOLEAN) RETURN VARCHAR2;

  -- numbers
  FUNCTION safe_divide(p_dividend IN NUMBER, p_divisor IN NUMBER, p_otherwise IN NUMBER DEFAULT NULL) RETURN NUMBER;
  FUNCTION factorial(p_n IN PLS_INTEGER) RETURN NUMBER;
  FUNCTION number_range(p_from IN PLS_INTEGER, p_to IN PLS_INTEGER, p_step IN PLS_INTEGER DEFAULT 1)
    RETURN t_number_list PIPELINED;

  PROCEDURE swap(p_a IN OUT NUMBER, p_b IN OUT NUMBER);
  PROCEDURE swap(p_a IN OUT VARCHAR2, p_b IN OUT VARCHAR2);

  -- dates
  FUNCTION add_business_days(p_day IN DATE, p_days IN PLS_INTEGER) RETURN DATE;
  FUNCTION days_between(p_from IN DATE, p_to IN DATE, p_whole IN BOOLEAN DEFAULT TRUE) RETURN NUMBER;
  FUNCTION quarter_start(p_day IN DATE) RETURN DATE DETERMINISTIC;

END util_pkg;
/
