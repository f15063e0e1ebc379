-- What corrects an invoice: a credit note lowers what it asks for, a debit note is one more invoice that names it.

create table credit_notes (
  organization_id uuid not null,
  id uuid not null,
  number text not null,
  invoice_id uuid not null,
  invoice_number text not null,
  invoice_issue_date date not null,
  customer_id uuid not null,
  seller jsonb not null,
  buyer jsonb not null,
  currency text not null constraint credit_notes_currency_known check (currency = 'SGD'),
  issue_date date not null,
  reason text not null constraint credit_notes_reason_given check (reason <> ''),
  subtotal_cents bigint not null constraint credit_notes_subtotal_positive check (subtotal_cents >= 0),
  gst_amount_cents bigint not null constraint credit_notes_gst_positive check (gst_amount_cents >= 0),
  total_amount_cents bigint not null generated always as (subtotal_cents + gst_amount_cents) stored,
  amount_released_cents bigint not null constraint credit_notes_released_positive check (amount_released_cents >= 0),
  search_text text not null,
  created_at timestamptz not null,
  constraint credit_notes_pkey primary key (organization_id, id),
  constraint credit_notes_number_taken unique (organization_id, number),
  constraint credit_notes_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint credit_notes_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint credit_notes_something check (subtotal_cents + gst_amount_cents > 0),
  constraint credit_notes_released_within_total check (amount_released_cents <= subtotal_cents + gst_amount_cents)
);
create index credit_notes_by_issue_date on credit_notes (organization_id, issue_date desc, id desc);
create index credit_notes_by_customer on credit_notes (organization_id, customer_id, issue_date desc, id desc);
create index credit_notes_by_invoice on credit_notes (organization_id, invoice_id, id);
comment on table credit_notes is 'dist:tenant Issued credit notes, each against one invoice. Frozen.';

create table credit_note_lines (
  organization_id uuid not null,
  credit_note_id uuid not null,
  position integer not null constraint credit_note_lines_position_positive check (position > 0),
  invoice_position integer not null,
  description text not null,
  quantity numeric,
  unit text,
  gst_code text not null references gst_codes,
  gst_rate_bp integer not null,
  amount_cents bigint not null constraint credit_note_lines_amount_positive check (amount_cents >= 0),
  service_from_date date,
  service_to_date date,
  constraint credit_note_lines_pkey primary key (organization_id, credit_note_id, position),
  constraint credit_note_lines_credit_note
    foreign key (organization_id, credit_note_id) references credit_notes (organization_id, id)
);
comment on table credit_note_lines is 'dist:tenant What a credit note takes off which line of its invoice, without GST.';

-- GST at the rate of the invoice. What is credited last takes the cents that rounding left, so that all the notes of an
-- invoice never come to more than it, and together to exactly as much.
create table credit_note_gst_groups (
  organization_id uuid not null,
  credit_note_id uuid not null,
  gst_code text not null references gst_codes,
  gst_rate_bp integer not null,
  taxable_cents bigint not null constraint credit_note_gst_groups_taxable_positive check (taxable_cents >= 0),
  gst_cents bigint not null constraint credit_note_gst_groups_gst_positive check (gst_cents >= 0),
  constraint credit_note_gst_groups_pkey primary key (organization_id, credit_note_id, gst_code, gst_rate_bp),
  constraint credit_note_gst_groups_credit_note
    foreign key (organization_id, credit_note_id) references credit_notes (organization_id, id)
);
comment on table credit_note_gst_groups is 'dist:tenant GST of a credit note by code and rate.';

alter table invoices
  drop constraint invoices_kind_check,
  add constraint invoices_kind_known check (kind in ('tax_invoice', 'invoice', 'debit_note')),
  drop constraint invoices_plain_has_no_gst,
  add constraint invoices_plain_has_no_gst check (kind <> 'invoice' or gst_amount_cents = 0),
  add column corrects_invoice_id uuid,
  add column correction_reason text,
  add constraint invoices_corrects foreign key (organization_id, corrects_invoice_id) references invoices (organization_id, id),
  add constraint invoices_debit_note_corrects
    check ((kind = 'debit_note') = (corrects_invoice_id is not null) and (kind = 'debit_note') = (correction_reason is not null));
create index invoices_corrects on invoices (organization_id, corrects_invoice_id) where corrects_invoice_id is not null;

do $$
declare t text;
begin
  foreach t in array array['credit_notes', 'credit_note_lines', 'credit_note_gst_groups'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on credit_notes, credit_note_lines, credit_note_gst_groups to app_user;
