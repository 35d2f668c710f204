-- PL/SQL Packages and Types Reference, "UTL_TCP". PostgreSQL opens no connections.
CREATE PACKAGE sys.utl_tcp AUTHID CURRENT_USER AS
  -- What is called with it is refused.
  SUBTYPE connection IS NUMBER;

  crlf CONSTANT VARCHAR2(2) := CHR(13) || CHR(10);

  buffer_too_small EXCEPTION;
  PRAGMA EXCEPTION_INIT(buffer_too_small, -29258);
  end_of_input EXCEPTION;
  PRAGMA EXCEPTION_INIT(end_of_input, -29259);
  network_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(network_error, -29260);
  bad_argument EXCEPTION;
  PRAGMA EXCEPTION_INIT(bad_argument, -29261);
  partial_multibyte_char EXCEPTION;
  PRAGMA EXCEPTION_INIT(partial_multibyte_char, -29275);
  transfer_timeout EXCEPTION;
  PRAGMA EXCEPTION_INIT(transfer_timeout, -29276);
  network_access_denied EXCEPTION;
  PRAGMA EXCEPTION_INIT(network_access_denied, -24247);
END utl_tcp;
