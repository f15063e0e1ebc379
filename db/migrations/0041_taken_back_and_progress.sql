-- A statement that was imported by mistake is taken back as a whole, and may be imported again.

alter table bank_imports
  drop constraint bank_imports_status_known,
  drop constraint bank_imports_ended,
  add column taken_back_by jsonb,
  add column taken_back_at timestamptz,
  add constraint bank_imports_status_known
    check (status in ('reading', 'matching', 'completed', 'failed', 'taking_back', 'taken_back')),
  add constraint bank_imports_ended check ((status in ('reading', 'matching')) = (ended_at is null)),
  add constraint bank_imports_taken_back_by_somebody
    check ((status in ('taking_back', 'taken_back')) = (taken_back_at is not null and taken_back_by is not null));

drop index bank_imports_file_known;
create unique index bank_imports_file_known on bank_imports (organization_id, bank_account_id, file_hash)
  where status not in ('failed', 'taken_back');

grant update (taken_back_by, taken_back_at) on bank_imports to app_user;
grant delete on bank_transactions to app_user;

-- What an invoice in parts says of the whole, as it stood when it was issued.
alter table invoices add column progress jsonb;
