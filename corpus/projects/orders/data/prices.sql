-- price lists; the later list does not replace the earlier, the lower price wins
INSERT INTO price_lists (price_list_id, list_code, list_name, currency_code, valid_from, valid_to)
VALUES (1, 'STD', 'Standard prices', 'EUR', TO_DATE('2018-01-01', 'YYYY-MM-DD'), NULL);
INSERT INTO price_lists (price_list_id, list_code, list_name, currency_code, valid_from, valid_to)
VALUES (2, 'MARCH19', 'March campaign', 'EUR', TO_DATE('2019-03-01', 'YYYY-MM-DD'), TO_DATE('2019-03-31', 'YYYY-MM-DD'));
INSERT INTO price_lists (price_list_id, list_code, list_name, currency_code, valid_from, valid_to)
VALUES (3, 'USLIST', 'US list', 'USD', TO_DATE('2018-01-01', 'YYYY-MM-DD'), NULL);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 101, 1, 949);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 101, 5, 899);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 106, 1, 22.5);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 109, 1, 9.5);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 109, 100, 8);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (2, 101, 1, 849);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (3, 101, 1, 1049);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (3, 109, 1, 10.99);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 201, 10, 1.25);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 202, 10, 1.95);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 203, 10, 2.65);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 204, 10, 3.35);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 205, 10, 4.05);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 206, 10, 4.75);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 207, 10, 5.45);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 208, 10, 6.15);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 209, 10, 6.85);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 210, 10, 7.55);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 211, 10, 8.25);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 212, 10, 8.95);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 213, 10, 9.65);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 214, 10, 10.35);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 215, 10, 11.05);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 216, 10, 11.75);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 217, 10, 12.45);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 218, 10, 13.15);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 219, 10, 13.85);
INSERT INTO price_list_items (price_list_id, product_id, min_qty, price) VALUES (1, 220, 10, 14.55);
INSERT INTO promotions (promo_code, description, percent_off, amount_off, min_amount, valid_from, valid_to, used_count)
VALUES ('SPRING10', 'Ten per cent in spring', 10, NULL, 100, TO_DATE('2019-03-01', 'YYYY-MM-DD'), TO_DATE('2019-05-31', 'YYYY-MM-DD'), 0);
INSERT INTO promotions (promo_code, description, percent_off, amount_off, min_amount, valid_from, valid_to, used_count)
VALUES ('FIVEOFF', 'Five off, always', NULL, 5, 0, TO_DATE('2019-01-01', 'YYYY-MM-DD'), TO_DATE('2019-12-31', 'YYYY-MM-DD'), 3);
INSERT INTO promotions (promo_code, description, percent_off, amount_off, min_amount, valid_from, valid_to, used_count)
VALUES ('OLD20', 'Last years', 20, NULL, 0, TO_DATE('2018-01-01', 'YYYY-MM-DD'), TO_DATE('2018-12-31', 'YYYY-MM-DD'), 7);
COMMIT;
