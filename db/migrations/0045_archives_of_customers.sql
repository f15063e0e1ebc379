-- Whose a zip file is stands on record, rather than who is called alike.

alter table document_archives add column is_by_customer boolean not null default false;
comment on column document_archives.is_by_customer is 'Asked for in the portal, by the customer whose papers it holds.';
