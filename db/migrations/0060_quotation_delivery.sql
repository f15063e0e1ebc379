-- The mail with a quotation is kept on record like that of an invoice, also when it goes to a lead; whether it was seen;
-- and that a conversion may leave one.

alter table customer_mails alter column customer_id drop not null,
  drop constraint customer_mails_kind_known,
  add constraint customer_mails_kind_known check (kind in ('invoice', 'reminder', 'statement', 'portal_link',
    'portal_notice', 'card_failed', 'card_link', 'quotation')),
  add constraint customer_mails_to_customer check (customer_id is not null or kind = 'quotation');

alter table quotations add column seen_at timestamptz, add column last_seen_at timestamptz,
  add constraint quotations_seen check ((seen_at is null) = (last_seen_at is null) and (seen_at is null or sent_at is not null));

-- A draft that is deleted leaves its id, as the draft of an invoice does.
alter table lead_conversions add column quotation_id uuid;

-- What was sent cannot be changed or deleted: its seal, worked out from all that is printed, is what the row of seals
-- refers to, and that one the service may write and never change.
alter table quotations add column seal text generated always as (case when sent_at is not null then
    md5(number || quote_nullable(reference) || quote_nullable(notes) || lines::text || seller::text || buyer::text
      || gst_breakdown::text || currency || subtotal_cents::text || ' ' || gst_amount_cents::text || ' '
      || (issue_date - date '2000-01-01')::text || ' ' || (valid_until - date '2000-01-01')::text)
    end) stored,
  add constraint quotations_seal unique (organization_id, id, seal);
create table quotation_seals (
  organization_id uuid not null,
  quotation_id uuid not null,
  seal text not null,
  constraint quotation_seals_pkey primary key (organization_id, quotation_id),
  constraint quotation_seals_quotation foreign key (organization_id, quotation_id, seal) references quotations (organization_id, id, seal)
);
comment on table quotation_seals is 'dist:tenant What each quotation said when it was sent. While its row is here, the quotation stays as it is.';
insert into quotation_seals (organization_id, quotation_id, seal)
select organization_id, id, seal from quotations where seal is not null;

alter table quotation_seals enable row level security;
alter table quotation_seals force row level security;
create policy tenant on quotation_seals
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert on quotation_seals to app_user;
