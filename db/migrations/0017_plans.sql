-- What an organisation sells again and again: plans and add-ons with their prices, what counts usage, and coupons.
-- A price that was given to somebody never changes: a new one takes its place from a day on.

create table plans (
  organization_id uuid not null,
  id uuid not null,
  kind text not null constraint plans_kind_known check (kind in ('plan', 'add_on')),
  code text not null constraint plans_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  description text,
  gst_code text references gst_codes,
  trial_days integer not null constraint plans_trial_days_known check (trial_days between 0 and 730),
  features jsonb not null,
  limits jsonb not null,
  is_active boolean not null,
  is_visible boolean not null,
  is_default boolean not null default false,
  display_order integer not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint plans_pkey primary key (organization_id, id),
  constraint plans_organization foreign key (organization_id) references organizations,
  constraint plans_code_taken unique (organization_id, code),
  constraint plans_default_is_plan check (not is_default or (kind = 'plan' and is_active))
);
create unique index plans_one_default on plans (organization_id) where is_default;
comment on table plans is 'dist:tenant What is sold by subscription. An add-on is sold beside a plan. gst_code is null where the registration of the seller decides.';

create table meters (
  organization_id uuid not null,
  id uuid not null,
  code text not null constraint meters_code_shape check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  unit text not null check (unit <> ''),
  aggregation text not null constraint meters_aggregation_known check (aggregation in ('sum', 'max', 'unique', 'last')),
  version integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint meters_pkey primary key (organization_id, id),
  constraint meters_organization foreign key (organization_id) references organizations,
  constraint meters_code_taken unique (organization_id, code)
);
comment on table meters is 'dist:tenant What is counted of the use of a service, and how many events become one figure.';

create table prices (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  model text not null
    constraint prices_model_known check (model in ('flat', 'per_seat', 'tiered', 'volume', 'package')),
  billing_interval text not null
    constraint prices_interval_known check (billing_interval in ('month', 'quarter', 'year')),
  interval_months integer not null
    generated always as (case billing_interval when 'month' then 1 when 'quarter' then 3 else 12 end) stored,
  currency text not null constraint prices_currency_known check (currency = 'SGD'),
  unit_amount_cents bigint constraint prices_unit_amount_known check (unit_amount_cents between 0 and 1000000000),
  package_size integer constraint prices_package_size_positive check (package_size > 0),
  tiers jsonb,
  meter_id uuid,
  available_from_date date not null,
  available_to_date date,
  replaced_by_id uuid,
  created_at timestamptz not null,
  constraint prices_pkey primary key (organization_id, id),
  constraint prices_plan foreign key (organization_id, plan_id) references plans,
  constraint prices_meter foreign key (organization_id, meter_id) references meters,
  constraint prices_replaced_by foreign key (organization_id, replaced_by_id) references prices,
  constraint prices_complete check (
    (model in ('tiered', 'volume')) = (tiers is not null)
    and (model in ('tiered', 'volume')) = (unit_amount_cents is null)
    and (model = 'package') = (package_size is not null)
    and (model <> 'flat' or meter_id is null)
  ),
  -- The day before the first: withdrawn before it was ever sold.
  constraint prices_available_in_order check (available_to_date >= available_from_date - 1)
);
create index prices_plan on prices (organization_id, plan_id, id);
create index prices_meter on prices (organization_id, meter_id) where meter_id is not null;
comment on table prices is 'dist:tenant What a plan costs in an interval, before GST. Never edited; with a meter the quantity is what was used. available_to_date is the last day on which it is sold; who has it keeps it.';

create table coupons (
  organization_id uuid not null,
  id uuid not null,
  code text not null constraint coupons_code_shape check (code ~ '^[A-Z0-9][A-Z0-9-]*$'),
  name text not null check (name <> ''),
  percent_off_bp integer constraint coupons_percent_known check (percent_off_bp between 1 and 10000),
  amount_off_cents bigint constraint coupons_amount_positive check (amount_off_cents > 0),
  duration text not null constraint coupons_duration_known check (duration in ('once', 'months', 'forever')),
  duration_months integer constraint coupons_months_positive check (duration_months > 0),
  max_redemptions integer constraint coupons_max_positive check (max_redemptions > 0),
  redemption_count integer not null default 0,
  expires_date date,
  version integer not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint coupons_pkey primary key (organization_id, id),
  constraint coupons_organization foreign key (organization_id) references organizations,
  constraint coupons_code_taken unique (organization_id, code),
  constraint coupons_one_kind check ((percent_off_bp is null) <> (amount_off_cents is null)),
  constraint coupons_months_complete check ((duration = 'months') = (duration_months is not null)),
  constraint coupons_within_cap check (redemption_count <= max_redemptions)
);
comment on table coupons is 'dist:tenant What a code takes off the invoices of a subscription, before GST. The count is the lock under which the cap holds.';

-- The one place where a price and a quantity become cents. Tiers are [{up_to, unit_amount_cents, flat_amount_cents}] in
-- rising order, the last one without up_to. `tiered` charges each unit at the rate of the tier it falls in, `volume` all
-- units at the rate of the tier that the quantity reaches, `package` whole packages; half a cent goes up.
create function price_amount_cents(model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity numeric)
returns bigint language sql immutable parallel safe
return case model
  when 'flat' then unit_amount_cents
  when 'per_seat' then round(unit_amount_cents * quantity)::bigint
  when 'package' then (unit_amount_cents * ceil(quantity / package_size))::bigint
  when 'volume' then coalesce((
    select round(t.unit_amount_cents * quantity)::bigint + coalesce(t.flat_amount_cents, 0)
    from rows from (jsonb_to_recordset(tiers) as (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint))
      with ordinality as t (up_to, unit_amount_cents, flat_amount_cents, n)
    where quantity > 0 and (t.up_to is null or quantity <= t.up_to) order by t.n limit 1), 0)
  else (
    select coalesce(sum(round((least(quantity, coalesce(b.up_to, quantity)) - b.above) * b.unit_amount_cents)
      + coalesce(b.flat_amount_cents, 0)), 0)::bigint
    from (
      select t.*, coalesce(lag(t.up_to) over (order by t.n), 0) as above
      from rows from (jsonb_to_recordset(tiers) as (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint))
        with ordinality as t (up_to, unit_amount_cents, flat_amount_cents, n)
    ) b
    where quantity > b.above)
end;

do $$
declare name text;
begin
  foreach name in array array['plans', 'meters', 'prices', 'coupons'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert, update on plans, meters, coupons to app_user;
-- Terms that somebody was sold stay as they were.
grant select, insert on prices to app_user;
grant update (available_to_date, replaced_by_id) on prices to app_user;
