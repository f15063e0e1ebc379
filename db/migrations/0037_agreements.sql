-- One agreed total that is billed in parts: a deposit, progress invoices, and the rest.

create table agreements (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  title text not null constraint agreements_title_given check (title <> ''),
  reference text,
  lines jsonb not null,
  subtotal_cents bigint not null constraint agreements_subtotal_positive check (subtotal_cents > 0),
  billed_cents bigint not null default 0,
  ended_at timestamptz,
  end_reason text,
  status text not null generated always as (case when ended_at is not null then 'ended'
    when billed_cents >= subtotal_cents then 'billed' else 'open' end) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint agreements_pkey primary key (organization_id, id),
  constraint agreements_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint agreements_never_more check (billed_cents between 0 and subtotal_cents),
  constraint agreements_ended_has_reason check ((ended_at is null) = (end_reason is null))
);
create index agreements_by_customer on agreements (organization_id, customer_id, id desc);
comment on table agreements is 'dist:tenant Totals that were agreed and are billed in parts; never more than the total, by a check.';

create table agreement_parts (
  organization_id uuid not null,
  agreement_id uuid not null,
  nth integer not null constraint agreement_parts_nth_positive check (nth > 0),
  invoice_id uuid not null,
  kind text not null constraint agreement_parts_kind_known check (kind in ('deposit', 'progress', 'final')),
  label text,
  percent_bp integer,
  subtotal_cents bigint not null constraint agreement_parts_subtotal_positive check (subtotal_cents > 0),
  billed_before_cents bigint not null,
  amounts jsonb not null,
  released_amounts jsonb not null,
  released_cents bigint not null default 0,
  created_at timestamptz not null,
  constraint agreement_parts_pkey primary key (organization_id, agreement_id, nth),
  constraint agreement_parts_agreement foreign key (organization_id, agreement_id) references agreements (organization_id, id),
  constraint agreement_parts_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint agreement_parts_released check (released_cents between 0 and subtotal_cents)
);
create unique index agreement_parts_one_invoice on agreement_parts (organization_id, invoice_id);
comment on table agreement_parts is 'dist:tenant What was billed of an agreed total, line by line, and what credit notes freed of it.';

do $$
declare t text;
begin
  foreach t in array array['agreements', 'agreement_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on agreements, agreement_parts to app_user;
grant update (billed_cents, ended_at, end_reason, updated_at) on agreements to app_user;
grant update (released_amounts, released_cents) on agreement_parts to app_user;
