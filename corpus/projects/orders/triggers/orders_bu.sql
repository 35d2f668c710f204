create or replace trigger orders_bu
before update of status on orders
for each row
when (old.status <> new.status)
begin
  if :old.status = 'CANCELLED' then
    raise_application_error(-20002, 'a cancelled order stays cancelled');
  end if;
  :new.row_version := :old.row_version + 1;
end;
/
