-- customers and their addresses; the default address is checked at COMMIT
SET DEFINE OFF
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (1, 'Acme GmbH', 'info@acme.example', '+49 30 1234', 'DE', 'A', 5000, 0, 1, TO_DATE('2018-01-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (2, 'Dupont SARL', 'contact@dupont.example', NULL, 'FR', 'A', 2000, 0, 3, TO_DATE('2018-02-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (3, 'O''Neill & Sons', NULL, '0113 555', 'GB', 'A', 1000, 0, 4, TO_DATE('2018-03-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (4, 'Jane Roe', '', '', 'US', 'A', NULL, 0, NULL, TO_DATE('2018-04-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (5, 'Blocked Ltd', 'ap@blocked.example', NULL, 'GB', 'B', 0, 0, NULL, TO_DATE('2018-05-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (7, 'Customer 07', 'c07@example.org', NULL, 'DE', 'A', 700, 0, NULL, TO_DATE('2018-07-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (8, 'Customer 08', 'c08@example.org', NULL, 'FR', 'A', 800, 0, NULL, TO_DATE('2018-08-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (9, 'Customer 09', NULL, NULL, 'DE', 'A', 900, 0, NULL, TO_DATE('2018-09-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (10, 'Customer 10', 'c10@example.org', NULL, 'FR', 'A', 1000, 0, NULL, TO_DATE('2018-10-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (11, 'Customer 11', 'c11@example.org', NULL, 'DE', 'A', 1100, 0, NULL, TO_DATE('2018-11-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (12, 'Customer 12', NULL, NULL, 'FR', 'A', 1200, 0, NULL, TO_DATE('2018-12-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (13, 'Customer 13', 'c13@example.org', NULL, 'DE', 'A', 1300, 0, NULL, TO_DATE('2018-01-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (14, 'Customer 14', 'c14@example.org', NULL, 'FR', 'A', 1400, 0, NULL, TO_DATE('2018-02-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (15, 'Customer 15', NULL, NULL, 'DE', 'A', 1500, 0, NULL, TO_DATE('2018-03-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (16, 'Customer 16', 'c16@example.org', NULL, 'FR', 'A', 1600, 0, NULL, TO_DATE('2018-04-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (17, 'Customer 17', 'c17@example.org', NULL, 'DE', 'A', 1700, 0, NULL, TO_DATE('2018-05-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (18, 'Customer 18', NULL, NULL, 'FR', 'A', 1800, 0, NULL, TO_DATE('2018-06-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (19, 'Customer 19', 'c19@example.org', NULL, 'DE', 'A', 1900, 0, NULL, TO_DATE('2018-07-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (20, 'Customer 20', 'c20@example.org', NULL, 'FR', 'A', 2000, 0, NULL, TO_DATE('2018-08-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (21, 'Customer 21', NULL, NULL, 'DE', 'A', 2100, 0, NULL, TO_DATE('2018-09-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (22, 'Customer 22', 'c22@example.org', NULL, 'FR', 'A', 2200, 0, NULL, TO_DATE('2018-10-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (23, 'Customer 23', 'c23@example.org', NULL, 'DE', 'A', 2300, 0, NULL, TO_DATE('2018-11-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (24, 'Customer 24', NULL, NULL, 'FR', 'A', 2400, 0, NULL, TO_DATE('2018-12-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (25, 'Customer 25', 'c25@example.org', NULL, 'DE', 'A', 2500, 0, NULL, TO_DATE('2018-01-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (26, 'Customer 26', 'c26@example.org', NULL, 'FR', 'A', 2600, 0, NULL, TO_DATE('2018-02-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (27, 'Customer 27', NULL, NULL, 'DE', 'A', 2700, 0, NULL, TO_DATE('2018-03-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (28, 'Customer 28', 'c28@example.org', NULL, 'FR', 'A', 2800, 0, NULL, TO_DATE('2018-04-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (29, 'Customer 29', 'c29@example.org', NULL, 'DE', 'A', 2900, 0, NULL, TO_DATE('2018-05-15', 'YYYY-MM-DD'));
INSERT INTO customers (customer_id, customer_name, email, phone#, country_code, status, credit_limit, balance, default_address_id, created_on)
VALUES (30, 'Customer 30', NULL, NULL, 'FR', 'A', 3000, 0, NULL, TO_DATE('2018-06-15', 'YYYY-MM-DD'));
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (1, 1, 'BILL', NULL, 'Hauptstr. 1', NULL, 'Berlin', '10115', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (2, 1, 'SHIP', 'Lager', 'Am Hafen 7', 'Tor 3', 'Hamburg', '20457', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (3, 2, 'BILL', NULL, '12 rue du Port', NULL, 'Lyon', '69002', 'FR');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (4, 3, 'SHIP', NULL, '5 St. John''s Road', NULL, 'Leeds', 'LS1 4AP', 'GB');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (5, 4, 'SHIP', NULL, '1 Main Street', NULL, NULL, NULL, 'US');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (107, 7, 'BILL', NULL, 'Ringstr. 7', NULL, 'Bonn', '53007', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (109, 9, 'BILL', NULL, 'Ringstr. 9', NULL, 'Bonn', '53009', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (111, 11, 'BILL', NULL, 'Ringstr. 11', NULL, 'Bonn', '53011', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (113, 13, 'BILL', NULL, 'Ringstr. 13', NULL, 'Bonn', '53013', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (115, 15, 'BILL', NULL, 'Ringstr. 15', NULL, 'Bonn', '53015', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (117, 17, 'BILL', NULL, 'Ringstr. 17', NULL, 'Bonn', '53017', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (119, 19, 'BILL', NULL, 'Ringstr. 19', NULL, 'Bonn', '53019', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (121, 21, 'BILL', NULL, 'Ringstr. 21', NULL, 'Bonn', '53021', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (123, 23, 'BILL', NULL, 'Ringstr. 23', NULL, 'Bonn', '53023', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (125, 25, 'BILL', NULL, 'Ringstr. 25', NULL, 'Bonn', '53025', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (127, 27, 'BILL', NULL, 'Ringstr. 27', NULL, 'Bonn', '53027', 'DE');
INSERT INTO addresses (address_id, customer_id, address_type, label, line1, line2, city, postcode, country_code)
VALUES (129, 29, 'BILL', NULL, 'Ringstr. 29', NULL, 'Bonn', '53029', 'DE');
COMMIT;
SET DEFINE ON
