-- PL/SQL Packages and Types Reference, "DBMS_SESSION". SLEEP is a built-in, since PostgreSQL has it.
CREATE PACKAGE sys.dbms_session AUTHID CURRENT_USER AS
  PROCEDURE clear_all_context(namespace IN VARCHAR2);
  PROCEDURE clear_context(namespace IN VARCHAR2, client_id IN VARCHAR2 := NULL, attribute IN VARCHAR2 := NULL);
  PROCEDURE clear_identifier;
  PROCEDURE free_unused_user_memory;
  FUNCTION is_role_enabled(rolename IN VARCHAR2) RETURN BOOLEAN;
  PROCEDURE set_context(namespace IN VARCHAR2, attribute IN VARCHAR2, value IN VARCHAR2,
    username IN VARCHAR2 := NULL, client_id IN VARCHAR2 := NULL);
  PROCEDURE set_identifier(client_id IN VARCHAR2);
  FUNCTION unique_session_id RETURN VARCHAR2;
END dbms_session;
