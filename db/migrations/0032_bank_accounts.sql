-- Bank accounts are edited, and taken out of the lists when they are closed.

alter table bank_accounts
  add column version integer not null default 1,
  add column archived_at timestamptz;

grant update (name, bank, account_number, version, archived_at, updated_at) on bank_accounts to app_user;

-- What speaks against money however it is explained, also where nothing explains it.
alter table bank_transactions add column doubts jsonb not null default '[]';

grant update (doubts) on bank_transactions to app_user;
