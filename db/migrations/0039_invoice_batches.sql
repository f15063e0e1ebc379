-- Drafts issued and invoices sent many at a time, and what became of mail that left.

create table invoice_batches (
  organization_id uuid not null,
  id uuid not null,
  action text not null constraint invoice_batches_action_known check (action in ('issue', 'send', 'mark_sent')),
  status text not null default 'running'
    constraint invoice_batches_status_known check (status in ('running', 'completed', 'cancelled')),
  includes_sent boolean not null default false,
  item_count integer not null constraint invoice_batches_not_empty check (item_count > 0),
  done_count integer not null default 0,
  refused_count integer not null default 0,
  amount_cents bigint not null default 0,
  attempts integer not null default 0,
  started_by jsonb not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint invoice_batches_pkey primary key (organization_id, id),
  constraint invoice_batches_ended check ((ended_at is null) = (status = 'running'))
);
comment on table invoice_batches is 'dist:tenant Drafts issued, or invoices sent, many at a time in the background, in the name of whoever started it.';

create table invoice_batch_items (
  organization_id uuid not null,
  batch_id uuid not null,
  position integer not null,
  document_id uuid not null,
  customer_name text not null,
  number text,
  amount_cents bigint not null,
  status text not null default 'waiting'
    constraint invoice_batch_items_status_known check (status in ('waiting', 'done', 'refused')),
  invoice_id uuid,
  refusal_code text,
  refusal text,
  settled_at timestamptz,
  constraint invoice_batch_items_pkey primary key (organization_id, batch_id, position),
  constraint invoice_batch_items_batch foreign key (organization_id, batch_id) references invoice_batches (organization_id, id),
  constraint invoice_batch_items_settled check ((settled_at is null) = (status = 'waiting')),
  constraint invoice_batch_items_refused check ((refusal_code is not null) = (status = 'refused'))
);
create unique index invoice_batch_items_once on invoice_batch_items (organization_id, batch_id, document_id);
comment on table invoice_batch_items is 'dist:tenant Each document of a batch, and what became of it: settled in the transaction that issued or sent it.';

create table invoice_sent_marks (
  organization_id uuid not null,
  invoice_id uuid not null,
  marked_by text not null,
  created_at timestamptz not null,
  constraint invoice_sent_marks_pkey primary key (organization_id, invoice_id),
  constraint invoice_sent_marks_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
comment on table invoice_sent_marks is 'dist:tenant Invoices that reached their customer by other ways than our mail, as somebody said.';

alter table customer_mails
  add column delivered_at timestamptz,
  add column opened_at timestamptz,
  add column bounced_at timestamptz,
  add column complained_at timestamptz,
  add column return_reason text;
create index customer_mails_returned on customer_mails (organization_id, customer_id)
  where bounced_at is not null or complained_at is not null or status = 'failed';

do $$
declare t text;
begin
  foreach t in array array['invoice_batches', 'invoice_batch_items', 'invoice_sent_marks'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on invoice_batches, invoice_batch_items, invoice_sent_marks to app_user;
grant update (status, done_count, refused_count, attempts, ended_at) on invoice_batches to app_user;
grant update (status, number, amount_cents, invoice_id, refusal_code, refusal, settled_at) on invoice_batch_items to app_user;
grant delete on invoice_sent_marks to app_user;
grant update (delivered_at, opened_at, bounced_at, complained_at, return_reason) on customer_mails to app_user;
