create or replace trigger customers_bi
before insert on customers
for each row
when (new.customer_id is null)
begin
  :new.customer_id := customers_seq.nextval;
end;
/
