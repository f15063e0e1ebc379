create table customers (
  organization_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('business', 'individual')),
  uen text,
  gst_reg_no text,
  email text,
  phone text,
  address jsonb,
  peppol_id text,
  currency text not null check (currency = 'SGD'),
  payment_terms_days integer not null check (payment_terms_days between 0 and 365),
  notes text,
  archived_at timestamptz,
  name_normalized text not null,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint customers_pkey primary key (organization_id, id),
  constraint customers_organization foreign key (organization_id) references organizations (organization_id),
  constraint customers_uen_taken unique (organization_id, uen)
);
create index customers_by_name on customers (organization_id, name_normalized, id);
comment on table customers is 'dist:tenant Whom an organisation sells to.';

alter table customers enable row level security;
alter table customers force row level security;
create policy tenant on customers
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert, update on customers to app_user;
