-- PL/SQL Packages and Types Reference, "DBMS_LOB". Numbers are NUMBER, as PostgreSQL has one type for them.
CREATE PACKAGE sys.dbms_lob AUTHID CURRENT_USER AS
  file_readonly           CONSTANT NUMBER := 0;
  lob_readonly            CONSTANT NUMBER := 0;
  lob_readwrite           CONSTANT NUMBER := 1;
  lobmaxsize              CONSTANT NUMBER := 18446744073709551615;
  session                 CONSTANT NUMBER := 10;
  call                    CONSTANT NUMBER := 12;
  default_csid            CONSTANT NUMBER := 0;
  default_lang_ctx        CONSTANT NUMBER := 0;
  no_warning              CONSTANT NUMBER := 0;
  warn_inconvertible_char CONSTANT NUMBER := 1;

  invalid_argval EXCEPTION;
  PRAGMA EXCEPTION_INIT(invalid_argval, -21560);
  access_error EXCEPTION;
  PRAGMA EXCEPTION_INIT(access_error, -22925);

  PROCEDURE append(dest_lob IN OUT NOCOPY BLOB, src_lob IN BLOB);
  PROCEDURE append(dest_lob IN OUT NOCOPY CLOB, src_lob IN CLOB);

  PROCEDURE close(lob_loc IN OUT NOCOPY BLOB);
  PROCEDURE close(lob_loc IN OUT NOCOPY CLOB);

  FUNCTION compare(lob_1 IN BLOB, lob_2 IN BLOB, amount IN NUMBER := lobmaxsize,
    offset_1 IN NUMBER := 1, offset_2 IN NUMBER := 1) RETURN NUMBER DETERMINISTIC;
  FUNCTION compare(lob_1 IN CLOB, lob_2 IN CLOB, amount IN NUMBER := lobmaxsize,
    offset_1 IN NUMBER := 1, offset_2 IN NUMBER := 1) RETURN NUMBER DETERMINISTIC;

  PROCEDURE converttoblob(dest_lob IN OUT NOCOPY BLOB, src_clob IN CLOB, amount IN NUMBER,
    dest_offset IN OUT NUMBER, src_offset IN OUT NUMBER, blob_csid IN NUMBER,
    lang_context IN OUT NUMBER, warning OUT NUMBER);
  PROCEDURE converttoclob(dest_lob IN OUT NOCOPY CLOB, src_blob IN BLOB, amount IN NUMBER,
    dest_offset IN OUT NUMBER, src_offset IN OUT NUMBER, blob_csid IN NUMBER,
    lang_context IN OUT NUMBER, warning OUT NUMBER);

  PROCEDURE copy(dest_lob IN OUT NOCOPY BLOB, src_lob IN BLOB, amount IN NUMBER,
    dest_offset IN NUMBER := 1, src_offset IN NUMBER := 1);
  PROCEDURE copy(dest_lob IN OUT NOCOPY CLOB, src_lob IN CLOB, amount IN NUMBER,
    dest_offset IN NUMBER := 1, src_offset IN NUMBER := 1);

  PROCEDURE createtemporary(lob_loc IN OUT NOCOPY BLOB, cache IN BOOLEAN, dur IN NUMBER := session);
  PROCEDURE createtemporary(lob_loc IN OUT NOCOPY CLOB, cache IN BOOLEAN, dur IN NUMBER := session);

  PROCEDURE erase(lob_loc IN OUT NOCOPY BLOB, amount IN OUT NUMBER, offset IN NUMBER := 1);
  PROCEDURE erase(lob_loc IN OUT NOCOPY CLOB, amount IN OUT NUMBER, offset IN NUMBER := 1);

  PROCEDURE freetemporary(lob_loc IN OUT NOCOPY BLOB);
  PROCEDURE freetemporary(lob_loc IN OUT NOCOPY CLOB);

  FUNCTION getchunksize(lob_loc IN BLOB) RETURN NUMBER DETERMINISTIC;
  FUNCTION getchunksize(lob_loc IN CLOB) RETURN NUMBER DETERMINISTIC;

  FUNCTION instr(lob_loc IN BLOB, pattern IN RAW, offset IN NUMBER := 1, nth IN NUMBER := 1)
    RETURN NUMBER DETERMINISTIC;
  FUNCTION instr(lob_loc IN CLOB, pattern IN VARCHAR2, offset IN NUMBER := 1, nth IN NUMBER := 1)
    RETURN NUMBER DETERMINISTIC;

  PROCEDURE open(lob_loc IN OUT NOCOPY BLOB, open_mode IN NUMBER);
  PROCEDURE open(lob_loc IN OUT NOCOPY CLOB, open_mode IN NUMBER);

  PROCEDURE read(lob_loc IN BLOB, amount IN OUT NUMBER, offset IN NUMBER, buffer OUT RAW);
  PROCEDURE read(lob_loc IN CLOB, amount IN OUT NUMBER, offset IN NUMBER, buffer OUT VARCHAR2);

  FUNCTION substr(lob_loc IN BLOB, amount IN NUMBER := 32767, offset IN NUMBER := 1)
    RETURN RAW DETERMINISTIC;
  FUNCTION substr(lob_loc IN CLOB, amount IN NUMBER := 32767, offset IN NUMBER := 1)
    RETURN VARCHAR2 DETERMINISTIC;

  PROCEDURE trim(lob_loc IN OUT NOCOPY BLOB, newlen IN NUMBER);
  PROCEDURE trim(lob_loc IN OUT NOCOPY CLOB, newlen IN NUMBER);

  PROCEDURE write(lob_loc IN OUT NOCOPY BLOB, amount IN NUMBER, offset IN NUMBER, buffer IN RAW);
  PROCEDURE write(lob_loc IN OUT NOCOPY CLOB, amount IN NUMBER, offset IN NUMBER, buffer IN VARCHAR2);

  PROCEDURE writeappend(lob_loc IN OUT NOCOPY BLOB, amount IN NUMBER, buffer IN RAW);
  PROCEDURE writeappend(lob_loc IN OUT NOCOPY CLOB, amount IN NUMBER, buffer IN VARCHAR2);
END dbms_lob;
