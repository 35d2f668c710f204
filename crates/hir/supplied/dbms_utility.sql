-- PL/SQL Packages and Types Reference, "DBMS_UTILITY". GET_TIME and FORMAT_... are built-ins: they depend on the place of
-- the call.
CREATE PACKAGE sys.dbms_utility AUTHID CURRENT_USER AS
  TYPE dblink_array IS TABLE OF VARCHAR2(128) INDEX BY BINARY_INTEGER;
  TYPE index_table_type IS TABLE OF BINARY_INTEGER INDEX BY BINARY_INTEGER;
  TYPE lname_array IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  TYPE name_array IS TABLE OF VARCHAR2(128) INDEX BY BINARY_INTEGER;
  TYPE number_array IS TABLE OF NUMBER INDEX BY BINARY_INTEGER;
  TYPE uncl_array IS TABLE OF VARCHAR2(227) INDEX BY BINARY_INTEGER;
  SUBTYPE maxname_array IS lname_array;

  inv_error_on_restrictions CONSTANT NUMBER := 1;

  PROCEDURE comma_to_table(list IN VARCHAR2, tablen OUT BINARY_INTEGER, tab OUT uncl_array);
  PROCEDURE comma_to_table(list IN VARCHAR2, tablen OUT BINARY_INTEGER, tab OUT lname_array);
  PROCEDURE compile_schema(schema IN VARCHAR2, compile_all IN BOOLEAN := TRUE, reuse_settings IN BOOLEAN := FALSE);
  FUNCTION get_hash_value(name IN VARCHAR2, base IN NUMBER, hash_size IN NUMBER) RETURN NUMBER DETERMINISTIC;
  FUNCTION is_cluster_database RETURN BOOLEAN DETERMINISTIC;
  PROCEDURE table_to_comma(tab IN uncl_array, tablen OUT BINARY_INTEGER, list OUT VARCHAR2);
  PROCEDURE table_to_comma(tab IN lname_array, tablen OUT BINARY_INTEGER, list OUT VARCHAR2);
END dbms_utility;
