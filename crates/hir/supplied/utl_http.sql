-- PL/SQL Packages and Types Reference, "UTL_HTTP". PostgreSQL makes no requests.
CREATE PACKAGE sys.utl_http AUTHID CURRENT_USER AS
  -- What is called with them is refused.
  SUBTYPE req IS NUMBER;
  SUBTYPE resp IS NUMBER;
  SUBTYPE request_context_key IS NUMBER;
  TYPE html_pieces IS TABLE OF VARCHAR2(2000) INDEX BY BINARY_INTEGER;

  http_version_1_0 CONSTANT VARCHAR2(10) := 'HTTP/1.0';
  http_version_1_1 CONSTANT VARCHAR2(10) := 'HTTP/1.1';
  default_http_port  CONSTANT NUMBER := 80;
  default_https_port CONSTANT NUMBER := 443;

  request_failed EXCEPTION;
  PRAGMA EXCEPTION_INIT(request_failed, -29273);
  bad_argument EXCEPTION;
  PRAGMA EXCEPTION_INIT(bad_argument, -29261);
  bad_url EXCEPTION;
  PRAGMA EXCEPTION_INIT(bad_url, -29262);
  protocol_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(protocol_error, -29263);
  unknown_scheme EXCEPTION;
  PRAGMA EXCEPTION_INIT(unknown_scheme, -29264);
  header_not_found EXCEPTION;
  PRAGMA EXCEPTION_INIT(header_not_found, -29265);
  end_of_body EXCEPTION;
  PRAGMA EXCEPTION_INIT(end_of_body, -29266);
  illegal_call EXCEPTION;
  PRAGMA EXCEPTION_INIT(illegal_call, -29267);
  http_client_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(http_client_error, -29268);
  http_server_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(http_server_error, -29269);
  too_many_requests EXCEPTION;
  PRAGMA EXCEPTION_INIT(too_many_requests, -29270);
  partial_multibyte_char EXCEPTION;
  PRAGMA EXCEPTION_INIT(partial_multibyte_char, -29275);
  transfer_timeout EXCEPTION;
  PRAGMA EXCEPTION_INIT(transfer_timeout, -29276);
  network_access_denied EXCEPTION;
  PRAGMA EXCEPTION_INIT(network_access_denied, -24247);
END utl_http;
