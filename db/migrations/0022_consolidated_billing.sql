-- Several subscriptions of a customer on one tax invoice, days in which what a run made may still be edited, and word to
-- customers before a minimum term ends.

alter table billing_settings add column invoice_grouping text not null default 'per_subscription';
alter table billing_settings add constraint billing_settings_grouping_known
  check (invoice_grouping in ('per_subscription', 'per_customer')) not valid;
alter table billing_settings validate constraint billing_settings_grouping_known;
alter table billing_settings add column draft_days integer not null default 0;
alter table billing_settings add constraint billing_settings_draft_days_known check (draft_days between 0 and 14) not valid;
alter table billing_settings validate constraint billing_settings_draft_days_known;
alter table billing_settings add column renewal_notice_days integer not null default 30;
alter table billing_settings add constraint billing_settings_notice_days_known
  check (renewal_notice_days between 0 and 90) not valid;
alter table billing_settings validate constraint billing_settings_notice_days_known;
comment on table billing_settings is 'dist:tenant When a changed subscription changes and how it is prorated, what stands on one invoice, and who is told when. No row: the defaults of rules.ts.';

create table invoice_subscriptions (
  organization_id uuid not null,
  subscription_id uuid not null,
  invoice_id uuid not null,
  constraint invoice_subscriptions_pkey primary key (organization_id, subscription_id, invoice_id),
  constraint invoice_subscriptions_invoice foreign key (organization_id, invoice_id) references invoices,
  constraint invoice_subscriptions_subscription foreign key (organization_id, subscription_id) references subscriptions
);
create index invoice_subscriptions_by_invoice on invoice_subscriptions (organization_id, invoice_id);
comment on table invoice_subscriptions is 'dist:tenant Whose lines stand on an invoice of several subscriptions. Of one alone, invoices.subscription_id says it.';

alter table invoice_subscriptions enable row level security;
alter table invoice_subscriptions force row level security;
create policy tenant on invoice_subscriptions
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert on invoice_subscriptions to app_user;

-- The last term whose end was announced: one that is moved is announced again.
alter table subscriptions add column noticed_term_end_date date;
create index subscriptions_by_term_end on subscriptions (organization_id, minimum_term_end_date)
  where minimum_term_end_date is not null;

-- What a run drafts is issued under the id of its draft, so that whatever was billed by the draft is linked to both.
alter table invoice_drafts add column issues_on_date date;
alter table invoice_drafts add column subscription_ids jsonb not null default '[]';
alter table invoice_drafts add constraint invoice_drafts_run_complete
  check ((issues_on_date is null) = (subscription_ids = '[]')) not valid;
alter table invoice_drafts validate constraint invoice_drafts_run_complete;
create index invoice_drafts_to_issue on invoice_drafts (organization_id, issues_on_date) where issues_on_date is not null;

alter table subscription_periods add column draft_id uuid;
alter table subscription_periods add column waived_at timestamptz;
create index subscription_periods_draft on subscription_periods (organization_id, draft_id) where draft_id is not null;
grant update (waived_at) on subscription_periods to app_user;
comment on table subscription_periods is 'dist:tenant Periods that were billed, one row each: its key is what keeps a period from being billed twice. amount_cents is before GST; neither invoice nor draft where there was nothing to pay. Waived: its draft was deleted.';

alter table subscription_charges add column draft_id uuid;
alter table subscription_charges add constraint subscription_charges_drafted_once
  check (draft_id is null or (invoice_id is null and removed_at is null)) not valid;
alter table subscription_charges validate constraint subscription_charges_drafted_once;
drop index subscription_charges_open;
create index subscription_charges_open on subscription_charges (organization_id, subscription_id, id)
  where invoice_id is null and removed_at is null and draft_id is null;
create index subscription_charges_draft on subscription_charges (organization_id, draft_id) where draft_id is not null;
grant update (draft_id) on subscription_charges to app_user;

alter table subscription_credits add column draft_id uuid;
create index subscription_credits_draft on subscription_credits (organization_id, draft_id) where draft_id is not null;

alter table renewal_runs add column drafted_count integer not null default 0;
