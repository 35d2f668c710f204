CREATE OR REPLACE TRIGGER orders_bi
  BEFORE INSERT ON orders
  FOR EACH ROW
DECLARE
  l_id NUMBER;
BEGIN
  IF :NEW.order_id IS NULL THEN
    SELECT orders_seq.NEXTVAL INTO l_id FROM dual;      -- 10g style
    :NEW.order_id := l_id;
  END IF;
  IF :NEW.order_no IS NULL THEN
    :NEW.order_no := 'O-' || TO_CHAR(:NEW.order_date, 'YYYY') || '-' || TO_CHAR(:NEW.order_id, 'FM000000');
  END IF;
  :NEW.order_date := TRUNC(:NEW.order_date);
END orders_bi;
/
