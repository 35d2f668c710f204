-- PL/SQL Packages and Types Reference, "UTL_FILE". A file is known by the number of its handle.
CREATE PACKAGE sys.utl_file AUTHID CURRENT_USER AS
  SUBTYPE file_type IS NUMBER;

  invalid_path EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_path, -29280);
  invalid_mode EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_mode, -29281);
  invalid_filehandle EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_filehandle, -29282);
  invalid_operation EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_operation, -29283);
  read_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(read_error, -29284);
  write_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(write_error, -29285);
  internal_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(internal_error, -29286);
  invalid_maxlinesize EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_maxlinesize, -29287);
  invalid_filename EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_filename, -29288);
  access_denied EXCEPTION;
  PRAGMA EXCEPTION_INIT(access_denied, -29289);
  invalid_offset EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_offset, -29290);
  delete_failed EXCEPTION;
  PRAGMA EXCEPTION_INIT(delete_failed, -29291);
  rename_failed EXCEPTION;
  PRAGMA EXCEPTION_INIT(rename_failed, -29292);
  charsetmismatch EXCEPTION;
  PRAGMA EXCEPTION_INIT(charsetmismatch, -29298);

  PROCEDURE fclose(file IN OUT NUMBER);
  PROCEDURE fclose_all;
  PROCEDURE fcopy(src_location IN VARCHAR2, src_filename IN VARCHAR2, dest_location IN VARCHAR2,
    dest_filename IN VARCHAR2, start_line IN NUMBER := 1, end_line IN NUMBER := NULL);
  PROCEDURE fflush(file IN NUMBER);
  PROCEDURE fgetattr(location IN VARCHAR2, filename IN VARCHAR2, fexists OUT BOOLEAN, file_length OUT NUMBER,
    block_size OUT NUMBER);
  FUNCTION fgetpos(file IN NUMBER) RETURN NUMBER;
  FUNCTION fopen(location IN VARCHAR2, filename IN VARCHAR2, open_mode IN VARCHAR2, max_linesize IN NUMBER := 1024)
    RETURN NUMBER;
  PROCEDURE get_line(file IN NUMBER, buffer OUT VARCHAR2, len IN NUMBER := NULL);
  PROCEDURE get_raw(file IN NUMBER, buffer OUT RAW, len IN NUMBER := NULL);
  FUNCTION is_open(file IN NUMBER) RETURN BOOLEAN;
  PROCEDURE new_line(file IN NUMBER, lines IN NUMBER := 1);
  PROCEDURE put(file IN NUMBER, buffer IN VARCHAR2);
  PROCEDURE put_line(file IN NUMBER, buffer IN VARCHAR2, autoflush IN BOOLEAN := FALSE);
  PROCEDURE put_raw(file IN NUMBER, buffer IN RAW, autoflush IN BOOLEAN := FALSE);
  PROCEDURE putf(file IN NUMBER, format IN VARCHAR2, arg1 IN VARCHAR2 := NULL, arg2 IN VARCHAR2 := NULL,
    arg3 IN VARCHAR2 := NULL, arg4 IN VARCHAR2 := NULL, arg5 IN VARCHAR2 := NULL);
END utl_file;
