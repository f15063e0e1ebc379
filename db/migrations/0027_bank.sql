-- What the bank says came in, and which payment that became.

create table bank_accounts (
  organization_id uuid not null,
  id uuid not null,
  name text not null constraint bank_accounts_name_given check (name <> ''),
  bank text,
  account_number text,
  currency text not null constraint bank_accounts_in_sgd check (currency = 'SGD'),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint bank_accounts_pkey primary key (organization_id, id),
  constraint bank_accounts_organization foreign key (organization_id) references organizations,
  constraint bank_accounts_name_taken unique (organization_id, name)
);
comment on table bank_accounts is 'dist:tenant Accounts of the organisation, whose statements are imported.';

create table bank_column_mappings (
  organization_id uuid not null,
  bank_account_id uuid not null,
  header_fingerprint text not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  constraint bank_column_mappings_pkey primary key (organization_id, bank_account_id, header_fingerprint),
  constraint bank_column_mappings_account foreign key (organization_id, bank_account_id) references bank_accounts (organization_id, id)
);
comment on table bank_column_mappings is 'dist:tenant Which column of a CSV means what, remembered by the heads of its columns.';

create table bank_imports (
  organization_id uuid not null,
  id uuid not null,
  bank_account_id uuid not null,
  file_name text not null,
  file_key text not null,
  file_hash text not null,
  byte_count integer not null,
  format text not null constraint bank_imports_format_known check (format in ('csv', 'ofx', 'mt940', 'camt053')),
  bank text,
  status text not null constraint bank_imports_status_known check (status in ('reading', 'matching', 'completed', 'failed')),
  failure text,
  row_count integer not null default 0,
  new_count integer not null default 0,
  bad_count integer not null default 0,
  doubtful_count integer not null default 0,
  matched_count integer not null default 0,
  bad_rows jsonb not null default '[]',
  started_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint bank_imports_pkey primary key (organization_id, id),
  constraint bank_imports_account foreign key (organization_id, bank_account_id) references bank_accounts (organization_id, id),
  constraint bank_imports_failed_has_failure check ((status = 'failed') = (failure is not null)),
  constraint bank_imports_ended check ((status in ('completed', 'failed')) = (ended_at is not null))
);
-- A file that failed may be imported again; any other one is there already.
create unique index bank_imports_file_known on bank_imports (organization_id, bank_account_id, file_hash) where status <> 'failed';
create index bank_imports_by_account on bank_imports (organization_id, bank_account_id, id desc);
comment on table bank_imports is 'dist:tenant Statements that were imported, and what came of their lines.';

-- The same line of two statements that overlap is one row: equal lines are told apart by which of them it is.
create table bank_transactions (
  organization_id uuid not null,
  id uuid not null,
  bank_account_id uuid not null,
  bank_import_id uuid not null,
  line integer not null,
  row_hash text not null,
  occurrence integer not null,
  transaction_date date not null,
  amount_cents bigint not null constraint bank_transactions_amount_given check (amount_cents <> 0),
  description text not null,
  reference text,
  payer_name text,
  payer_account text,
  balance_cents bigint,
  warning text,
  status text not null default 'open' constraint bank_transactions_status_known check (status in ('open', 'matched', 'ignored', 'on_hold')),
  held_until date,
  note text,
  payment_id uuid,
  is_automatic boolean not null default false,
  match_score integer,
  match_reasons jsonb not null default '[]',
  matched_by text,
  matched_at timestamptz,
  undone_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint bank_transactions_pkey primary key (organization_id, id),
  constraint bank_transactions_account foreign key (organization_id, bank_account_id) references bank_accounts (organization_id, id),
  constraint bank_transactions_import foreign key (organization_id, bank_import_id) references bank_imports (organization_id, id),
  constraint bank_transactions_payment foreign key (organization_id, payment_id) references payments (organization_id, id),
  constraint bank_transactions_row_known unique (organization_id, bank_account_id, row_hash, occurrence),
  constraint bank_transactions_payment_taken unique (organization_id, payment_id),
  constraint bank_transactions_payment_known check ((status = 'matched') = (payment_id is not null)),
  constraint bank_transactions_matched_by_somebody check ((status = 'matched') = (matched_at is not null and matched_by is not null)),
  constraint bank_transactions_held_until_day check ((status = 'on_hold') = (held_until is not null)),
  constraint bank_transactions_matched_came_in check (status <> 'matched' or amount_cents > 0)
);
create index bank_transactions_by_date on bank_transactions (organization_id, transaction_date desc, id desc);
create index bank_transactions_by_status on bank_transactions (organization_id, status, transaction_date desc, id desc);
create index bank_transactions_by_import on bank_transactions (organization_id, bank_import_id);
create index bank_transactions_waiting on bank_transactions (organization_id, transaction_date, id)
  where status = 'open' and amount_cents > 0;
comment on table bank_transactions is 'dist:tenant Lines of bank statements, and the payment that each became.';

create table bank_suggestions (
  organization_id uuid not null,
  id uuid not null,
  bank_transaction_id uuid not null,
  rank integer not null,
  customer_id uuid not null,
  allocations jsonb not null,
  fee_cents bigint not null constraint bank_suggestions_fee_positive check (fee_cents >= 0),
  score integer not null constraint bank_suggestions_score_in_range check (score between 0 and 100),
  reasons jsonb not null,
  created_at timestamptz not null,
  constraint bank_suggestions_pkey primary key (organization_id, id),
  constraint bank_suggestions_transaction foreign key (organization_id, bank_transaction_id) references bank_transactions (organization_id, id),
  constraint bank_suggestions_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index bank_suggestions_by_rank on bank_suggestions (organization_id, bank_transaction_id, rank);
comment on table bank_suggestions is 'dist:tenant What the matcher thinks that money is for, where it is not certain.';

do $$
declare t text;
begin
  foreach t in array array['bank_accounts', 'bank_column_mappings', 'bank_imports', 'bank_transactions', 'bank_suggestions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on bank_accounts to app_user;
grant select, insert, update on bank_column_mappings to app_user;
grant select, insert on bank_imports, bank_transactions to app_user;
grant update (status, failure, row_count, new_count, bad_count, doubtful_count, matched_count, bad_rows, ended_at) on bank_imports to app_user;
-- What the bank said never changes; what became of it does.
grant update (status, held_until, note, payment_id, is_automatic, match_score, match_reasons, matched_by, matched_at, undone_at,
  updated_at) on bank_transactions to app_user;
grant select, insert, delete on bank_suggestions to app_user;
