INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('DE', 'S', TO_DATE('1998-04-01', 'YYYY-MM-DD'), TO_DATE('2006-12-31', 'YYYY-MM-DD'), 16);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('DE', 'S', TO_DATE('2007-01-01', 'YYYY-MM-DD'), NULL, 19);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('DE', 'R', TO_DATE('1983-07-01', 'YYYY-MM-DD'), NULL, 7);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('FR', 'S', TO_DATE('2014-01-01', 'YYYY-MM-DD'), NULL, 20);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('FR', 'R', TO_DATE('2012-01-01', 'YYYY-MM-DD'), NULL, 5.5);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('GB', 'S', TO_DATE('2011-01-04', 'YYYY-MM-DD'), NULL, 20);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('GB', 'R', TO_DATE('1973-04-01', 'YYYY-MM-DD'), NULL, 0);
INSERT INTO tax_rates (country_code, tax_class, valid_from, valid_to, percent$)
VALUES ('US', 'S', TO_DATE('1900-01-01', 'YYYY-MM-DD'), NULL, 0);
COMMIT;
