create or replace trigger v_order_entry_ioi
instead of insert or update on v_order_entry
for each row
declare
  l_customer_id customers.customer_id%type;
begin
  if inserting then
    l_customer_id := customer_mgmt.find_by_name(:new.customer_name);
    if l_customer_id is null then
      l_customer_id := customer_mgmt.create_customer(:new.customer_name, nvl(:new.country_code, 'DE'));
    end if;
    insert into orders (customer_id, order_date, notes)
    values (l_customer_id, :new.order_date, :new.notes);
  else
    update orders
       set notes = :new.notes,
           order_date = :new.order_date
     where order_id = :old.order_id;
  end if;
end v_order_entry_ioi;
/
