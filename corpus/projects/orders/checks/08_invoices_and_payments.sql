REM Invoices and payments: tax per class, rounding, OUT and IN OUT parameters.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  c_day     CONSTANT DATE := DATE '2019-02-10';
  l_id      invoices.invoice_id%TYPE;
  r_invoice invoices%ROWTYPE;
  l_rest    NUMBER;
  l_amount  NUMBER;
  l_count   PLS_INTEGER;
  l_sums    payment_mgmt.t_sums;
  l_method  VARCHAR2(10);

  FUNCTION balance(p_customer_id IN NUMBER) RETURN NUMBER IS
    l_balance customers.balance%TYPE;
  BEGIN
    SELECT balance INTO l_balance FROM customers WHERE customer_id = p_customer_id;
    RETURN l_balance;
  END balance;
BEGIN
  l_id := invoicing.make_invoice(2, c_day);
  r_invoice := invoicing.invoice(l_id);
  print_line('net', r_invoice.net_amount);
  print_line('tax', r_invoice.tax_amount);
  print_line('gross', r_invoice.gross_amount);
  print_line('due', TO_CHAR(r_invoice.due_date, 'YYYY-MM-DD'));
  print_line('number', REPLACE(r_invoice.invoice_no, LPAD(l_id, 4, '0'), 'nnnn'));
  print_line('order', order_entry.status_of(2));
  print_line('balance', balance(2));

  BEGIN
    l_id := invoicing.make_invoice(4, c_day);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;
  print_line('no such order', invoicing.make_invoice('O-2019-999999', c_day));
  print_line('same invoice', util_pkg.to_text(l_id = r_invoice.invoice_id));

  print_line('open', invoicing.open_amount(l_id) || ' ' || invoicing.open_amount(1));
  payment_mgmt.record_payment(l_id, 17.93, c_day, p_rest => l_rest);
  print_line('rest', l_rest);
  BEGIN
    payment_mgmt.record_payment(l_id, 100.5, c_day, p_rest => l_rest);
  EXCEPTION
    WHEN error_handling.e_wrong_state THEN
      print_line('rest ' || l_rest, error_handling.first_line(SQLERRM));
  END;
  payment_mgmt.record_payment(l_id, 40, c_day, 'card', l_rest);
  print_line('rest', l_rest);
  BEGIN
    payment_mgmt.record_payment(l_id, 1, c_day, 'gold', l_rest);
  EXCEPTION
    WHEN error_handling.e_check_failed THEN
      print_line('rest ' || l_rest, SQLCODE);
  END;

  print_line('fee', invoicing.late_fee(l_id, DATE '2019-03-20'));
  print_line('fee', invoicing.late_fee(l_id, DATE '2019-06-11'));
  print_line('fee', invoicing.late_fee(l_id, DATE '2019-06-12'));

  l_amount := 75;
  l_count := payment_mgmt.allocate(2, l_amount, c_day);
  print_line('allocated', l_count || ', left ' || l_amount);
  l_count := payment_mgmt.allocate(2, l_amount, c_day);
  print_line('allocated', l_count || ', left ' || l_amount);
  print_line('balance', balance(2));

  l_sums := payment_mgmt.sums_by_method(2);
  l_method := l_sums.FIRST;
  WHILE l_method IS NOT NULL LOOP
    print_line(l_method, l_sums(l_method));
    l_method := l_sums.NEXT(l_method);
  END LOOP;
  print_line('first customer', payment_mgmt.sums_by_method(1)('BANK'));
END;
/
ROLLBACK;
