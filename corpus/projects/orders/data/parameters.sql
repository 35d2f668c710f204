-- application parameters; some values hold ampersands
SET DEFINE OFF

INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('BASE_CURRENCY', 'EUR', 'all rates are against it');
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('COMPANY_NAME', q'[Miller's Trading & Co]', NULL);
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('DEFAULT_WAREHOUSE', '1', NULL);
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('EMPTY_VALUE', '', 'stored as NULL');
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('FISCAL_START', '2019-01-01', 'ISO date');
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('LATE_FEE', '.5', 'per cent and month');
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('MAX_ORDER_LINES', '5', NULL);
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('PAYMENT_DAYS', '30', NULL);
INSERT INTO app_parameters (param_name, param_value, "COMMENT") VALUES ('VAT_FLAG', 'Y', NULL);

COMMIT;
SET DEFINE ON
