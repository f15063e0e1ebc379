-- A payment is a fact; an allocation joins it to an invoice.

create table payments (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (currency = 'SGD'),
  payment_date date not null,
  method text not null check (method in ('paynow', 'bank_transfer', 'cash', 'cheque', 'card', 'other')),
  reference text,
  created_at timestamptz not null,
  constraint payments_pkey primary key (organization_id, id),
  constraint payments_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index payments_by_date on payments (organization_id, payment_date desc, id desc);
create index payments_by_customer on payments (organization_id, customer_id, payment_date desc, id desc);
comment on table payments is 'dist:tenant Money that came in.';

create table payment_allocations (
  organization_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  created_at timestamptz not null,
  constraint payment_allocations_pkey primary key (organization_id, payment_id, invoice_id),
  constraint payment_allocations_payment foreign key (organization_id, payment_id) references payments (organization_id, id),
  constraint payment_allocations_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index payment_allocations_invoice on payment_allocations (organization_id, invoice_id);
comment on table payment_allocations is 'dist:tenant How much of a payment settles which invoice.';

do $$
declare t text;
begin
  foreach t in array array['payments', 'payment_allocations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on payments, payment_allocations to app_user;
