CREATE OR REPLACE PACKAGE BODY customer_mgmt AS

  c_unnamed CONSTANT VARCHAR2(10) := 'unnamed';

  FUNCTION create_customer(
    p_name         IN customers.customer_name%TYPE,
    p_country      IN customers.country_code%TYPE DEFAULT 'DE',
    p_email        IN customers.email%TYPE DEFAULT NULL,
    p_credit_limit IN customers.credit_limit%TYPE DEFAULT NULL) RETURN customers.customer_id%TYPE
  IS
    l_customer_id customers.customer_id%TYPE;
  BEGIN
    INSERT INTO customers (customer_name, country_code, email, credit_limit)
    VALUES (TRIM(p_name), p_country, LOWER(p_email), p_credit_limit)
    RETURNING customer_id INTO l_customer_id;
    RETURN l_customer_id;
  END create_customer;

  PROCEDURE get_customer(p_customer_id IN NUMBER, p_customer OUT t_customer) IS
    l_row customers%ROWTYPE;
  BEGIN
    SELECT * INTO l_row FROM customers c WHERE c.customer_id = p_customer_id;
    p_customer.customer_id   := l_row.customer_id;
    p_customer.customer_name := l_row.customer_name;
    p_customer.free_credit   := l_row.credit_limit - l_row.balance;
    SELECT COUNT(*)
      INTO p_customer.order_count
      FROM orders o
     WHERE o.customer_id = p_customer_id
       AND o.status != 'CANCELLED';
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      error_handling.raise_error(error_handling.c_not_found, 'no customer %1', p_customer_id);
  END get_customer;

  FUNCTION exists_customer(p_customer_id IN NUMBER) RETURN BOOLEAN IS
    l_one PLS_INTEGER;
  BEGIN
    SELECT 1 INTO l_one FROM customers WHERE customer_id = p_customer_id;
    RETURN TRUE;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN FALSE;
  END exists_customer;

  FUNCTION exists_customer(p_name IN VARCHAR2) RETURN BOOLEAN IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO l_count FROM customers WHERE name_upper = UPPER(p_name) AND ROWNUM = 1;
    RETURN l_count > 0;
  END exists_customer;

  FUNCTION find_by_name(p_name IN VARCHAR2) RETURN customers.customer_id%TYPE IS
    l_customer_id customers.customer_id%TYPE;
  BEGIN
    SELECT customer_id
      INTO l_customer_id
      FROM customers
     WHERE name_upper LIKE UPPER(p_name) || '%';
    RETURN l_customer_id;
  EXCEPTION
    WHEN NO_DATA_FOUND THEN
      RETURN NULL;
    WHEN TOO_MANY_ROWS THEN
      RETURN -1;
  END find_by_name;

  FUNCTION display_name(p_customer_id IN NUMBER) RETURN VARCHAR2 IS
    l_text VARCHAR2(300);
  BEGIN
    SELECT NVL(customer_name, c_unnamed)
           || DECODE(country_code, 'DE', NULL, ' (' || country_code || ')')
           || NVL2(email, ' <' || email || '>', '')
      INTO l_text
      FROM customers
     WHERE customer_id = p_customer_id;
    RETURN l_text;
  END display_name;

  FUNCTION check_credit(p_customer_id IN NUMBER, p_amount IN NUMBER) RETURN BOOLEAN IS
    l_limit   customers.credit_limit%TYPE;
    l_balance customers.balance%TYPE;
  BEGIN
    SELECT credit_limit, balance
      INTO l_limit, l_balance
      FROM customers
     WHERE customer_id = p_customer_id;
    -- no limit: the comparison is NULL and the IF is not taken
    IF l_balance + p_amount > l_limit THEN
      RETURN FALSE;
    END IF;
    RETURN TRUE;
  END check_credit;

  PROCEDURE add_address(
    p_customer_id IN NUMBER,
    p_address     IN t_address,
    p_type        IN VARCHAR2 DEFAULT 'SHIP',
    p_label       IN VARCHAR2 DEFAULT NULL)
  IS
  BEGIN
    INSERT INTO addresses (address_id, customer_id, address_type, label, line1, city, postcode, country_code)
    VALUES (addresses_seq.NEXTVAL, p_customer_id, p_type, p_label,
            p_address.line1, p_address.city, p_address.postcode, p_address.country_code);
  END add_address;

  FUNCTION label_of(p_address_id IN NUMBER) RETURN VARCHAR2 IS
    l_address t_address;
  BEGIN
    SELECT t_address(line1, city, postcode, country_code)
      INTO l_address
      FROM addresses
     WHERE address_id = p_address_id;
    RETURN l_address.one_line();
  END label_of;

  -- 2009-05-14: returns far too much: the name means the column on both sides.
  -- The monthly statistics have been calibrated to it, so it stays.
  FUNCTION address_count(customer_id IN NUMBER) RETURN PLS_INTEGER IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO l_count FROM addresses WHERE customer_id = customer_id;
    RETURN l_count;
  END address_count;

  -- the same, meaning the parameter
  FUNCTION address_count_for(customer_id IN NUMBER) RETURN PLS_INTEGER IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*)
      INTO l_count
      FROM addresses a
     WHERE a.customer_id = address_count_for.customer_id;
    RETURN l_count;
  END address_count_for;

  PROCEDURE raise_limits(p_country IN VARCHAR2, p_percent IN NUMBER, p_changed OUT PLS_INTEGER) IS
    CURSOR c_customers(cp_country VARCHAR2) IS
      SELECT customer_id, credit_limit
        FROM customers
       WHERE country_code = cp_country
         AND status = 'A'
       ORDER BY customer_id
         FOR UPDATE OF credit_limit;
    r_customer c_customers%ROWTYPE;
  BEGIN
    p_changed := 0;
    OPEN c_customers(p_country);
    LOOP
      FETCH c_customers INTO r_customer;
      EXIT WHEN c_customers%NOTFOUND;
      IF r_customer.credit_limit IS NULL THEN
        CONTINUE;           -- nothing to raise
      END IF;
      UPDATE customers
         SET credit_limit = ROUND(r_customer.credit_limit * (1 + p_percent / 100), -2)
       WHERE CURRENT OF c_customers;
      p_changed := p_changed + SQL%ROWCOUNT;
    END LOOP;
    CLOSE c_customers;
  END raise_limits;

  PROCEDURE open_customers(p_country IN VARCHAR2, p_cursor OUT SYS_REFCURSOR) IS
  BEGIN
    OPEN p_cursor FOR
      SELECT customer_id, customer_name
        FROM customers
       WHERE country_code = p_country
       ORDER BY customer_name;
  END open_customers;

END customer_mgmt;
/
