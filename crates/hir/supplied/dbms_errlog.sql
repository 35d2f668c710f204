-- PL/SQL Packages and Types Reference, "DBMS_ERRLOG".
CREATE PACKAGE sys.dbms_errlog AUTHID CURRENT_USER AS
  PROCEDURE create_error_log(dml_table_name IN VARCHAR2, err_log_table_name IN VARCHAR2 := NULL,
    err_log_table_owner IN VARCHAR2 := NULL, err_log_table_space IN VARCHAR2 := NULL, skip_unsupported IN BOOLEAN := FALSE);
END dbms_errlog;
