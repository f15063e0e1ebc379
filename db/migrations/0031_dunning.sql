-- Mail to customers with papers, what became of it, and the reminders that ask for what is overdue.

create table customer_mails (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null constraint customer_mails_kind_known check (kind in ('invoice', 'reminder', 'statement')),
  source_id uuid not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  reply_to text not null,
  attachments jsonb not null,
  status text not null default 'queued'
    constraint customer_mails_status_known check (status in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts integer not null default 0,
  failure text,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint customer_mails_pkey primary key (organization_id, id),
  constraint customer_mails_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint customer_mails_settled check ((settled_at is not null) = (status in ('sent', 'failed', 'cancelled')))
);
create index customer_mails_by_source on customer_mails (organization_id, source_id, id desc);
create index customer_mails_by_customer on customer_mails (organization_id, customer_id, id desc);
comment on table customer_mails is 'dist:tenant Mail to customers with papers attached, and whether it arrived. Its claim is what keeps it from going out twice.';

create table dunning_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  steps jsonb not null,
  updated_at timestamptz not null,
  constraint dunning_settings_pkey primary key (organization_id),
  constraint dunning_settings_organization foreign key (organization_id) references organizations
);
comment on table dunning_settings is 'dist:tenant The ladder of reminders. No row: that of rules.ts, switched off.';

create table dunning_pauses (
  organization_id uuid not null,
  customer_id uuid not null,
  until_date date,
  reason text not null,
  paused_by text not null,
  created_at timestamptz not null,
  constraint dunning_pauses_pkey primary key (organization_id, customer_id),
  constraint dunning_pauses_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
comment on table dunning_pauses is 'dist:tenant Customers who get no reminders by themselves: until a day, or until somebody resumes.';

create table invoice_promises (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  promised_date date not null,
  note text,
  recorded_by text not null,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  constraint invoice_promises_pkey primary key (organization_id, id),
  constraint invoice_promises_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index invoice_promises_by_invoice on invoice_promises (organization_id, invoice_id, promised_date);
comment on table invoice_promises is 'dist:tenant Days on which customers said that they would pay.';

create table invoice_disputes (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  reason text not null,
  opened_by text not null,
  resolution text,
  resolved_at timestamptz,
  created_at timestamptz not null,
  constraint invoice_disputes_pkey primary key (organization_id, id),
  constraint invoice_disputes_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id),
  constraint invoice_disputes_resolved check ((resolved_at is null) = (resolution is null))
);
create unique index invoice_disputes_open on invoice_disputes (organization_id, invoice_id) where resolved_at is null;
create index invoice_disputes_by_invoice on invoice_disputes (organization_id, invoice_id, id);
comment on table invoice_disputes is 'dist:tenant What customers say is wrong with an invoice; open ones keep reminders and interest away.';

create table dunning_notices (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  lead_invoice_id uuid not null,
  step_days integer not null,
  tone text not null constraint dunning_notices_tone_known check (tone in ('friendly', 'firm', 'final')),
  is_by_hand boolean not null,
  notice_date date not null,
  amount_cents bigint not null constraint dunning_notices_amount_positive check (amount_cents > 0),
  sent_by text not null,
  cancelled_at timestamptz,
  created_at timestamptz not null,
  constraint dunning_notices_pkey primary key (organization_id, id),
  constraint dunning_notices_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create unique index dunning_notices_once_a_step on dunning_notices (organization_id, lead_invoice_id, step_days)
  where cancelled_at is null and not is_by_hand;
create unique index dunning_notices_once_a_day on dunning_notices (organization_id, customer_id, notice_date)
  where cancelled_at is null;
create index dunning_notices_by_customer on dunning_notices (organization_id, customer_id, id desc);
comment on table dunning_notices is 'dist:tenant Reminders written. Two keys keep a customer from getting one twice: of a step, and on a day.';

create table dunning_notice_invoices (
  organization_id uuid not null,
  notice_id uuid not null,
  invoice_id uuid not null,
  step_days integer,
  amount_cents bigint not null constraint dunning_notice_invoices_amount_positive check (amount_cents > 0),
  constraint dunning_notice_invoices_pkey primary key (organization_id, invoice_id, notice_id),
  constraint dunning_notice_invoices_notice foreign key (organization_id, notice_id) references dunning_notices (organization_id, id),
  constraint dunning_notice_invoices_invoice foreign key (organization_id, invoice_id) references invoices (organization_id, id)
);
create index dunning_notice_invoices_by_notice on dunning_notice_invoices (organization_id, notice_id);
comment on table dunning_notice_invoices is 'dist:tenant What a reminder listed: what was due on each invoice, and the step that it had reached itself.';

alter table mailbox_messages add column attachments jsonb not null default '[]';

do $$
declare t text;
begin
  foreach t in array array['customer_mails', 'dunning_settings', 'dunning_pauses', 'invoice_promises', 'invoice_disputes',
    'dunning_notices', 'dunning_notice_invoices'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on customer_mails, invoice_promises, invoice_disputes, dunning_notices, dunning_notice_invoices to app_user;
grant select, insert, update on dunning_settings to app_user;
grant select, insert, update, delete on dunning_pauses to app_user;
grant update (status, attempts, failure, settled_at) on customer_mails to app_user;
grant update (withdrawn_at) on invoice_promises to app_user;
grant update (resolution, resolved_at) on invoice_disputes to app_user;
grant update (cancelled_at) on dunning_notices to app_user;
