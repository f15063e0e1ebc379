-- Refunds that were asked of Stripe, or made there.

create table online_refunds (
  organization_id uuid not null,
  refund_id uuid not null,
  online_payment_id uuid not null,
  stripe_refund_id text,
  created_at timestamptz not null,
  constraint online_refunds_pkey primary key (organization_id, refund_id),
  constraint online_refunds_refund foreign key (organization_id, refund_id) references refunds,
  constraint online_refunds_payment foreign key (organization_id, online_payment_id) references online_payments,
  constraint online_refunds_taken unique (organization_id, stripe_refund_id)
);
create index online_refunds_by_payment on online_refunds (organization_id, online_payment_id);
comment on table online_refunds is 'dist:tenant Which refund of the ledger is which at Stripe. Committed before Stripe is asked, under the id of the refund as the idempotency key.';

alter table online_refunds enable row level security;
alter table online_refunds force row level security;
create policy tenant on online_refunds
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);

grant select, insert on online_refunds to app_user;
grant update (stripe_refund_id) on online_refunds to app_user;
