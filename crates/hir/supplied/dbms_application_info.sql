-- PL/SQL Packages and Types Reference, "DBMS_APPLICATION_INFO".
CREATE PACKAGE sys.dbms_application_info AS
  PROCEDURE read_client_info(client_info OUT VARCHAR2);
  PROCEDURE read_module(module_name OUT VARCHAR2, action_name OUT VARCHAR2);
  PROCEDURE set_action(action_name IN VARCHAR2);
  PROCEDURE set_client_info(client_info IN VARCHAR2);
  PROCEDURE set_module(module_name IN VARCHAR2, action_name IN VARCHAR2);
END dbms_application_info;
