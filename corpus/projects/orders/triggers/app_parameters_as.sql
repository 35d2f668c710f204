CREATE OR REPLACE TRIGGER app_parameters_as
AFTER INSERT OR UPDATE OR DELETE ON app_parameters
DECLARE
  l_action audit_log.action%TYPE;
BEGIN
  -- fires once per statement, also for a statement that changes no row
  l_action := CASE WHEN INSERTING THEN 'I' WHEN UPDATING THEN 'U' ELSE 'D' END;
  INSERT INTO audit_log (table_name, action) VALUES ('APP_PARAMETERS', l_action);
END app_parameters_as;
/
