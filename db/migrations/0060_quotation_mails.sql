-- The mail with a quotation is kept on record like that of an invoice. It may go to a lead, who is no customer yet.

alter table customer_mails alter column customer_id drop not null,
  drop constraint customer_mails_kind_known,
  add constraint customer_mails_kind_known check (kind in ('invoice', 'reminder', 'statement', 'portal_link',
    'portal_notice', 'card_failed', 'card_link', 'quotation')),
  add constraint customer_mails_to_customer check (customer_id is not null or kind = 'quotation');
