CREATE OR REPLACE PACKAGE BODY error_handling AS

  PROCEDURE raise_error(
    p_code IN PLS_INTEGER,
    p_text IN VARCHAR2,
    p_arg1 IN VARCHAR2 DEFAULT NULL,
    p_arg2 IN VARCHAR2 DEFAULT NULL)
  IS
  BEGIN
    -- a missing argument leaves nothing behind
    RAISE_APPLICATION_ERROR(p_code, REPLACE(REPLACE(p_text, '%1', p_arg1), '%2', p_arg2));
  END raise_error;

  PROCEDURE log_error(
    p_source IN error_log.source_name%TYPE,
    p_code   IN NUMBER,
    p_text   IN VARCHAR2)
  IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    INSERT INTO error_log (source_name, error_code, error_text)
    VALUES (p_source, p_code, SUBSTR(p_text, 1, 4000));
    COMMIT;
  END log_error;

  FUNCTION logged(p_source IN VARCHAR2) RETURN PLS_INTEGER IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*) INTO l_count FROM error_log WHERE source_name = p_source;
    RETURN l_count;
  END logged;

  PROCEDURE purge_log(p_source IN VARCHAR2) IS
    PRAGMA AUTONOMOUS_TRANSACTION;
  BEGIN
    DELETE FROM error_log WHERE source_name = p_source;
    COMMIT;
  END purge_log;

  FUNCTION first_line(p_text IN VARCHAR2) RETURN VARCHAR2 IS
  BEGIN
    RETURN SUBSTR(p_text, 1, INSTR(p_text || CHR(10), CHR(10)) - 1);
  END first_line;

END error_handling;
/
