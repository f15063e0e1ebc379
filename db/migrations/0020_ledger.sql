-- Money that came in, where it went, and the books behind it.

-- A row is one debit and one credit of the same amount, so every transaction balances whatever the program does.
-- Revenue that a later month earns stands at the end of that month from the day of issue on.
create table journal_entries (
  organization_id uuid not null,
  source text not null constraint journal_entries_source_known check (source in (
    'invoice', 'invoice_voided', 'invoice_written_off', 'credit_note', 'payment', 'payment_reversed', 'allocation',
    'allocation_removed', 'refund', 'refund_failed')),
  source_id uuid not null,
  position integer not null,
  entry_date date not null,
  debit_account text not null,
  credit_account text not null,
  amount_cents bigint not null constraint journal_entries_amount_positive check (amount_cents > 0),
  created_at timestamptz not null,
  constraint journal_entries_pkey primary key (organization_id, source_id, source, position),
  constraint journal_entries_organization foreign key (organization_id) references organizations,
  constraint journal_entries_accounts_differ check (debit_account <> credit_account),
  constraint journal_entries_debit_known check (debit_account in ('bank', 'cash', 'stripe_balance', 'receivables',
    'customer_credits', 'deferred_revenue', 'revenue', 'gst_output', 'fees', 'bad_debts')),
  constraint journal_entries_credit_known check (credit_account in ('bank', 'cash', 'stripe_balance', 'receivables',
    'customer_credits', 'deferred_revenue', 'revenue', 'gst_output', 'fees', 'bad_debts'))
);
create index journal_entries_by_date on journal_entries (organization_id, entry_date, source_id, source, position);
comment on table journal_entries is 'dist:tenant Double-entry journal: what each document and payment means in the books.';

alter table payments
  add column payer_name text,
  add column account text not null default 'bank' constraint payments_account_known check (account in ('bank', 'cash', 'stripe_balance')),
  add column fee_cents bigint not null default 0 constraint payments_fee_within_amount check (fee_cents between 0 and amount_cents),
  add column amount_allocated_cents bigint not null default 0 constraint payments_allocated_positive check (amount_allocated_cents >= 0),
  add column amount_refunded_cents bigint not null default 0 constraint payments_refunded_positive check (amount_refunded_cents >= 0),
  add column reversed_at timestamptz,
  add column reverse_reason text,
  add column updated_at timestamptz;
update payments set updated_at = created_at, account = case when method = 'cash' then 'cash' else 'bank' end,
  amount_allocated_cents = amount_cents;
alter table payments
  alter column updated_at set not null,
  add column amount_unallocated_cents bigint not null generated always as (
    case when reversed_at is not null then 0 else amount_cents - amount_allocated_cents - amount_refunded_cents end) stored,
  add constraint payments_not_overspent check (amount_allocated_cents + amount_refunded_cents <= amount_cents),
  add constraint payments_reversed_is_free check (reversed_at is null or (amount_allocated_cents = 0 and amount_refunded_cents = 0)),
  add constraint payments_reversed_has_reason check ((reversed_at is null) = (reverse_reason is null));
create index payments_unallocated on payments (organization_id, customer_id, payment_date, id) where amount_unallocated_cents > 0;

-- One payment may settle an invoice, be taken off it and settle it again: each time is a row, and undone ones stay.
alter table payment_allocations
  add column id uuid,
  add column allocation_date date,
  add column removed_at timestamptz;
update payment_allocations a set id = gen_random_uuid(), allocation_date = p.payment_date
from payments p where p.organization_id = a.organization_id and p.id = a.payment_id;
alter table payment_allocations
  alter column id set not null,
  alter column allocation_date set not null,
  drop constraint payment_allocations_pkey,
  add constraint payment_allocations_pkey primary key (organization_id, id);
create index payment_allocations_payment on payment_allocations (organization_id, payment_id);

create table refunds (
  organization_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  amount_cents bigint not null constraint refunds_amount_positive check (amount_cents > 0),
  refund_date date not null,
  method text not null constraint refunds_method_known check (method in ('paynow', 'bank_transfer', 'cash', 'cheque', 'card', 'other')),
  account text not null constraint refunds_account_known check (account in ('bank', 'cash', 'stripe_balance')),
  reference text,
  reason text not null,
  status text not null constraint refunds_status_known check (status in ('pending', 'succeeded', 'failed')),
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint refunds_pkey primary key (organization_id, id),
  constraint refunds_payment foreign key (organization_id, payment_id) references payments (organization_id, id),
  constraint refunds_failed_has_failure check ((status = 'failed') = (failure is not null))
);
create index refunds_by_payment on refunds (organization_id, payment_id, id desc);
create index refunds_by_date on refunds (organization_id, refund_date desc, id desc);
comment on table refunds is 'dist:tenant Money that went back to who paid it.';

create table payment_settings (
  organization_id uuid not null,
  is_credit_applied boolean not null,
  updated_at timestamptz not null,
  constraint payment_settings_pkey primary key (organization_id),
  constraint payment_settings_organization foreign key (organization_id) references organizations
);
comment on table payment_settings is 'dist:tenant What happens to money by itself. No row: credit is applied.';

-- What is written off is given up, and can be taken up again when it is paid after all.
alter table invoices
  add column write_off_reason text,
  add column amount_written_off_cents bigint not null generated always as (
    case when written_off_at is not null and voided_at is null
      then subtotal_cents + gst_amount_cents - amount_paid_cents - amount_credited_cents else 0 end) stored;

insert into journal_entries
select i.organization_id, 'invoice', i.id, e.position, i.issue_date, 'receivables', e.account, e.cents, i.created_at
from invoices i
cross join lateral (values (1, 'revenue', i.subtotal_cents), (3, 'gst_output', i.gst_amount_cents)) e (position, account, cents)
where e.cents > 0;
insert into journal_entries
select organization_id, 'invoice_voided', id, e.position, i.voided_at::date, e.account, 'receivables', e.cents, i.voided_at
from invoices i
cross join lateral (values (1, 'revenue', i.subtotal_cents), (3, 'gst_output', i.gst_amount_cents)) e (position, account, cents)
where i.voided_at is not null and e.cents > 0;
insert into journal_entries
select organization_id, 'payment', id, 1, payment_date, account, 'customer_credits', amount_cents, created_at from payments;
insert into journal_entries
select organization_id, 'allocation', id, 1, allocation_date, 'customer_credits', 'receivables', amount_cents, created_at
from payment_allocations;

do $$
declare t text;
begin
  foreach t in array array['journal_entries', 'refunds', 'payment_settings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on journal_entries, refunds to app_user;
grant select, insert, update on payment_settings to app_user;
grant update (status, failure, updated_at) on refunds to app_user;
grant update (amount_allocated_cents, amount_refunded_cents, reversed_at, reverse_reason, updated_at) on payments to app_user;
grant update (removed_at) on payment_allocations to app_user;
grant update (write_off_reason) on invoices to app_user;
