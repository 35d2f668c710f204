-- keeps ORDERS.LINE_COUNT, once per statement and order
CREATE OR REPLACE TRIGGER order_lines_ct
FOR INSERT OR DELETE ON order_lines
COMPOUND TRIGGER

  TYPE t_changes IS TABLE OF PLS_INTEGER INDEX BY PLS_INTEGER;      -- by order
  g_changes t_changes;

  PROCEDURE note_change(p_order_id IN PLS_INTEGER, p_change IN PLS_INTEGER) IS
  BEGIN
    IF g_changes.EXISTS(p_order_id) THEN
      g_changes(p_order_id) := g_changes(p_order_id) + p_change;
    ELSE
      g_changes(p_order_id) := p_change;
    END IF;
  END note_change;

  BEFORE STATEMENT IS
  BEGIN
    g_changes.DELETE;
  END BEFORE STATEMENT;

  AFTER EACH ROW IS
  BEGIN
    IF INSERTING THEN
      note_change(:NEW.order_id, 1);
    ELSE
      note_change(:OLD.order_id, -1);
    END IF;
  END AFTER EACH ROW;

  AFTER STATEMENT IS
    l_order_id PLS_INTEGER := g_changes.FIRST;
  BEGIN
    WHILE l_order_id IS NOT NULL LOOP
      UPDATE orders
         SET line_count = line_count + g_changes(l_order_id)
       WHERE order_id = l_order_id;
      l_order_id := g_changes.NEXT(l_order_id);
    END LOOP;
  END AFTER STATEMENT;

END order_lines_ct;
/
