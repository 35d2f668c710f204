-- PL/SQL Packages and Types Reference, "OWA". Variables are declared with its types; its routines are refused.
CREATE PACKAGE sys.owa AS
  TYPE vc_arr IS TABLE OF VARCHAR2(32000) INDEX BY BINARY_INTEGER;
END owa;
