-- name [value]; the brackets show what is empty
create or replace procedure print_line (p_name in varchar2, p_value in varchar2 default null)
as
begin
  dbms_output.put_line(p_name || ' [' || p_value || ']');
end print_line;
/
