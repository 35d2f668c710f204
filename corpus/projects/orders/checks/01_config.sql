REM Parameters: cached per session, initialised by the package body.
REM Run as the schema owner in a session of its own. Ends with ROLLBACK.
SET SERVEROUTPUT ON SIZE UNLIMITED FORMAT WRAPPED
SET FEEDBACK OFF VERIFY OFF LINESIZE 200 TRIMOUT ON DEFINE OFF
WHENEVER SQLERROR EXIT FAILURE ROLLBACK

DECLARE
  l_number NUMBER;
BEGIN
  print_line('loads', app_config.loads);
  print_line('company', app_config.get('company_name'));
  print_line('empty', app_config.get('EMPTY_VALUE'));
  print_line('empty with default', app_config.get('EMPTY_VALUE', 'none'));
  print_line('unknown with default', app_config.get('NO_SUCH', 'none'));
  print_line('fee', app_config.get_number('LATE_FEE'));
  print_line('fiscal', TO_CHAR(app_config.get_date('FISCAL_START') + 1, 'DD.MM.YY'));
  print_line('flag', util_pkg.to_text(app_config.get_flag('VAT_FLAG')));
  print_line('flag of nothing', util_pkg.to_text(app_config.get_flag('EMPTY_VALUE')));
  -- text divided by a number
  l_number := app_config.get('PAYMENT_DAYS') / 4;
  print_line('quarter', l_number);
  print_line('names', app_config.names('M'));
  print_line('names', app_config.names);
  BEGIN
    print_line('nope', app_config.get('nope'));
  EXCEPTION
    WHEN error_handling.e_configuration THEN
      print_line('error ' || SQLCODE, error_handling.first_line(SQLERRM));
  END;
END;
/

DECLARE
  l_count PLS_INTEGER;
  l_value app_parameters.param_value%TYPE;
BEGIN
  app_config.set_value('LATE_FEE', 1.25);
  app_config.set_value('new_date', DATE '2020-02-29');
  app_config.set_value('Empty_Value', 'x');
  SELECT COUNT(*) INTO l_count FROM app_parameters;
  print_line('rows', l_count);
  print_line('fee', app_config.get('LATE_FEE'));
  print_line('date', app_config.get('NEW_DATE'));

  ROLLBACK;

  -- the table is back, the cache is not
  SELECT COUNT(*) INTO l_count FROM app_parameters;
  print_line('rows', l_count);
  SELECT param_value INTO l_value FROM app_parameters WHERE param_name = 'LATE_FEE';
  print_line('fee in the table', l_value);
  print_line('fee in the cache', app_config.get('LATE_FEE'));
  print_line('date', app_config.get('NEW_DATE'));
  app_config.reload;
  print_line('fee', app_config.get('LATE_FEE'));
  print_line('date', app_config.get('NEW_DATE', 'gone'));
  print_line('loads', app_config.loads);
END;
/
ROLLBACK;
