-- An organisation's own Stripe account, cards that are tried again, and payments that card holders dispute.

create table stripe_connections (
  organization_id uuid not null,
  secret_key bytea,
  key_last4 text,
  account_id text,
  account_name text,
  is_live boolean not null,
  webhook_secret bytea,
  webhook_secret_last4 text,
  previous_webhook_secret bytea,
  previous_until timestamptz,
  webhook_endpoint_id text,
  is_card_offered boolean not null default true,
  charged_since timestamptz,
  retry_days integer[] not null default '{1,2,3,5,7,9,12,14}',
  connected_at timestamptz not null,
  updated_at timestamptz not null,
  constraint stripe_connections_pkey primary key (organization_id),
  constraint stripe_connections_organization foreign key (organization_id) references organizations,
  constraint stripe_connections_own check (num_nulls(secret_key, key_last4, account_id, webhook_secret, webhook_secret_last4) in (0, 5)),
  constraint stripe_connections_previous check ((previous_webhook_secret is null) = (previous_until is null)),
  constraint stripe_connections_retry_days check (cardinality(retry_days) <= 8)
);
comment on table stripe_connections is 'dist:tenant By which Stripe account an organisation is paid: its own, by a sealed key, or that of the installation where there is none. And how its cards are charged.';

-- Each account has events of its own: what one organisation''s account says cannot take the id of another''s event.
alter table stripe_events
  add column endpoint_organization_id uuid,
  add column attempt_log jsonb not null default '[]',
  drop constraint stripe_events_taken,
  add constraint stripe_events_taken unique nulls not distinct (event_id, endpoint_organization_id);
create index stripe_events_of_organization on stripe_events (organization_id, id desc);
grant update (attempt_log) on stripe_events to app_user;

alter table stripe_reconciliations add column checked_counts jsonb not null default '{}';
grant update (checked_counts) on stripe_reconciliations to app_user;

-- Null is the account of the installation.
alter table online_payments add column account_id text;

-- Whoever connects another account starts anew with its customers; what was saved before stays on record, removed.
alter table saved_cards drop constraint saved_cards_customer,
  add constraint saved_cards_customer foreign key (organization_id, customer_id) references customers;
grant delete on stripe_customers to app_user;

create table card_setups (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  account_id text,
  status text not null constraint card_setups_status_known check (status in ('opening', 'open', 'done', 'expired')),
  stripe_checkout_id text,
  url text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  constraint card_setups_pkey primary key (organization_id, id),
  constraint card_setups_customer foreign key (organization_id, customer_id) references customers
);
create index card_setups_by_customer on card_setups (organization_id, customer_id, id desc);
comment on table card_setups is 'dist:tenant Pages of Stripe on which customers leave a card without paying. Committed before Stripe is asked, under its id as the idempotency key.';

create table card_collections (
  organization_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  status text not null constraint card_collections_status_known check (status in ('due', 'charging', 'collected', 'stopped')),
  stop_reason text constraint card_collections_reason_known
    check (stop_reason in ('hard_decline', 'used_up', 'settled', 'no_card', 'by_hand', 'disputed')),
  tries integer not null default 0,
  first_tried_at timestamptz,
  next_try_at timestamptz,
  online_payment_id uuid,
  told_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint card_collections_pkey primary key (organization_id, invoice_id),
  constraint card_collections_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint card_collections_payment foreign key (organization_id, online_payment_id) references online_payments,
  constraint card_collections_due check ((status = 'due') = (next_try_at is not null)),
  constraint card_collections_charging check (status <> 'charging' or online_payment_id is not null),
  constraint card_collections_stopped check ((status = 'stopped') = (stop_reason is not null))
);
create index card_collections_due on card_collections (organization_id, next_try_at) where status in ('due', 'charging');
create index card_collections_by_customer on card_collections (organization_id, customer_id) where status <> 'collected';
comment on table card_collections is 'dist:tenant Invoices that are charged to a saved card by themselves, and when the card is tried again. A try is claimed in the transaction that writes its online payment.';

create table card_disputes (
  organization_id uuid not null,
  id uuid not null,
  online_payment_id uuid not null,
  stripe_dispute_id text not null,
  amount_cents bigint not null constraint card_disputes_amount_positive check (amount_cents > 0),
  fee_cents bigint not null default 0 constraint card_disputes_fee_positive check (fee_cents >= 0),
  reason text not null,
  status text not null constraint card_disputes_status_known check (status in ('open', 'under_review', 'won', 'lost')),
  respond_by timestamptz,
  refund_id uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null,
  constraint card_disputes_pkey primary key (organization_id, id),
  constraint card_disputes_payment foreign key (organization_id, online_payment_id) references online_payments,
  constraint card_disputes_refund foreign key (organization_id, refund_id) references refunds,
  constraint card_disputes_taken unique (organization_id, stripe_dispute_id),
  constraint card_disputes_closed check ((closed_at is not null) = (status in ('won', 'lost')))
);
create index card_disputes_by_payment on card_disputes (organization_id, online_payment_id);
comment on table card_disputes is 'dist:tenant Card payments that their holders take back through their bank. One that is lost has taken its money off the payment.';

do $$
declare name text;
begin
  foreach name in array array['stripe_connections', 'card_setups', 'card_collections', 'card_disputes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert, update, delete on stripe_connections to app_user;
grant select, insert on card_setups, card_collections, card_disputes to app_user;
grant update (status, stripe_checkout_id, url) on card_setups to app_user;
grant update (status, stop_reason, tries, first_tried_at, next_try_at, online_payment_id, told_at, updated_at) on card_collections to app_user;
grant update (fee_cents, reason, status, respond_by, refund_id, closed_at, updated_at) on card_disputes to app_user;

alter table customer_mails drop constraint customer_mails_kind_known,
  add constraint customer_mails_kind_known check (kind in ('invoice', 'reminder', 'statement', 'portal_link',
    'portal_notice', 'card_failed', 'card_link'));
alter table journal_entries drop constraint journal_entries_source_known,
  add constraint journal_entries_source_known check (source in ('invoice', 'invoice_voided', 'invoice_written_off',
    'credit_note', 'payment', 'payment_reversed', 'allocation', 'allocation_removed', 'refund', 'refund_failed', 'dispute'));
