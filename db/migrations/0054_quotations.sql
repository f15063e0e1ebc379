-- What is offered before it is invoiced: to a lead or to a customer, answered on a page of its own.

create table quotations (
  organization_id uuid not null,
  id uuid not null,
  number text,
  status text not null constraint quotations_status_known check (status in ('draft', 'sent', 'accepted', 'declined', 'withdrawn')),
  customer_id uuid,
  lead_id uuid,
  currency text not null check (currency = 'SGD'),
  valid_until date,
  reference text,
  notes text,
  lines jsonb not null,
  seller jsonb,
  buyer jsonb,
  gst_breakdown jsonb,
  subtotal_cents bigint not null,
  gst_amount_cents bigint not null,
  total_amount_cents bigint not null generated always as (subtotal_cents + gst_amount_cents) stored,
  issue_date date,
  sent_at timestamptz,
  sent_to text,
  sent_by_user_id uuid,
  answered_at timestamptz,
  answered_by text,
  decline_reason text,
  replaces_quotation_id uuid,
  invoice_draft_id uuid,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint quotations_pkey primary key (organization_id, id),
  constraint quotations_number unique (organization_id, number),
  constraint quotations_customer foreign key (organization_id, customer_id) references customers,
  constraint quotations_lead foreign key (organization_id, lead_id) references leads,
  constraint quotations_replaces foreign key (organization_id, replaces_quotation_id) references quotations,
  constraint quotations_to_somebody check (customer_id is not null or lead_id is not null),
  constraint quotations_sent_complete check (
    (status = 'draft') = (sent_at is null)
    and (sent_at is null or (number, seller, buyer, gst_breakdown, issue_date, valid_until) is not null)),
  constraint quotations_answered_complete check ((status in ('accepted', 'declined')) = (answered_at is not null)),
  constraint quotations_invoiced_accepted check (invoice_draft_id is null or status = 'accepted')
);
create index quotations_by_status on quotations (organization_id, status, id desc);
create index quotations_by_customer on quotations (organization_id, customer_id, id desc) where customer_id is not null;
create index quotations_by_lead on quotations (organization_id, lead_id, id desc) where lead_id is not null;
create index quotations_replacing on quotations (organization_id, replaces_quotation_id) where replaces_quotation_id is not null;
comment on table quotations is 'dist:tenant An offer. What was sent stays as it was sent: a change is another quotation, which replaces it.';

alter table quotations enable row level security;
alter table quotations force row level security;
create policy tenant on quotations
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert, update, delete on quotations to app_user;
