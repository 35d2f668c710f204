CREATE OR REPLACE PACKAGE customer_mgmt AS

  TYPE t_customer IS RECORD (
    customer_id   customers.customer_id%TYPE,
    customer_name customers.customer_name%TYPE,
    order_count   PLS_INTEGER := 0,
    free_credit   NUMBER);

  FUNCTION create_customer(
    p_name         IN customers.customer_name%TYPE,
    p_country      IN customers.country_code%TYPE DEFAULT 'DE',
    p_email        IN customers.email%TYPE DEFAULT NULL,
    p_credit_limit IN customers.credit_limit%TYPE DEFAULT NULL) RETURN customers.customer_id%TYPE;

  PROCEDURE get_customer(p_customer_id IN NUMBER, p_customer OUT t_customer);

  -- by key or by name
  FUNCTION exists_customer(p_customer_id IN NUMBER) RETURN BOOLEAN;
  FUNCTION exists_customer(p_name IN VARCHAR2) RETURN BOOLEAN;

  FUNCTION find_by_name(p_name IN VARCHAR2) RETURN customers.customer_id%TYPE;
  FUNCTION display_name(p_customer_id IN NUMBER) RETURN VARCHAR2;
  FUNCTION check_credit(p_customer_id IN NUMBER, p_amount IN NUMBER) RETURN BOOLEAN;

  PROCEDURE add_address(
    p_customer_id IN NUMBER,
    p_address     IN t_address,
    p_type        IN VARCHAR2 DEFAULT 'SHIP',
    p_label       IN VARCHAR2 DEFAULT NULL);
  FUNCTION label_of(p_address_id IN NUMBER) RETURN VARCHAR2;

  FUNCTION address_count(customer_id IN NUMBER) RETURN PLS_INTEGER;
  FUNCTION address_count_for(customer_id IN NUMBER) RETURN PLS_INTEGER;

  PROCEDURE raise_limits(p_country IN VARCHAR2, p_percent IN NUMBER, p_changed OUT PLS_INTEGER);
  PROCEDURE open_customers(p_country IN VARCHAR2, p_cursor OUT SYS_REFCURSOR);

END customer_mgmt;
/
