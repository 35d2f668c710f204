create or replace view v_active_customers as
select customer_id, customer_name, email, country_code, status
  from customers
 where status = 'A'
  with check option constraint v_active_customers_ck;
