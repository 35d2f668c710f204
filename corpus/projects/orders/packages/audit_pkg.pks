CREATE OR REPLACE PACKAGE audit_pkg IS

  -- remembers an entry for the next flush
  PROCEDURE remember(
    p_table  IN audit_log.table_name%TYPE,
    p_action IN audit_log.action%TYPE,
    p_key    IN VARCHAR2,
    p_old    IN VARCHAR2 := NULL,
    p_new    IN VARCHAR2 := NULL);

  FUNCTION pending RETURN PLS_INTEGER;

  -- writes what is pending, returns how many rows
  FUNCTION flush_pending RETURN PLS_INTEGER;

  FUNCTION entries(p_table IN VARCHAR2, p_action IN VARCHAR2 := NULL) RETURN PLS_INTEGER;

  -- "action key old>new" of the last entry of a table
  FUNCTION last_entry(p_table IN VARCHAR2) RETURN VARCHAR2;

END audit_pkg;
/
