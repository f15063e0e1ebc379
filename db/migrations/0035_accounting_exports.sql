-- What goes to another accounting system as CSV: under which codes, and what went before.

create table accounting_settings (
  organization_id uuid not null,
  codes jsonb not null,
  updated_at timestamptz not null,
  constraint accounting_settings_pkey primary key (organization_id),
  constraint accounting_settings_organization foreign key (organization_id) references organizations
);
comment on table accounting_settings is 'dist:tenant How accounts and GST codes are called in Xero and QuickBooks. No row: the names that rules.ts begins with.';

create table accounting_exports (
  organization_id uuid not null,
  id uuid not null,
  system text not null constraint accounting_exports_system_known check (system in ('xero', 'quickbooks')),
  content text not null
    constraint accounting_exports_content_known check (content in ('invoices', 'credit_notes', 'payments', 'contacts')),
  account text constraint accounting_exports_account_known check (account in ('bank', 'cash', 'stripe_balance')),
  from_date date,
  to_date date not null,
  count integer not null constraint accounting_exports_count_positive check (count >= 0),
  amount_cents bigint not null,
  exported_by text not null,
  created_at timestamptz not null,
  constraint accounting_exports_pkey primary key (organization_id, id),
  constraint accounting_exports_organization foreign key (organization_id) references organizations,
  constraint accounting_exports_dates check (from_date <= to_date)
);
comment on table accounting_exports is 'dist:tenant Files that were taken to another accounting system: of which days, and what they came to.';

do $$
declare t text;
begin
  foreach t in array array['accounting_settings', 'accounting_exports'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on accounting_settings to app_user;
grant select, insert on accounting_exports to app_user;
