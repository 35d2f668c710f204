-- PL/SQL Packages and Types Reference, "DBMS_DB_VERSION": of the version that conditional compilation assumes.
CREATE PACKAGE sys.dbms_db_version AS
  version     CONSTANT NUMBER := 19;
  release     CONSTANT NUMBER := 0;
  ver_le_9    CONSTANT BOOLEAN := FALSE;
  ver_le_9_1  CONSTANT BOOLEAN := FALSE;
  ver_le_9_2  CONSTANT BOOLEAN := FALSE;
  ver_le_10   CONSTANT BOOLEAN := FALSE;
  ver_le_10_1 CONSTANT BOOLEAN := FALSE;
  ver_le_10_2 CONSTANT BOOLEAN := FALSE;
  ver_le_11   CONSTANT BOOLEAN := FALSE;
  ver_le_11_1 CONSTANT BOOLEAN := FALSE;
  ver_le_11_2 CONSTANT BOOLEAN := FALSE;
  ver_le_12   CONSTANT BOOLEAN := FALSE;
  ver_le_12_1 CONSTANT BOOLEAN := FALSE;
  ver_le_12_2 CONSTANT BOOLEAN := FALSE;
  ver_le_18   CONSTANT BOOLEAN := FALSE;
  ver_le_19   CONSTANT BOOLEAN := TRUE;
END dbms_db_version;
