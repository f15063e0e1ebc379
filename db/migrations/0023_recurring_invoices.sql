-- Invoices that are made again and again without a plan: what is to be made, and what became of each of its dates.

create table recurring_invoices (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  status text not null constraint recurring_invoices_status_known check (status in ('active', 'paused', 'ended')),
  billing_interval text not null
    constraint recurring_invoices_interval_known check (billing_interval in ('week', 'month', 'quarter', 'year')),
  interval_count integer not null constraint recurring_invoices_interval_count_known check (interval_count between 1 and 99),
  first_date date not null,
  next_index integer not null constraint recurring_invoices_next_index_positive check (next_index >= 0),
  next_date date not null,
  end_after_count integer constraint recurring_invoices_end_after_count_positive check (end_after_count > 0),
  end_date date,
  when_due text not null constraint recurring_invoices_when_due_known check (when_due in ('issue', 'draft')),
  currency text not null check (currency = 'SGD'),
  reference text,
  notes text,
  lines jsonb not null,
  total_amount_cents bigint not null,
  made_count integer not null default 0 constraint recurring_invoices_made_count_positive check (made_count >= 0),
  held_reason text constraint recurring_invoices_held_reason_known
    check (held_reason in ('customer_archived', 'customer_address_missing', 'incomplete', 'limit_reached')),
  held_detail text,
  paused_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint recurring_invoices_pkey primary key (organization_id, id),
  constraint recurring_invoices_customer foreign key (organization_id, customer_id) references customers,
  constraint recurring_invoices_one_end check (end_after_count is null or end_date is null),
  constraint recurring_invoices_paused_complete check (status <> 'paused' or paused_at is not null),
  constraint recurring_invoices_ended_complete check ((status = 'ended') = (ended_at is not null)),
  constraint recurring_invoices_held_complete check ((held_reason is null) = (held_detail is null))
);
create index recurring_invoices_due on recurring_invoices (organization_id, next_date, id) where status = 'active';
create index recurring_invoices_by_customer on recurring_invoices (organization_id, customer_id, id desc);
create index recurring_invoices_by_status on recurring_invoices (organization_id, status, id desc);
comment on table recurring_invoices is 'dist:tenant What is invoiced again and again without a plan. Dates are counted from first_date, so no month end drifts: date n is n intervals after it.';

create table recurring_invoice_dates (
  organization_id uuid not null,
  recurring_invoice_id uuid not null,
  invoice_date date not null,
  outcome text not null constraint recurring_invoice_dates_outcome_known check (outcome in ('issued', 'drafted', 'skipped')),
  invoice_id uuid,
  draft_id uuid,
  created_at timestamptz not null,
  constraint recurring_invoice_dates_pkey primary key (organization_id, recurring_invoice_id, invoice_date),
  constraint recurring_invoice_dates_of foreign key (organization_id, recurring_invoice_id) references recurring_invoices,
  constraint recurring_invoice_dates_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint recurring_invoice_dates_outcome_complete
    check ((outcome = 'issued') = (invoice_id is not null) and (outcome = 'drafted') = (draft_id is not null))
);
create index recurring_invoice_dates_by_invoice on recurring_invoice_dates (organization_id, invoice_id) where invoice_id is not null;
comment on table recurring_invoice_dates is 'dist:tenant What became of a date of a recurring invoice. The key lets each be made once; draft_id may be a draft that is gone.';

do $$
declare name text;
begin
  foreach name in array array['recurring_invoices', 'recurring_invoice_dates'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert, update on recurring_invoices to app_user;
grant select, insert on recurring_invoice_dates to app_user;
