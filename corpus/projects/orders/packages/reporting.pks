CREATE OR REPLACE PACKAGE reporting AS

  TYPE t_months IS TABLE OF NUMBER INDEX BY VARCHAR2(7);     -- 'YYYY-MM'

  -- fills REPORT_LINES, returns the number of lines
  FUNCTION fill_sales(p_from IN DATE, p_to IN DATE) RETURN PLS_INTEGER;
  PROCEDURE print_report;

  FUNCTION top_products(p_count IN PLS_INTEGER DEFAULT 3) RETURN SYS_REFCURSOR;
  FUNCTION open_list(p_what IN VARCHAR2, p_minimum IN NUMBER DEFAULT 0) RETURN SYS_REFCURSOR;

  FUNCTION split_orders(p_limit IN NUMBER) RETURN PLS_INTEGER;
  FUNCTION sales_by_month RETURN t_months;
  FUNCTION customer_list(p_country IN VARCHAR2) RETURN VARCHAR2;
  PROCEDURE print_running_total(p_customer_id IN NUMBER DEFAULT NULL);

END reporting;
/
