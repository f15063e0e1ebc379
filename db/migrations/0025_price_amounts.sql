-- What a price and a quantity come to, of any size: whoever bills can see that it is too much, where cents in a bigint
-- would end the statement. price_amount_cents stays the same in words and figures.

create function price_amount(model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity numeric)
returns numeric language sql immutable parallel safe
return case model
  when 'flat' then unit_amount_cents::numeric
  when 'per_seat' then round(unit_amount_cents * quantity)
  when 'package' then unit_amount_cents * ceil(quantity / package_size)
  when 'volume' then coalesce((
    select round(t.unit_amount_cents * quantity) + coalesce(t.flat_amount_cents, 0)
    from rows from (jsonb_to_recordset(tiers) as (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint))
      with ordinality as t (up_to, unit_amount_cents, flat_amount_cents, n)
    where quantity > 0 and (t.up_to is null or quantity <= t.up_to) order by t.n limit 1), 0)
  else (
    select coalesce(sum(round((least(quantity, coalesce(b.up_to, quantity)) - b.above) * b.unit_amount_cents)
      + coalesce(b.flat_amount_cents, 0)), 0)
    from (
      select t.*, coalesce(lag(t.up_to) over (order by t.n), 0) as above
      from rows from (jsonb_to_recordset(tiers) as (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint))
        with ordinality as t (up_to, unit_amount_cents, flat_amount_cents, n)
    ) b
    where quantity > b.above)
end;

create or replace function price_amount_cents(model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity numeric)
returns bigint language sql immutable parallel safe
return price_amount(model, unit_amount_cents, package_size, tiers, quantity)::bigint;
