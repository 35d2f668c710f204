-- PL/SQL Packages and Types Reference, "DBMS_TRANSACTION".
CREATE PACKAGE sys.dbms_transaction AS
  FUNCTION local_transaction_id(create_transaction IN BOOLEAN := FALSE) RETURN VARCHAR2;
END dbms_transaction;
