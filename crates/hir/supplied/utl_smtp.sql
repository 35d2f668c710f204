-- PL/SQL Packages and Types Reference, "UTL_SMTP". PostgreSQL sends no mail.
CREATE PACKAGE sys.utl_smtp AUTHID CURRENT_USER AS
  -- What is called with them is refused.
  SUBTYPE connection IS NUMBER;
  SUBTYPE reply IS NUMBER;

  invalid_operation EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_operation, -29277);
  transient_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(transient_error, -29278);
  permanent_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(permanent_error, -29279);
END utl_smtp;
