CREATE OR REPLACE TYPE t_address AS OBJECT (
  line1        VARCHAR2(100),
  city         VARCHAR2(60),
  postcode     VARCHAR2(12),
  country_code VARCHAR2(2),
  -- the address as it goes on a label: empty parts leave no gap
  MEMBER FUNCTION one_line RETURN VARCHAR2
)
/

CREATE OR REPLACE TYPE BODY t_address AS

  MEMBER FUNCTION one_line RETURN VARCHAR2 IS
    l_text VARCHAR2(200);
  BEGIN
    l_text := line1;
    IF postcode IS NOT NULL OR city IS NOT NULL THEN
      l_text := l_text || ', ' || TRIM(postcode || ' ' || city);
    END IF;
    RETURN l_text || ' ' || UPPER(country_code);
  END one_line;

END;
/
