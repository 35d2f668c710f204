create or replace package pricing as

  c_base_currency constant currencies.currency_code%type := 'EUR';

  -- the lowest valid price list price, else the product's own
  function price_for (p_product_id in number, p_on in date) return number;
  function price_for (p_product_id in number, p_on in date, p_qty in number) return number;
  function price_for (p_sku in varchar2, p_on in date) return number;

  -- per cent off for large quantities
  function quantity_discount (p_qty in number) return number;

  function convert_amount (
    p_amount in number,
    p_from   in varchar2,
    p_to     in varchar2 default c_base_currency,
    p_on     in date) return number;

  function tax_percent (p_country in varchar2, p_class in varchar2, p_on in date) return number;

  -- takes the promotion off the amount and counts its use
  procedure apply_promotion (
    p_code    in     promotions.promo_code%type,
    p_on      in     date,
    p_amount  in out number,
    p_applied out    boolean);

end pricing;
/
