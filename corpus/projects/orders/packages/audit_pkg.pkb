CREATE OR REPLACE PACKAGE BODY audit_pkg IS

  TYPE t_entry IS RECORD (
    table_name audit_log.table_name%TYPE,
    action     audit_log.action%TYPE DEFAULT 'U',
    row_key    audit_log.row_key%TYPE,
    old_value  audit_log.old_value%TYPE,
    new_value  audit_log.new_value%TYPE);
  TYPE t_entries IS TABLE OF t_entry INDEX BY PLS_INTEGER;

  g_pending t_entries;

  PROCEDURE remember(
    p_table  IN audit_log.table_name%TYPE,
    p_action IN audit_log.action%TYPE,
    p_key    IN VARCHAR2,
    p_old    IN VARCHAR2 := NULL,
    p_new    IN VARCHAR2 := NULL)
  IS
    l_entry t_entry;
  BEGIN
    l_entry.table_name := p_table;
    l_entry.action     := NVL(p_action, l_entry.action);
    l_entry.row_key    := p_key;
    l_entry.old_value  := p_old;
    l_entry.new_value  := p_new;
    g_pending(g_pending.COUNT + 1) := l_entry;
  END remember;

  FUNCTION pending RETURN PLS_INTEGER IS
  BEGIN
    RETURN g_pending.COUNT;
  END pending;

  FUNCTION flush_pending RETURN PLS_INTEGER IS
    l_rows PLS_INTEGER;
  BEGIN
    FORALL i IN 1 .. g_pending.COUNT
      INSERT INTO audit_log (table_name, action, row_key, old_value, new_value)
      VALUES (g_pending(i).table_name, g_pending(i).action, g_pending(i).row_key,
              g_pending(i).old_value, g_pending(i).new_value);
    l_rows := g_pending.COUNT;
    g_pending.DELETE;
    RETURN l_rows;
  END flush_pending;

  FUNCTION entries(p_table IN VARCHAR2, p_action IN VARCHAR2 := NULL) RETURN PLS_INTEGER IS
    l_count PLS_INTEGER;
  BEGIN
    SELECT COUNT(*)
      INTO l_count
      FROM audit_log
     WHERE table_name = p_table
       AND action = NVL(p_action, action);
    RETURN l_count;
  END entries;

  FUNCTION last_entry(p_table IN VARCHAR2) RETURN VARCHAR2 IS
    CURSOR c_entries IS
      SELECT action, row_key, old_value, new_value
        FROM audit_log
       WHERE table_name = p_table
       ORDER BY audit_id DESC;
    r_entry c_entries%ROWTYPE;
  BEGIN
    OPEN c_entries;
    FETCH c_entries INTO r_entry;
    IF c_entries%NOTFOUND THEN
      CLOSE c_entries;
      RETURN 'none';
    END IF;
    CLOSE c_entries;
    RETURN r_entry.action || ' ' || r_entry.row_key || ' ' || r_entry.old_value || '>' || r_entry.new_value;
  END last_entry;

END audit_pkg;
/
