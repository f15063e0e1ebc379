-- The page where a customer pays an invoice. Its address is worked out from a key, so that issuing writes nothing here.

create table pay_links (
  organization_id uuid not null,
  invoice_id uuid not null,
  generation integer not null default 1 constraint pay_links_generation_positive check (generation between 1 and 65535),
  revoked_at timestamptz,
  seen_at timestamptz,
  constraint pay_links_pkey primary key (organization_id, invoice_id),
  constraint pay_links_invoice foreign key (organization_id, invoice_id) references invoices
);
comment on table pay_links is 'dist:tenant Pay links that were opened, replaced or revoked. No row: generation 1, open, and not seen yet.';

alter table pay_links enable row level security;
alter table pay_links force row level security;
create policy tenant on pay_links
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert, update on pay_links to app_user;
