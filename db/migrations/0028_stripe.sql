-- Money by card and PayNow through Stripe: what Stripe tells us, and what we asked of it.

create table stripe_events (
  id uuid primary key,
  event_id text not null constraint stripe_events_taken unique,
  type text not null,
  object_id text,
  payload text not null,
  status text not null constraint stripe_events_status_known check (status in ('waiting', 'processed', 'ignored', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  last_error text,
  organization_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  constraint stripe_events_ended check ((processed_at is null) = (status in ('waiting', 'dead')))
);
create index stripe_events_due on stripe_events (due_at, id) where status = 'waiting';
create index stripe_events_dead on stripe_events (id) where status = 'dead';
comment on table stripe_events is 'dist:local What Stripe sent, each event once, as it was signed. Waits until due_at, which is also how long whoever took it may be at work. Found before any organisation is known; kept for 90 days.';

grant select, insert, delete on stripe_events to app_user;
grant update (status, attempts, due_at, last_error, organization_id, processed_at) on stripe_events to app_user;

create table stripe_customers (
  organization_id uuid not null,
  customer_id uuid not null,
  stripe_customer_id text not null,
  created_at timestamptz not null,
  constraint stripe_customers_pkey primary key (organization_id, customer_id),
  constraint stripe_customers_customer foreign key (organization_id, customer_id) references customers
);
comment on table stripe_customers is 'dist:tenant Which customer of Stripe holds the cards of one of ours.';

create table saved_cards (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  stripe_payment_method_id text not null,
  brand text not null,
  last4 text not null constraint saved_cards_last4_known check (last4 ~ '^\d{4}$'),
  exp_month integer not null,
  exp_year integer not null,
  removed_at timestamptz,
  created_at timestamptz not null,
  constraint saved_cards_pkey primary key (organization_id, id),
  constraint saved_cards_taken unique (organization_id, stripe_payment_method_id),
  constraint saved_cards_customer foreign key (organization_id, customer_id) references stripe_customers
);
create index saved_cards_by_customer on saved_cards (organization_id, customer_id, id desc) where removed_at is null;
comment on table saved_cards is 'dist:tenant Cards that customers left with Stripe, to be charged when nobody is there: what may be shown of them.';

create table online_payments (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  kind text not null constraint online_payments_kind_known check (kind in ('checkout', 'saved_card', 'paynow')),
  amount_cents bigint not null constraint online_payments_amount_positive check (amount_cents > 0),
  status text not null constraint online_payments_status_known
    check (status in ('opening', 'open', 'processing', 'succeeded', 'failed', 'canceled')),
  saves_card boolean not null,
  saved_card_id uuid,
  return_url text,
  stripe_checkout_id text,
  stripe_payment_intent_id text,
  url text,
  qr_data text,
  failure_code text,
  failure text,
  is_hard_decline boolean,
  fee_cents bigint constraint online_payments_fee_positive check (fee_cents >= 0),
  payment_id uuid,
  expires_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint online_payments_pkey primary key (organization_id, id),
  constraint online_payments_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint online_payments_customer foreign key (organization_id, customer_id) references customers,
  constraint online_payments_card foreign key (organization_id, saved_card_id) references saved_cards,
  constraint online_payments_payment foreign key (organization_id, payment_id) references payments,
  constraint online_payments_payment_taken unique (organization_id, payment_id),
  constraint online_payments_money_booked check (status <> 'succeeded' or payment_id is not null)
);
create index online_payments_by_invoice on online_payments (organization_id, invoice_id, id desc);
-- One of a kind at a time: who asks twice gets the same one, and no card is charged twice at once.
create unique index online_payments_one_page on online_payments (organization_id, invoice_id)
  where kind = 'checkout' and status in ('opening', 'open', 'processing');
create unique index online_payments_one_charge on online_payments (organization_id, invoice_id)
  where kind = 'saved_card' and status in ('opening', 'open', 'processing');
create unique index online_payments_one_code on online_payments (organization_id, invoice_id)
  where kind = 'paynow' and status in ('opening', 'open', 'processing');
comment on table online_payments is 'dist:tenant What was asked of Stripe to be paid for an invoice. Committed before Stripe is asked, under its id as the idempotency key; the version guards what was read from Stripe before somebody else wrote.';

do $$
declare name text;
begin
  foreach name in array array['stripe_customers', 'saved_cards', 'online_payments'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert on stripe_customers, saved_cards, online_payments to app_user;
grant update (removed_at) on saved_cards to app_user;
grant update (status, stripe_checkout_id, stripe_payment_intent_id, url, qr_data, failure_code, failure, is_hard_decline,
  fee_cents, payment_id, version, updated_at) on online_payments to app_user;

create table stripe_reconciliations (
  id uuid primary key,
  started_at timestamptz not null,
  ended_at timestamptz,
  checked_count integer not null default 0,
  drifts jsonb not null default '[]',
  failure text
);
comment on table stripe_reconciliations is 'dist:local What each night found when it compared what we hold with what Stripe holds. Drifts name Stripe objects, organisations and states, and nobody.';

grant select, insert on stripe_reconciliations to app_user;
grant update (ended_at, checked_count, drifts, failure) on stripe_reconciliations to app_user;
