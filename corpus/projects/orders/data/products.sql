SET DEFINE OFF
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (1, 'All', NULL, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (2, 'Hardware', 1, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (3, 'Software', 1, 2);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (4, 'Computers', 2, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (5, 'Peripherals', 2, 2);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (6, 'Laptops', 4, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (7, 'Desktops', 4, 2);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (8, 'Keyboards', 5, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (9, 'Mice', 5, 2);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (10, 'Office', 3, NULL);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (11, 'Games', 3, 1);
INSERT INTO categories (category_id, category_name, parent_id, sort_key) VALUES (12, 'Books', NULL, 2);
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (101, 'LAP-001', 'Notebook 13"', 6, 999, NULL, 1.3, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (102, 'LAP-002', 'Notebook 15"', 6, 1299.5, 1500, 1.9, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (103, 'LAP-003', 'Notebook 17" Pro', 6, 2199, 2300, 2.6, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (104, 'DSK-001', 'Tower Basic', 7, 549, NULL, 7.5, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (105, 'DSK-002', 'Tower Gamer', 7, 1499, 1600, 9.25, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (106, 'KEY-001', 'Keyboard US', 8, 24.9, NULL, .6, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (107, 'KEY-002', 'Keyboard DE', 8, 24.9, NULL, .6, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (108, 'KEY-003', 'Mechanical Keyboard', 8, 89, NULL, 1.1, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (109, 'MOU-001', 'Mouse', 9, 9.99, NULL, .1, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (110, 'MOU-002', 'Wireless Mouse', 9, 19.99, NULL, .12, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (111, 'OFF-001', 'Writer''s Desk', 10, 79, NULL, NULL, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (112, 'OFF-002', 'Sheets & Charts', 10, 99, NULL, NULL, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (113, 'GAM-001', 'Rock ''n'' Roll', 11, 29.5, NULL, NULL, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (114, 'GAM-002', 'Chess 3000', 11, .99, NULL, NULL, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (115, 'BOK-001', 'SQL by Example', 12, 35, NULL, .8, 'R', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (116, 'BOK-002', q'[PL/SQL: The Programmer's Cookbook]', 12, 42.5, NULL, .95, 'R', 'D');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (201, 'CAB-001', 'Cable 1 m', 5, 1.5, NULL, .05, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (202, 'CAB-002', 'Cable 2 m', 5, 2.25, NULL, .1, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (203, 'CAB-003', 'Cable 3 m', 5, 3, NULL, .15, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (204, 'CAB-004', 'Cable 4 m', 5, 3.75, NULL, .2, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (205, 'CAB-005', 'Cable 5 m', 5, 4.5, NULL, .25, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (206, 'CAB-006', 'Cable 6 m', 5, 5.25, NULL, .3, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (207, 'CAB-007', 'Cable 7 m', 5, 6, NULL, .35, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (208, 'CAB-008', 'Cable 8 m', 5, 6.75, NULL, .4, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (209, 'CAB-009', 'Cable 9 m', 5, 7.5, NULL, .45, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (210, 'CAB-010', 'Cable 10 m', 5, 8.25, NULL, .5, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (211, 'CAB-011', 'Cable 11 m', 5, 9, NULL, .55, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (212, 'CAB-012', 'Cable 12 m', 5, 9.75, NULL, .6, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (213, 'CAB-013', 'Cable 13 m', 5, 10.5, NULL, .65, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (214, 'CAB-014', 'Cable 14 m', 5, 11.25, NULL, .7, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (215, 'CAB-015', 'Cable 15 m', 5, 12, NULL, .75, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (216, 'CAB-016', 'Cable 16 m', 5, 12.75, NULL, .8, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (217, 'CAB-017', 'Cable 17 m', 5, 13.5, NULL, .85, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (218, 'CAB-018', 'Cable 18 m', 5, 14.25, NULL, .9, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (219, 'CAB-019', 'Cable 19 m', 5, 15, NULL, .95, 'S', 'A');
INSERT INTO products (product_id, sku, product_name, category_id, unit_price, max_price, weight_kg, tax_class, status)
VALUES (220, 'CAB-020', 'Cable 20 m', 5, 15.75, NULL, 1, 'S', 'A');
COMMIT;
SET DEFINE ON
