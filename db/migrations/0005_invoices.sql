-- A draft is form state in a table of its own. An issued invoice is inserted once; what is printed on it can never be
-- changed, because the service has no UPDATE on those columns and no DELETE at all.

create table number_series (
  organization_id uuid not null,
  series text not null,
  last_number bigint not null check (last_number > 0),
  constraint number_series_pkey primary key (organization_id, series),
  constraint number_series_organization foreign key (organization_id) references organizations (organization_id)
);
comment on table number_series is 'dist:tenant The last number given in each gapless series, such as INV-2026.';

create table invoice_drafts (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  currency text not null check (currency = 'SGD'),
  due_date date,
  reference text,
  notes text,
  lines jsonb not null,
  total_amount_cents bigint not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint invoice_drafts_pkey primary key (organization_id, id),
  constraint invoice_drafts_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index invoice_drafts_customer on invoice_drafts (organization_id, customer_id);
comment on table invoice_drafts is 'dist:tenant Unfinished invoices: numberless, editable, deletable.';

create table invoices (
  organization_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('tax_invoice', 'invoice')),
  customer_id uuid not null,
  seller jsonb not null,
  buyer jsonb not null,
  currency text not null check (currency = 'SGD'),
  issue_date date not null,
  due_date date not null,
  tax_point_date date not null,
  reference text,
  notes text,
  subtotal_cents bigint not null check (subtotal_cents >= 0),
  gst_amount_cents bigint not null check (gst_amount_cents >= 0),
  total_amount_cents bigint not null generated always as (subtotal_cents + gst_amount_cents) stored,
  amount_paid_cents bigint not null default 0 check (amount_paid_cents >= 0),
  amount_credited_cents bigint not null default 0 check (amount_credited_cents >= 0),
  voided_at timestamptz,
  void_reason text,
  written_off_at timestamptz,
  amount_due_cents bigint not null generated always as (
    case
      when voided_at is not null or written_off_at is not null then 0
      else subtotal_cents + gst_amount_cents - amount_paid_cents - amount_credited_cents
    end
  ) stored,
  status text not null generated always as (
    case
      when voided_at is not null then 'void'
      when amount_paid_cents + amount_credited_cents >= subtotal_cents + gst_amount_cents then 'paid'
      when written_off_at is not null then 'uncollectible'
      else 'open'
    end
  ) stored,
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint invoices_pkey primary key (organization_id, id),
  constraint invoices_number_taken unique (organization_id, number),
  constraint invoices_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint invoices_not_overpaid
    check (amount_paid_cents + amount_credited_cents <= subtotal_cents + gst_amount_cents),
  constraint invoices_void_has_no_payments check (voided_at is null or amount_paid_cents = 0),
  constraint invoices_void_has_reason check ((voided_at is null) = (void_reason is null)),
  constraint invoices_due_after_issue check (due_date >= issue_date),
  constraint invoices_plain_has_no_gst check (kind = 'tax_invoice' or gst_amount_cents = 0)
);
create index invoices_by_issue_date on invoices (organization_id, issue_date desc, id desc);
create index invoices_by_due_date on invoices (organization_id, due_date desc, id desc);
create index invoices_by_total on invoices (organization_id, total_amount_cents desc, id desc);
create index invoices_by_status on invoices (organization_id, status, issue_date desc, id desc);
create index invoices_by_customer on invoices (organization_id, customer_id, issue_date desc, id desc);
comment on table invoices is 'dist:tenant Issued invoices. Frozen but for payments, credits, void and write-off.';

create table invoice_lines (
  organization_id uuid not null,
  invoice_id uuid not null,
  position integer not null check (position > 0),
  description text not null check (description <> ''),
  quantity numeric not null check (quantity > 0 and scale(quantity) <= 6),
  unit text,
  unit_price_cents bigint not null check (unit_price_cents >= 0),
  discount_cents bigint not null check (discount_cents >= 0),
  gst_code text not null references gst_codes,
  gst_rate_bp integer not null,
  amount_cents bigint not null generated always as (round(quantity * unit_price_cents)::bigint - discount_cents) stored,
  constraint invoice_lines_pkey primary key (organization_id, invoice_id, position),
  constraint invoice_lines_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint invoice_lines_discount_within_amount check (round(quantity * unit_price_cents) >= discount_cents)
);
comment on table invoice_lines is 'dist:tenant Lines of issued invoices; amount excludes GST.';

-- GST once per rate group, half-up to the cent (IRAS accepts per line or per total, if used consistently).
create table invoice_gst_groups (
  organization_id uuid not null,
  invoice_id uuid not null,
  gst_code text not null references gst_codes,
  gst_rate_bp integer not null check (gst_rate_bp between 0 and 10000),
  taxable_cents bigint not null check (taxable_cents >= 0),
  gst_cents bigint not null generated always as (round(taxable_cents::numeric * gst_rate_bp / 10000)::bigint) stored,
  constraint invoice_gst_groups_pkey primary key (organization_id, invoice_id, gst_code, gst_rate_bp),
  constraint invoice_gst_groups_invoice
    foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
comment on table invoice_gst_groups is 'dist:tenant GST of an invoice by code and rate.';

do $$
declare t text;
begin
  foreach t in array array['number_series', 'invoice_drafts', 'invoices', 'invoice_lines', 'invoice_gst_groups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on number_series to app_user;
grant select, insert, update, delete on invoice_drafts to app_user;
grant select, insert on invoices, invoice_lines, invoice_gst_groups to app_user;
grant update (amount_paid_cents, amount_credited_cents, voided_at, void_reason, written_off_at, updated_at)
  on invoices to app_user;
