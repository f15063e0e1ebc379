-- Interest on what is paid late: the terms, and for which days of which invoice it was charged or waived.

create table interest_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  is_automatic boolean not null,
  rate_bp integer not null constraint interest_settings_rate check (rate_bp between 1 and 10000),
  grace_days integer not null constraint interest_settings_grace check (grace_days between 0 and 365),
  minimum_cents bigint not null constraint interest_settings_minimum check (minimum_cents >= 0),
  starts_on_date date not null,
  updated_at timestamptz not null,
  constraint interest_settings_pkey primary key (organization_id),
  constraint interest_settings_organization foreign key (organization_id) references organizations
);
comment on table interest_settings is 'dist:tenant Whether and how interest is charged on what is paid late. No row: it is not.';

create table interest_terms (
  organization_id uuid not null,
  customer_id uuid not null,
  is_exempt boolean not null,
  rate_bp integer constraint interest_terms_rate check (rate_bp between 1 and 10000),
  grace_days integer constraint interest_terms_grace check (grace_days between 0 and 365),
  minimum_cents bigint constraint interest_terms_minimum check (minimum_cents >= 0),
  updated_at timestamptz not null,
  constraint interest_terms_pkey primary key (organization_id, customer_id),
  constraint interest_terms_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
comment on table interest_terms is 'dist:tenant What was agreed with a customer about interest, where it differs.';

create table interest_charges (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  debit_note_id uuid,
  from_date date not null,
  to_date date not null,
  rate_bp integer not null,
  amount_cents bigint not null constraint interest_charges_amount_positive check (amount_cents > 0),
  segments jsonb not null,
  reason text,
  decided_by text not null,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  constraint interest_charges_pkey primary key (organization_id, id),
  constraint interest_charges_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint interest_charges_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint interest_charges_debit_note foreign key (organization_id, debit_note_id) references invoices (organization_id, id),
  constraint interest_charges_dates check (from_date <= to_date),
  constraint interest_charges_charged_or_waived check ((debit_note_id is null) = (reason is not null))
);
create unique index interest_charges_once on interest_charges (organization_id, invoice_id, from_date)
  where cancelled_at is null;
create index interest_charges_by_debit_note on interest_charges (organization_id, debit_note_id);
create index interest_charges_by_customer on interest_charges (organization_id, customer_id, id desc);
comment on table interest_charges is 'dist:tenant Days of an invoice whose interest was charged, by a debit note, or waived, with a reason. Each day once.';

do $$
declare t text;
begin
  foreach t in array array['interest_settings', 'interest_terms', 'interest_charges'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on interest_settings, interest_terms to app_user;
grant select, insert on interest_charges to app_user;
grant update (cancelled_at) on interest_charges to app_user;
