create or replace package body pricing as

  type t_tiers is varray(4) of number;

  g_quantities  t_tiers := t_tiers(10, 50, 100);
  g_percents    t_tiers := t_tiers(2, 5, 8);

  function rate_on (p_currency in varchar2, p_on in date) return number;

  function price_for (p_product_id in number, p_on in date) return number is
  begin
    return price_for(p_product_id, p_on, 1);
  end price_for;

  function price_for (p_product_id in number, p_on in date, p_qty in number) return number is
    l_price number;
  begin
    select min(i.price)
      into l_price
      from price_lists l, price_list_items i
     where l.price_list_id = i.price_list_id
       and i.product_id = p_product_id
       and i.min_qty <= p_qty
       and l.currency_code = c_base_currency
       and p_on between l.valid_from and nvl(l.valid_to, p_on);
    if l_price is null then
      select unit_price into l_price from products where product_id = p_product_id;
    end if;
    return l_price;
  exception
    when no_data_found then
      error_handling.raise_error(error_handling.c_not_found, 'no product %1', p_product_id);
  end price_for;

  function price_for (p_sku in varchar2, p_on in date) return number is
  begin
    return price_for(p_product_id => product_catalog.product(p_sku).product_id, p_on => p_on);
  end price_for;

  function quantity_discount (p_qty in number) return number is
  begin
    for i in reverse 1 .. g_quantities.count loop
      if p_qty >= g_quantities(i) then
        return g_percents(i);
      end if;
    end loop;
    return 0;
  end quantity_discount;

  function convert_amount (
    p_amount in number,
    p_from   in varchar2,
    p_to     in varchar2 default c_base_currency,
    p_on     in date) return number
  is
    l_decimals currencies.decimals%type;
  begin
    if p_from = p_to then
      return p_amount;
    end if;
    select decimals into l_decimals from currencies where currency_code = p_to;
    return round(p_amount * rate_on(p_from, p_on) / rate_on(p_to, p_on), l_decimals);
  end convert_amount;

  -- the last rate on or before the day
  function rate_on (p_currency in varchar2, p_on in date) return number is
    l_rate currency_rates.rate%type;
  begin
    if p_currency = c_base_currency then
      return 1;
    end if;
    select rate
      into l_rate
      from (select rate
              from currency_rates
             where currency_code = p_currency
               and "DATE" <= p_on
             order by "DATE" desc)
     where rownum = 1;
    return l_rate;
  exception
    when no_data_found then
      error_handling.raise_error(error_handling.c_not_found, 'no rate for %1 on %2',
                                 p_currency, to_char(p_on, 'YYYY-MM-DD'));
  end rate_on;

  function tax_percent (p_country in varchar2, p_class in varchar2, p_on in date) return number is
    l_percent tax_rates.percent$%type;
  begin
    select max(percent$)
      into l_percent
      from tax_rates
     where country_code = p_country
       and tax_class = p_class
       and p_on >= valid_from
       and (valid_to is null or p_on < valid_to + 1);
    return nvl(l_percent, 0);
  end tax_percent;

  procedure apply_promotion (
    p_code    in     promotions.promo_code%type,
    p_on      in     date,
    p_amount  in out number,
    p_applied out    boolean)
  is
    r_promotion promotions%rowtype;
  begin
    p_applied := false;
    begin
      select * into r_promotion from promotions where promo_code = upper(p_code) for update;
    exception
      when no_data_found then
        return;
    end;
    case
      when trunc(p_on) not between r_promotion.valid_from and r_promotion.valid_to then
        return;
      when p_amount < r_promotion.min_amount then
        return;
      when r_promotion.percent_off is not null then
        p_amount := round(p_amount * (100 - r_promotion.percent_off) / 100, 2);
      else
        p_amount := greatest(p_amount - r_promotion.amount_off, 0);
    end case;
    update promotions set used_count = used_count + 1 where promo_code = r_promotion.promo_code;
    p_applied := sql%found;
  end apply_promotion;

end pricing;
/
