-- PL/SQL Packages and Types Reference, "DBMS_SQL". What PARSE is given is translated where the call stands.
CREATE PACKAGE sys.dbms_sql AUTHID CURRENT_USER AS
  TYPE bfile_table IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  TYPE clob_table IS TABLE OF CLOB INDEX BY BINARY_INTEGER;
  TYPE date_table IS TABLE OF DATE INDEX BY BINARY_INTEGER;
  TYPE number_table IS TABLE OF NUMBER INDEX BY BINARY_INTEGER;
  TYPE varchar2_table IS TABLE OF VARCHAR2(4000) INDEX BY BINARY_INTEGER;
  TYPE varchar2a IS TABLE OF VARCHAR2(32767) INDEX BY BINARY_INTEGER;
  TYPE varchar2s IS TABLE OF VARCHAR2(256) INDEX BY BINARY_INTEGER;

  TYPE desc_rec IS RECORD (
    col_type            BINARY_INTEGER := 0,
    col_max_len         BINARY_INTEGER := 0,
    col_name            VARCHAR2(32) := '',
    col_name_len        BINARY_INTEGER := 0,
    col_schema_name     VARCHAR2(32) := '',
    col_schema_name_len BINARY_INTEGER := 0,
    col_precision       BINARY_INTEGER := 0,
    col_scale           BINARY_INTEGER := 0,
    col_charsetid       BINARY_INTEGER := 0,
    col_charsetform     BINARY_INTEGER := 0,
    col_null_ok         BOOLEAN := TRUE);
  TYPE desc_tab IS TABLE OF desc_rec INDEX BY BINARY_INTEGER;
  TYPE desc_rec2 IS RECORD (
    col_type            BINARY_INTEGER := 0,
    col_max_len         BINARY_INTEGER := 0,
    col_name            VARCHAR2(32767) := '',
    col_name_len        BINARY_INTEGER := 0,
    col_schema_name     VARCHAR2(32) := '',
    col_schema_name_len BINARY_INTEGER := 0,
    col_precision       BINARY_INTEGER := 0,
    col_scale           BINARY_INTEGER := 0,
    col_charsetid       BINARY_INTEGER := 0,
    col_charsetform     BINARY_INTEGER := 0,
    col_null_ok         BOOLEAN := TRUE);
  TYPE desc_tab2 IS TABLE OF desc_rec2 INDEX BY BINARY_INTEGER;
  TYPE desc_rec3 IS RECORD (
    col_type            BINARY_INTEGER := 0,
    col_max_len         BINARY_INTEGER := 0,
    col_name            VARCHAR2(32767) := '',
    col_name_len        BINARY_INTEGER := 0,
    col_schema_name     VARCHAR2(32) := '',
    col_schema_name_len BINARY_INTEGER := 0,
    col_precision       BINARY_INTEGER := 0,
    col_scale           BINARY_INTEGER := 0,
    col_charsetid       BINARY_INTEGER := 0,
    col_charsetform     BINARY_INTEGER := 0,
    col_null_ok         BOOLEAN := TRUE,
    col_type_name       VARCHAR2(32767) := '',
    col_type_name_len   BINARY_INTEGER := 0);
  TYPE desc_tab3 IS TABLE OF desc_rec3 INDEX BY BINARY_INTEGER;

  v6     CONSTANT NUMBER := 0;
  native CONSTANT NUMBER := 1;
  v7     CONSTANT NUMBER := 2;

  varchar2_type                CONSTANT NUMBER := 1;
  number_type                  CONSTANT NUMBER := 2;
  long_type                    CONSTANT NUMBER := 8;
  rowid_type                   CONSTANT NUMBER := 11;
  date_type                    CONSTANT NUMBER := 12;
  raw_type                     CONSTANT NUMBER := 23;
  long_raw_type                CONSTANT NUMBER := 24;
  char_type                    CONSTANT NUMBER := 96;
  binary_float_type            CONSTANT NUMBER := 100;
  binary_double_type           CONSTANT NUMBER := 101;
  mlslabel_type                CONSTANT NUMBER := 106;
  user_defined_type            CONSTANT NUMBER := 109;
  ref_type                     CONSTANT NUMBER := 111;
  clob_type                    CONSTANT NUMBER := 112;
  blob_type                    CONSTANT NUMBER := 113;
  bfile_type                   CONSTANT NUMBER := 114;
  timestamp_type               CONSTANT NUMBER := 180;
  timestamp_with_tz_type       CONSTANT NUMBER := 181;
  interval_year_to_month_type  CONSTANT NUMBER := 182;
  interval_day_to_second_type  CONSTANT NUMBER := 183;
  urowid_type                  CONSTANT NUMBER := 208;
  timestamp_with_local_tz_type CONSTANT NUMBER := 231;

  inconsistent_type EXCEPTION;
  PRAGMA EXCEPTION_INIT(inconsistent_type, -6562);

  PROCEDURE bind_variable(c IN NUMBER, name IN VARCHAR2, value IN NUMBER);
  PROCEDURE bind_variable(c IN NUMBER, name IN VARCHAR2, value IN VARCHAR2, out_value_size IN NUMBER := NULL);
  PROCEDURE bind_variable(c IN NUMBER, name IN VARCHAR2, value IN CLOB, out_value_size IN NUMBER := NULL);
  PROCEDURE bind_variable(c IN NUMBER, name IN VARCHAR2, value IN DATE);
  PROCEDURE bind_variable(c IN NUMBER, name IN VARCHAR2, value IN TIMESTAMP);
  PROCEDURE close_cursor(c IN OUT NUMBER);
  PROCEDURE column_value(c IN NUMBER, position IN NUMBER, value OUT NUMBER);
  PROCEDURE column_value(c IN NUMBER, position IN NUMBER, value OUT VARCHAR2);
  PROCEDURE column_value(c IN NUMBER, position IN NUMBER, value OUT CLOB);
  PROCEDURE column_value(c IN NUMBER, position IN NUMBER, value OUT DATE);
  PROCEDURE column_value(c IN NUMBER, position IN NUMBER, value OUT TIMESTAMP);
  PROCEDURE define_column(c IN NUMBER, position IN NUMBER, column IN NUMBER);
  PROCEDURE define_column(c IN NUMBER, position IN NUMBER, column IN VARCHAR2, column_size IN NUMBER := NULL);
  PROCEDURE define_column(c IN NUMBER, position IN NUMBER, column IN CLOB, column_size IN NUMBER := NULL);
  PROCEDURE define_column(c IN NUMBER, position IN NUMBER, column IN DATE);
  PROCEDURE define_column(c IN NUMBER, position IN NUMBER, column IN TIMESTAMP);
  PROCEDURE describe_columns(c IN NUMBER, col_cnt OUT NUMBER, desc_t OUT desc_tab);
  PROCEDURE describe_columns2(c IN NUMBER, col_cnt OUT NUMBER, desc_t OUT desc_tab2);
  PROCEDURE describe_columns3(c IN NUMBER, col_cnt OUT NUMBER, desc_t OUT desc_tab3);
  FUNCTION execute(c IN NUMBER) RETURN NUMBER;
  FUNCTION execute_and_fetch(c IN NUMBER, exact IN BOOLEAN := FALSE) RETURN NUMBER;
  FUNCTION fetch_rows(c IN NUMBER) RETURN NUMBER;
  FUNCTION is_open(c IN NUMBER) RETURN BOOLEAN;
  FUNCTION open_cursor RETURN NUMBER;
  PROCEDURE parse(c IN NUMBER, statement IN VARCHAR2, language_flag IN NUMBER);
  PROCEDURE parse(c IN NUMBER, statement IN CLOB, language_flag IN NUMBER);
END dbms_sql;
