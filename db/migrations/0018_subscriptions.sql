-- Who is on which plan, what is still to be charged or credited, and the run that turns it into tax invoices.

create table billing_settings (
  organization_id uuid not null,
  upgrade_rule text not null constraint billing_settings_upgrade_known check (upgrade_rule in ('now', 'now_new_anchor', 'period_end')),
  downgrade_rule text not null constraint billing_settings_downgrade_known check (downgrade_rule in ('now', 'period_end')),
  seat_rule text not null constraint billing_settings_seat_known check (seat_rule in ('now', 'period_end')),
  proration_unit text not null constraint billing_settings_unit_known check (proration_unit in ('day', 'second')),
  proration_charge text not null constraint billing_settings_charge_known check (proration_charge in ('now', 'next_invoice')),
  unpaid_after_days integer not null constraint billing_settings_unpaid_after_known check (unpaid_after_days between 1 and 365),
  version integer not null default 1,
  updated_at timestamptz not null,
  constraint billing_settings_pkey primary key (organization_id),
  constraint billing_settings_organization foreign key (organization_id) references organizations
);
comment on table billing_settings is 'dist:tenant When a changed subscription changes and how it is prorated. No row: the defaults of rules.ts.';

create table subscriptions (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  price_id uuid not null,
  quantity integer not null constraint subscriptions_quantity_positive check (quantity > 0),
  status text not null
    constraint subscriptions_status_known check (status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
  start_date date not null,
  trial_end_date date,
  anchor_date date not null,
  billing_anchor_day integer not null generated always as (extract(day from anchor_date)::integer) stored,
  period_index integer not null,
  current_period_start_date date not null,
  current_period_end_date date not null,
  next_invoice_date date,
  cancel_at_period_end boolean not null default false,
  cancel_reason text,
  canceled_at timestamptz,
  ended_date date,
  paused_at timestamptz,
  minimum_term_end_date date,
  pending_price_id uuid,
  pending_quantity integer constraint subscriptions_pending_quantity_positive check (pending_quantity > 0),
  coupon_id uuid,
  coupon_end_date date,
  credit_cents bigint not null default 0 constraint subscriptions_credit_positive check (credit_cents >= 0),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint subscriptions_pkey primary key (organization_id, id),
  constraint subscriptions_customer foreign key (organization_id, customer_id) references customers,
  constraint subscriptions_price foreign key (organization_id, price_id) references prices,
  constraint subscriptions_pending_price foreign key (organization_id, pending_price_id) references prices,
  constraint subscriptions_coupon foreign key (organization_id, coupon_id) references coupons,
  constraint subscriptions_period_in_order check (current_period_start_date <= current_period_end_date),
  constraint subscriptions_pending_complete check ((pending_price_id is null) = (pending_quantity is null)),
  constraint subscriptions_canceled_complete check ((status = 'canceled') = (ended_date is not null)),
  constraint subscriptions_resting_not_due check (status not in ('paused', 'unpaid', 'canceled') or next_invoice_date is null),
  constraint subscriptions_running_due check (status in ('paused', 'unpaid', 'canceled') or next_invoice_date is not null)
);
create index subscriptions_due on subscriptions (organization_id, next_invoice_date, id) where next_invoice_date is not null;
create index subscriptions_by_customer on subscriptions (organization_id, customer_id, id desc);
create index subscriptions_by_price on subscriptions (organization_id, price_id, id);
create index subscriptions_by_pending_price on subscriptions (organization_id, pending_price_id, id) where pending_price_id is not null;
create index subscriptions_by_status on subscriptions (organization_id, status, id desc);
comment on table subscriptions is 'dist:tenant Who is on which price. Periods are counted from anchor_date, so no month end drifts: period n begins n intervals after it, and end dates are the day on which the next begins.';

create table subscription_add_ons (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  price_id uuid not null,
  quantity integer not null constraint subscription_add_ons_quantity_positive check (quantity > 0),
  created_at timestamptz not null,
  removed_at timestamptz,
  constraint subscription_add_ons_pkey primary key (organization_id, id),
  constraint subscription_add_ons_subscription foreign key (organization_id, subscription_id) references subscriptions,
  constraint subscription_add_ons_price foreign key (organization_id, price_id) references prices
);
create unique index subscription_add_ons_once on subscription_add_ons (organization_id, subscription_id, price_id) where removed_at is null;
create index subscription_add_ons_by_price on subscription_add_ons (organization_id, price_id, id);
comment on table subscription_add_ons is 'dist:tenant What a subscription has beside its plan, in the same interval; on the next invoice from the day it was added.';

create table subscription_charges (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  kind text not null constraint subscription_charges_kind_known check (kind in ('one_off', 'proration')),
  description text not null check (description <> ''),
  quantity numeric not null constraint subscription_charges_quantity_positive check (quantity > 0 and scale(quantity) <= 6),
  unit_price_cents bigint not null constraint subscription_charges_unit_price_positive check (unit_price_cents >= 0),
  discount_cents bigint not null default 0 constraint subscription_charges_discount_positive check (discount_cents >= 0),
  gst_code text references gst_codes,
  service_from_date date,
  service_to_date date,
  created_at timestamptz not null,
  invoice_id uuid,
  removed_at timestamptz,
  constraint subscription_charges_pkey primary key (organization_id, id),
  constraint subscription_charges_subscription foreign key (organization_id, subscription_id) references subscriptions,
  constraint subscription_charges_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint subscription_charges_discount_within check (round(quantity * unit_price_cents) >= discount_cents),
  constraint subscription_charges_service_complete check ((service_from_date is null) = (service_to_date is null)),
  constraint subscription_charges_settled_once check (invoice_id is null or removed_at is null)
);
create index subscription_charges_open on subscription_charges (organization_id, subscription_id, id)
  where invoice_id is null and removed_at is null;
comment on table subscription_charges is 'dist:tenant What goes on the next invoice beside the plan: one-off charges and prorations.';

create table subscription_credits (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  amount_cents bigint not null constraint subscription_credits_not_zero check (amount_cents <> 0),
  reason text not null check (reason <> ''),
  invoice_id uuid,
  created_at timestamptz not null,
  constraint subscription_credits_pkey primary key (organization_id, id),
  constraint subscription_credits_subscription foreign key (organization_id, subscription_id) references subscriptions,
  constraint subscription_credits_invoice foreign key (organization_id, invoice_id) references invoices
);
create index subscription_credits_subscription on subscription_credits (organization_id, subscription_id, id desc);
comment on table subscription_credits is 'dist:tenant Credit before GST that came and went: given for unused time, taken off invoices. Their sum is subscriptions.credit_cents.';

create table renewal_runs (
  organization_id uuid not null,
  id uuid not null,
  run_date date not null,
  status text not null constraint renewal_runs_status_known check (status in ('running', 'completed', 'failed')),
  is_dry_run boolean not null,
  due_count integer not null,
  renewed_count integer not null default 0,
  issued_count integer not null default 0,
  ended_count integer not null default 0,
  skipped_count integer not null default 0,
  amount_cents bigint not null default 0,
  failure text,
  started_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint renewal_runs_pkey primary key (organization_id, id),
  constraint renewal_runs_organization foreign key (organization_id) references organizations,
  constraint renewal_runs_ended_complete check ((status = 'running') = (ended_at is null))
);
create unique index renewal_runs_one_running on renewal_runs (organization_id) where status = 'running' and not is_dry_run;
comment on table renewal_runs is 'dist:tenant Renewal runs with their progress and what came of them.';

create table renewal_skips (
  organization_id uuid not null,
  run_id uuid not null,
  subscription_id uuid not null,
  reason text not null,
  constraint renewal_skips_pkey primary key (organization_id, run_id, subscription_id),
  constraint renewal_skips_run foreign key (organization_id, run_id) references renewal_runs,
  constraint renewal_skips_subscription foreign key (organization_id, subscription_id) references subscriptions
);
comment on table renewal_skips is 'dist:tenant What was due in a run and could not be billed, and why.';

create table subscription_periods (
  organization_id uuid not null,
  subscription_id uuid not null,
  from_date date not null,
  to_date date not null,
  price_id uuid not null,
  quantity integer not null,
  amount_cents bigint not null,
  invoice_id uuid,
  run_id uuid,
  created_at timestamptz not null,
  constraint subscription_periods_pkey primary key (organization_id, subscription_id, from_date),
  constraint subscription_periods_subscription foreign key (organization_id, subscription_id) references subscriptions,
  constraint subscription_periods_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint subscription_periods_in_order check (from_date < to_date)
);
create index subscription_periods_invoice on subscription_periods (organization_id, invoice_id) where invoice_id is not null;
comment on table subscription_periods is 'dist:tenant Periods that were billed, one row each: its key is what keeps a period from being billed twice. amount_cents is before GST; no invoice where there was nothing to pay.';

alter table invoices add column subscription_id uuid;
create index invoices_by_subscription on invoices (organization_id, subscription_id, id) where subscription_id is not null;
alter table invoice_lines add column service_from_date date;
alter table invoice_lines add column service_to_date date;
alter table invoice_lines add constraint invoice_lines_service_complete
  check ((service_from_date is null) = (service_to_date is null)) not valid;
alter table invoice_lines validate constraint invoice_lines_service_complete;

create table usage_events (
  organization_id uuid not null,
  meter_id uuid not null,
  event_key text not null check (event_key <> ''),
  customer_id uuid not null,
  quantity numeric not null,
  unique_value text,
  occurred_at timestamptz not null,
  counted_at timestamptz not null,
  created_at timestamptz not null,
  constraint usage_events_pkey primary key (organization_id, meter_id, event_key),
  constraint usage_events_meter foreign key (organization_id, meter_id) references meters,
  constraint usage_events_customer foreign key (organization_id, customer_id) references customers
);
create index usage_events_counted on usage_events (organization_id, customer_id, meter_id, counted_at);
create index usage_events_recent on usage_events (organization_id, counted_at);
comment on table usage_events is 'dist:tenant What customers used. The key makes a repeated event count once; counted_at is when it happened, or the start of the open period when that one was billed already.';

create table usage_horizons (
  organization_id uuid not null,
  customer_id uuid not null,
  meter_id uuid not null,
  billed_until timestamptz not null,
  constraint usage_horizons_pkey primary key (organization_id, customer_id, meter_id),
  constraint usage_horizons_customer foreign key (organization_id, customer_id) references customers,
  constraint usage_horizons_meter foreign key (organization_id, meter_id) references meters
);
comment on table usage_horizons is 'dist:tenant Until when the use of a customer is billed: what comes late counts from here on.';

do $$
declare name text;
begin
  foreach name in array array['billing_settings', 'subscriptions', 'subscription_add_ons', 'subscription_charges',
    'subscription_credits', 'renewal_runs', 'renewal_skips', 'subscription_periods', 'usage_events', 'usage_horizons'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert, update on billing_settings, subscriptions, renewal_runs, usage_horizons to app_user;
grant select, insert on subscription_add_ons, subscription_charges, subscription_credits, renewal_skips,
  subscription_periods, usage_events to app_user;
grant update (quantity, removed_at) on subscription_add_ons to app_user;
grant update (to_date) on subscription_periods to app_user;
grant update (invoice_id, removed_at) on subscription_charges to app_user;
