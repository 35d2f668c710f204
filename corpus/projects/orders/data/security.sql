-- roles first
INSERT INTO app_roles (role_code, role_name) VALUES ('ADMIN', 'Administrator');
INSERT INTO app_roles (role_code, role_name) VALUES ('CLERK', 'Order clerk');
INSERT INTO app_roles (role_code, role_name) VALUES ('STOCK', 'Warehouse');
INSERT INTO app_users (user_id, user_name, manager_id, locked) VALUES (1, 'SMITH', NULL, 'N');
INSERT INTO app_users (user_id, user_name, manager_id, locked) VALUES (2, 'JONES', 1, 'N');
INSERT INTO app_users (user_id, user_name, manager_id, locked) VALUES (3, 'O''HARA', 1, 'N');
INSERT INTO app_users (user_id, user_name, manager_id, locked) VALUES (4, 'KING', 2, 'Y');
INSERT INTO app_user_roles (user_id, role_code, granted_on) VALUES (1, 'ADMIN', TO_DATE('2015-01-01', 'YYYY-MM-DD'));
INSERT INTO app_user_roles (user_id, role_code, granted_on) VALUES (1, 'CLERK', TO_DATE('2015-01-01', 'YYYY-MM-DD'));
INSERT INTO app_user_roles (user_id, role_code, granted_on) VALUES (2, 'CLERK', TO_DATE('2016-04-01', 'YYYY-MM-DD'));
INSERT INTO app_user_roles (user_id, role_code, granted_on) VALUES (3, 'STOCK', TO_DATE('2016-04-01', 'YYYY-MM-DD'));
INSERT INTO app_user_roles (user_id, role_code, granted_on) VALUES (4, 'CLERK', TO_DATE('2017-10-15', 'YYYY-MM-DD'));
COMMIT;
