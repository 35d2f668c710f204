REM Prices: validity, overloads, conversion, promotions.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  c_day     CONSTANT DATE := DATE '2019-03-15';
  l_amount  NUMBER;
  l_applied BOOLEAN;

  PROCEDURE promote(p_code IN VARCHAR2, p_amount IN NUMBER, p_on IN DATE DEFAULT c_day) IS
  BEGIN
    l_amount := p_amount;
    pricing.apply_promotion(p_code, p_on, l_amount, l_applied);
    print_line(p_code || ' ' || p_amount, l_amount || ' ' || util_pkg.to_text(l_applied));
  END promote;
BEGIN
  print_line('campaign', pricing.price_for(101, c_day));
  print_line('last day', pricing.price_for(101, DATE '2019-03-31'));
  print_line('last day, noon', pricing.price_for(101, DATE '2019-03-31' + .5));
  print_line('after', pricing.price_for(101, DATE '2019-04-01'));
  print_line('five', pricing.price_for(101, DATE '2019-04-01', 5));
  print_line('before all', pricing.price_for(101, TO_DATE('01-06-2017', 'DD-MM-YYYY')));
  print_line('by sku', pricing.price_for('mou-001', c_day));
  print_line('hundred', pricing.price_for(109, p_qty => 100, p_on => c_day));
  print_line('unlisted', pricing.price_for(111, c_day));
  BEGIN
    print_line('unknown', pricing.price_for(999, c_day));
  EXCEPTION
    WHEN error_handling.e_not_found THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  print_line('discounts', pricing.quantity_discount(1) || ' ' || pricing.quantity_discount(10) || ' '
    || pricing.quantity_discount(49) || ' ' || pricing.quantity_discount(50) || ' '
    || pricing.quantity_discount(1000) || ' ' || pricing.quantity_discount(NULL));

  print_line('usd', pricing.convert_amount(100, 'USD', p_on => DATE '2019-01-15'));
  print_line('eur to usd', pricing.convert_amount(1, 'EUR', 'USD', DATE '2019-01-01'));
  print_line('jpy', pricing.convert_amount(100, 'EUR', 'JPY', DATE '2019-02-10'));
  print_line('gbp to usd', pricing.convert_amount(10, 'GBP', 'USD', DATE '2019-03-31'));
  print_line('same', pricing.convert_amount(5, 'EUR', 'EUR', c_day));
  print_line('nothing', pricing.convert_amount(NULL, 'USD', 'EUR', c_day));
  BEGIN
    print_line('chf', pricing.convert_amount(1, 'CHF', p_on => DATE '2018-12-31'));
  EXCEPTION
    WHEN error_handling.e_not_found THEN
      print_line('error', error_handling.first_line(SQLERRM));
  END;

  print_line('tax', pricing.tax_percent('DE', 'S', c_day));
  print_line('tax', pricing.tax_percent('DE', 'S', TO_DATE('2006-12-31 23', 'YYYY-MM-DD HH24')));
  print_line('tax', pricing.tax_percent('FR', 'R', c_day));
  print_line('tax', pricing.tax_percent('XX', 'S', c_day));

  promote('spring10', 200);
  promote('SPRING10', 333.33);
  promote('SPRING10', 99.99);
  promote('SPRING10', 200, DATE '2019-06-01');
  promote('FIVEOFF', 3);
  promote('FIVEOFF', 5.5);
  promote('OLD20', 100);
  promote('NOPE', 100);
  FOR r IN (SELECT promo_code, used_count FROM promotions ORDER BY promo_code) LOOP
    print_line(r.promo_code, r.used_count);
  END LOOP;
END;
/
ROLLBACK;
