-- APEX API Reference, "APEX_APPLICATION_GLOBAL". Variables are declared with its types; its routines are refused.
CREATE PACKAGE sys.apex_application_global AS
  TYPE n_arr IS TABLE OF NUMBER INDEX BY BINARY_INTEGER;
  TYPE vc_arr2 IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
END apex_application_global;
