-- the year so far
INSERT INTO orders (order_id, order_no, customer_id, order_date, status, currency_code, promo_code, ship_address_id, line_count, notes)
VALUES (1, 'O-2019-000001', 1, TO_DATE('2019-01-15', 'YYYY-MM-DD'), 'INVOICED', 'EUR', NULL, 2, 2, NULL);
INSERT INTO orders (order_id, order_no, customer_id, order_date, status, currency_code, promo_code, ship_address_id, line_count, notes)
VALUES (2, 'O-2019-000002', 2, TO_DATE('2019-02-03', 'YYYY-MM-DD'), 'SHIPPED', 'EUR', 'FIVEOFF', 3, 2, 'Don''t ring');
INSERT INTO orders (order_id, order_no, customer_id, order_date, status, currency_code, promo_code, ship_address_id, line_count, notes)
VALUES (3, 'O-2019-000003', 3, TO_DATE('2019-02-20', 'YYYY-MM-DD'), 'CONFIRMED', 'GBP', NULL, 4, 1, NULL);
INSERT INTO orders (order_id, order_no, customer_id, order_date, status, currency_code, promo_code, ship_address_id, line_count, notes)
VALUES (4, 'O-2019-000004', 1, TO_DATE('2019-03-05', 'YYYY-MM-DD'), 'NEW', 'EUR', NULL, 2, 1, '');
INSERT INTO orders (order_id, order_no, customer_id, order_date, status, currency_code, promo_code, ship_address_id, line_count, notes)
VALUES (5, 'O-2019-000005', 4, TO_DATE('2019-03-09', 'YYYY-MM-DD'), 'CANCELLED', 'USD', NULL, NULL, 1, NULL);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (1, 1, 101, 2, 949, 0);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (1, 2, 109, 10, 9.5, 5);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (2, 1, 106, 3, 22.5, 0);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (2, 2, 115, 1, 35, 0);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (3, 1, 108, 1, 80, 0);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (4, 1, 104, 1, 549, 0);
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, discount_pct) VALUES (5, 1, 101, 1, 1049, 0);
INSERT INTO invoices (invoice_id, invoice_no, order_id, invoice_date, due_date, net_amount, tax_amount, gross_amount)
VALUES (1, 'I-2019-0001', 1, TO_DATE('2019-01-20', 'YYYY-MM-DD'), TO_DATE('2019-02-19', 'YYYY-MM-DD'), 1988.25, 377.77, 2366.02);
INSERT INTO payments (payment_id, invoice_id, paid_on, amount, method) VALUES (1, 1, TO_DATE('2019-01-25', 'YYYY-MM-DD'), 1000, 'BANK');
INSERT INTO payments (payment_id, invoice_id, paid_on, amount, method)
VALUES (2, 1, TO_DATE('2019-02-28', 'YYYY-MM-DD'), 1366.02, 'BANK');
INSERT INTO shipments (shipment_id, order_id, shipped_on, carrier, weight_kg, cost, label_text)
VALUES (1, 1, TO_DATE('2019-01-18', 'YYYY-MM-DD'), 'DHL', 3.6, 9.5, 'Am Hafen 7, 20457 Hamburg DE');
INSERT INTO shipments (shipment_id, order_id, shipped_on, carrier, weight_kg, cost, label_text)
VALUES (2, 2, TO_DATE('2019-02-05', 'YYYY-MM-DD'), 'PIGEON', 2.6, 9.5, NULL);
INSERT INTO returns (return_id, order_id, line_no, quantity, returned_on, reason)
VALUES (1, 1, 2, 1, TO_DATE('2019-02-01', 'YYYY-MM-DD'), 'doesn''t click');
COMMIT;
