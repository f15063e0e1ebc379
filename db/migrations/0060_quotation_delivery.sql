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
