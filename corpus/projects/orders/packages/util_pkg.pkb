CREATE OR REPLACE PACKAGE BODY util_pkg AS

  FUNCTION split(p_text IN VARCHAR2, p_separator IN VARCHAR2 DEFAULT ',') RETURN t_string_list IS
    l_list  t_string_list := t_string_list();
    l_start PLS_INTEGER := 1;
    l_end   PLS_INTEGER;
  BEGIN
    IF p_text IS NULL THEN
      RETURN l_list;
    END IF;
    LOOP
      l_end := INSTR(p_text, p_separator, l_start);
      l_list.EXTEND;
      IF l_end = 0 THEN
        l_list(l_list.LAST) := SUBSTR(p_text, l_start);
        EXIT;
      END IF;
      l_list(l_list.LAST) := SUBSTR(p_text, l_start, l_end - l_start);
      l_start := l_end + LENGTH(p_separator);
    END LOOP;
    RETURN l_list;
  END split;

  FUNCTION join_list(p_list IN t_string_list, p_separator IN VARCHAR2 DEFAULT ',') RETURN VARCHAR2 IS
    l_text t_text;
  BEGIN
    FOR i IN 1 .. p_list.COUNT LOOP
      IF i > 1 THEN
        l_text := l_text || p_separator;
      END IF;
      l_text := l_text || p_list(i);
    END LOOP;
    RETURN l_text;
  END join_list;

  FUNCTION reverse_text(p_text IN VARCHAR2) RETURN VARCHAR2 IS
    l_text t_text;
  BEGIN
    FOR i IN REVERSE 1 .. NVL(LENGTH(p_text), 0) LOOP
      l_text := l_text || SUBSTR(p_text, i, 1);
    END LOOP;
    RETURN l_text;
  END reverse_text;

  FUNCTION to_text(p_value IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN '''' || REPLACE(p_value, '''', '''''') || '''';
  END to_text;

  FUNCTION to_text(p_value IN NUMBER) RETURN VARCHAR2 IS
  BEGIN
    RETURN TO_CHAR(p_value);
  END to_text;

  FUNCTION to_text(p_value IN DATE) RETURN VARCHAR2 IS
  BEGIN
    -- the time only when there is one
    IF p_value = TRUNC(p_value) THEN
      RETURN TO_CHAR(p_value, 'YYYY-MM-DD');
    ELSE
      RETURN TO_CHAR(p_value, 'YYYY-MM-DD HH24:MI:SS');
    END IF;
  END to_text;

  FUNCTION to_text(p_value IN BOOLEAN) RETURN VARCHAR2 IS
  BEGIN
    RETURN CASE p_value
             WHEN TRUE THEN 'yes'
             WHEN FALSE THEN 'no'
             ELSE 'unknown'
           END;
  END to_text;

  FUNCTION safe_divide(p_dividend IN NUMBER, p_divisor IN NUMBER, p_otherwise IN NUMBER DEFAULT NULL) RETURN NUMBER IS
  BEGIN
    RETURN p_dividend / p_divisor;
  EXCEPTION
    WHEN ZERO_DIVIDE THEN
      RETURN p_otherwise;
  END safe_divide;

  FUNCTION factorial(p_n IN PLS_INTEGER) RETURN NUMBER IS
  BEGIN
    IF p_n < 0 THEN
      RAISE VALUE_ERROR;
    ELSIF p_n <= 1 THEN
      RETURN 1;
    END IF;
    RETURN p_n * factorial(p_n - 1);
  END factorial;

  FUNCTION number_range(p_from IN PLS_INTEGER, p_to IN PLS_INTEGER, p_step IN PLS_INTEGER DEFAULT 1)
    RETURN t_number_list PIPELINED
  IS
    l_value PLS_INTEGER := p_from;
  BEGIN
    WHILE l_value <= p_to LOOP
      PIPE ROW (l_value);
      l_value := l_value + p_step;
    END LOOP;
    RETURN;
  END number_range;

  PROCEDURE swap(p_a IN OUT NUMBER, p_b IN OUT NUMBER) IS
    l_keep NUMBER := p_a;
  BEGIN
    p_a := p_b;
    p_b := l_keep;
  END swap;

  PROCEDURE swap(p_a IN OUT VARCHAR2, p_b IN OUT VARCHAR2) IS
    l_keep t_text := p_a;
  BEGIN
    p_a := p_b;
    p_b := l_keep;
  END swap;

  FUNCTION add_business_days(p_day IN DATE, p_days IN PLS_INTEGER) RETURN DATE IS
    l_day  DATE := p_day;
    l_left PLS_INTEGER := p_days;
  BEGIN
    WHILE l_left > 0 LOOP
      l_day := l_day + 1;
      CONTINUE WHEN NOT is_business_day(l_day);
      l_left := l_left - 1;
    END LOOP;
    RETURN l_day;
  END add_business_days;

  FUNCTION days_between(p_from IN DATE, p_to IN DATE, p_whole IN BOOLEAN DEFAULT TRUE) RETURN NUMBER IS
  BEGIN
    IF p_whole THEN
      RETURN TRUNC(p_to) - TRUNC(p_from);
    END IF;
    RETURN p_to - p_from;
  END days_between;

  FUNCTION quarter_start(p_day IN DATE) RETURN DATE DETERMINISTIC IS
  BEGIN
    RETURN TRUNC(p_day, 'Q');
  END quarter_start;

END util_pkg;
/
