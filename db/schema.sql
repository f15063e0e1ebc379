-- Generated from the migrated database by `npm run db:generate`; do not edit. Read this to learn the data.

create table app.accounting_exports (
  organization_id uuid not null,
  id uuid not null,
  system text not null,
  content text not null,
  account text,
  from_date date,
  to_date date not null,
  count integer not null,
  amount_cents bigint not null,
  exported_by text not null,
  created_at timestamp with time zone not null,
  is_new boolean not null default false,
  constraint accounting_exports_pkey PRIMARY KEY (organization_id, id),
  constraint accounting_exports_account_known CHECK ((account = ANY (ARRAY['bank'::text, 'cash'::text, 'stripe_balance'::text]))),
  constraint accounting_exports_content_known CHECK ((content = ANY (ARRAY['invoices'::text, 'credit_notes'::text, 'payments'::text, 'write_offs'::text, 'contacts'::text]))),
  constraint accounting_exports_count_positive CHECK ((count >= 0)),
  constraint accounting_exports_dates CHECK ((from_date <= to_date)),
  constraint accounting_exports_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint accounting_exports_system_known CHECK ((system = ANY (ARRAY['xero'::text, 'quickbooks'::text])))
);
comment on table app.accounting_exports is 'dist:tenant Files that were taken to another accounting system: of which days, and what they came to.';
create policy tenant on app.accounting_exports using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.accounting_exports to app_user;

create table app.accounting_settings (
  organization_id uuid not null,
  codes jsonb not null,
  updated_at timestamp with time zone not null,
  constraint accounting_settings_pkey PRIMARY KEY (organization_id),
  constraint accounting_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.accounting_settings is 'dist:tenant How accounts and GST codes are called in Xero and QuickBooks. No row: the names that rules.ts begins with.';
create policy tenant on app.accounting_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.accounting_settings to app_user;

create table app.agreement_parts (
  organization_id uuid not null,
  agreement_id uuid not null,
  nth integer not null,
  invoice_id uuid not null,
  kind text not null,
  label text,
  percent_bp integer,
  subtotal_cents bigint not null,
  billed_before_cents bigint not null,
  amounts jsonb not null,
  released_amounts jsonb not null,
  released_cents bigint not null default 0,
  created_at timestamp with time zone not null,
  constraint agreement_parts_pkey PRIMARY KEY (organization_id, agreement_id, nth),
  constraint agreement_parts_agreement FOREIGN KEY (organization_id, agreement_id) REFERENCES app.agreements(organization_id, id),
  constraint agreement_parts_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint agreement_parts_kind_known CHECK ((kind = ANY (ARRAY['deposit'::text, 'progress'::text, 'final'::text]))),
  constraint agreement_parts_nth_positive CHECK ((nth > 0)),
  constraint agreement_parts_released CHECK (((released_cents >= 0) AND (released_cents <= subtotal_cents))),
  constraint agreement_parts_subtotal_positive CHECK ((subtotal_cents > 0))
);
comment on table app.agreement_parts is 'dist:tenant What was billed of an agreed total, line by line, and what credit notes freed of it.';
CREATE UNIQUE INDEX agreement_parts_one_invoice ON app.agreement_parts USING btree (organization_id, invoice_id);
create policy tenant on app.agreement_parts using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.agreement_parts to app_user;
grant update (released_amounts, released_cents) on app.agreement_parts to app_user;

create table app.agreements (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  title text not null,
  reference text,
  lines jsonb not null,
  subtotal_cents bigint not null,
  billed_cents bigint not null default 0,
  ended_at timestamp with time zone,
  end_reason text,
  status text not null generated always as (
CASE
    WHEN (ended_at IS NOT NULL) THEN 'ended'::text
    WHEN (billed_cents >= subtotal_cents) THEN 'billed'::text
    ELSE 'open'::text
END) stored,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint agreements_pkey PRIMARY KEY (organization_id, id),
  constraint agreements_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint agreements_ended_has_reason CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint agreements_never_more CHECK (((billed_cents >= 0) AND (billed_cents <= subtotal_cents))),
  constraint agreements_subtotal_positive CHECK ((subtotal_cents > 0)),
  constraint agreements_title_given CHECK ((title <> ''::text))
);
comment on table app.agreements is 'dist:tenant Totals that were agreed and are billed in parts; never more than the total, by a check.';
CREATE INDEX agreements_by_customer ON app.agreements USING btree (organization_id, customer_id, id DESC);
create policy tenant on app.agreements using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.agreements to app_user;
grant update (billed_cents, ended_at, end_reason, updated_at) on app.agreements to app_user;

create table app.api_keys (
  id uuid not null,
  organization_id uuid not null,
  key_id text not null,
  secret_hash bytea not null,
  name text not null,
  scopes jsonb not null,
  allowed_networks jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  last_used_ip text,
  revoked_at timestamp with time zone,
  replaced_by uuid,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES app.users(id),
  constraint api_keys_key_id_taken UNIQUE (key_id),
  constraint api_keys_name_check CHECK ((name <> ''::text)),
  constraint api_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint api_keys_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES app.api_keys(id)
);
comment on table app.api_keys is 'dist:local Credentials of programs. Only the SHA-256 of a key is kept; what it may do, never more than its creator may today.';
CREATE INDEX api_keys_organization ON app.api_keys USING btree (organization_id, id);
grant insert, select on app.api_keys to app_user;
grant update (name, allowed_networks, updated_at, version, expires_at, last_used_at, last_used_ip, revoked_at, replaced_by) on app.api_keys to app_user;

create table app.bank_accounts (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  bank text,
  account_number text,
  currency text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  archived_at timestamp with time zone,
  constraint bank_accounts_pkey PRIMARY KEY (organization_id, id),
  constraint bank_accounts_in_sgd CHECK ((currency = 'SGD'::text)),
  constraint bank_accounts_name_given CHECK ((name <> ''::text)),
  constraint bank_accounts_name_taken UNIQUE (organization_id, name),
  constraint bank_accounts_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.bank_accounts is 'dist:tenant Accounts of the organisation, whose statements are imported.';
create policy tenant on app.bank_accounts using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.bank_accounts to app_user;
grant update (name, bank, account_number, updated_at, version, archived_at) on app.bank_accounts to app_user;

create table app.bank_column_mappings (
  organization_id uuid not null,
  bank_account_id uuid not null,
  header_fingerprint text not null,
  mapping jsonb not null,
  updated_at timestamp with time zone not null,
  constraint bank_column_mappings_pkey PRIMARY KEY (organization_id, bank_account_id, header_fingerprint),
  constraint bank_column_mappings_account FOREIGN KEY (organization_id, bank_account_id) REFERENCES app.bank_accounts(organization_id, id)
);
comment on table app.bank_column_mappings is 'dist:tenant Which column of a CSV means what, remembered by the heads of its columns.';
create policy tenant on app.bank_column_mappings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.bank_column_mappings to app_user;

create table app.bank_imports (
  organization_id uuid not null,
  id uuid not null,
  bank_account_id uuid not null,
  file_name text not null,
  file_key text not null,
  file_hash text not null,
  byte_count integer not null,
  format text not null,
  bank text,
  status text not null,
  failure text,
  row_count integer not null default 0,
  new_count integer not null default 0,
  bad_count integer not null default 0,
  doubtful_count integer not null default 0,
  matched_count integer not null default 0,
  bad_rows jsonb not null default '[]'::jsonb,
  started_by text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  taken_back_by jsonb,
  taken_back_at timestamp with time zone,
  constraint bank_imports_pkey PRIMARY KEY (organization_id, id),
  constraint bank_imports_account FOREIGN KEY (organization_id, bank_account_id) REFERENCES app.bank_accounts(organization_id, id),
  constraint bank_imports_ended CHECK (((status = ANY (ARRAY['reading'::text, 'matching'::text])) = (ended_at IS NULL))),
  constraint bank_imports_failed_has_failure CHECK (((status = 'failed'::text) = (failure IS NOT NULL))),
  constraint bank_imports_format_known CHECK ((format = ANY (ARRAY['csv'::text, 'ofx'::text, 'mt940'::text, 'camt053'::text]))),
  constraint bank_imports_status_known CHECK ((status = ANY (ARRAY['reading'::text, 'matching'::text, 'completed'::text, 'failed'::text, 'taking_back'::text, 'taken_back'::text]))),
  constraint bank_imports_taken_back_by_somebody CHECK (((status = ANY (ARRAY['taking_back'::text, 'taken_back'::text])) = ((taken_back_at IS NOT NULL) AND (taken_back_by IS NOT NULL))))
);
comment on table app.bank_imports is 'dist:tenant Statements that were imported, and what came of their lines.';
CREATE INDEX bank_imports_by_account ON app.bank_imports USING btree (organization_id, bank_account_id, id DESC);
CREATE UNIQUE INDEX bank_imports_file_known ON app.bank_imports USING btree (organization_id, bank_account_id, file_hash) WHERE (status <> ALL (ARRAY['failed'::text, 'taken_back'::text]));
create policy tenant on app.bank_imports using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.bank_imports to app_user;
grant update (status, failure, row_count, new_count, bad_count, doubtful_count, matched_count, bad_rows, ended_at, taken_back_by, taken_back_at) on app.bank_imports to app_user;

create table app.bank_suggestions (
  organization_id uuid not null,
  id uuid not null,
  bank_transaction_id uuid not null,
  rank integer not null,
  customer_id uuid not null,
  allocations jsonb not null,
  fee_cents bigint not null,
  score integer not null,
  reasons jsonb not null,
  created_at timestamp with time zone not null,
  constraint bank_suggestions_pkey PRIMARY KEY (organization_id, id),
  constraint bank_suggestions_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint bank_suggestions_fee_positive CHECK ((fee_cents >= 0)),
  constraint bank_suggestions_score_in_range CHECK (((score >= 0) AND (score <= 100))),
  constraint bank_suggestions_transaction FOREIGN KEY (organization_id, bank_transaction_id) REFERENCES app.bank_transactions(organization_id, id)
);
comment on table app.bank_suggestions is 'dist:tenant What the matcher thinks that money is for, where it is not certain.';
CREATE INDEX bank_suggestions_by_rank ON app.bank_suggestions USING btree (organization_id, bank_transaction_id, rank);
create policy tenant on app.bank_suggestions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.bank_suggestions to app_user;

create table app.bank_transactions (
  organization_id uuid not null,
  id uuid not null,
  bank_account_id uuid not null,
  bank_import_id uuid not null,
  line integer not null,
  row_hash text not null,
  occurrence integer not null,
  transaction_date date not null,
  amount_cents bigint not null,
  description text not null,
  reference text,
  payer_name text,
  payer_account text,
  balance_cents bigint,
  warning text,
  status text not null default 'open'::text,
  held_until date,
  note text,
  payment_id uuid,
  is_automatic boolean not null default false,
  match_score integer,
  match_reasons jsonb not null default '[]'::jsonb,
  matched_by text,
  matched_at timestamp with time zone,
  undone_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  doubts jsonb not null default '[]'::jsonb,
  constraint bank_transactions_pkey PRIMARY KEY (organization_id, id),
  constraint bank_transactions_account FOREIGN KEY (organization_id, bank_account_id) REFERENCES app.bank_accounts(organization_id, id),
  constraint bank_transactions_amount_given CHECK ((amount_cents <> 0)),
  constraint bank_transactions_held_until_day CHECK (((status = 'on_hold'::text) = (held_until IS NOT NULL))),
  constraint bank_transactions_import FOREIGN KEY (organization_id, bank_import_id) REFERENCES app.bank_imports(organization_id, id),
  constraint bank_transactions_matched_by_somebody CHECK (((status = 'matched'::text) = ((matched_at IS NOT NULL) AND (matched_by IS NOT NULL)))),
  constraint bank_transactions_matched_came_in CHECK (((status <> 'matched'::text) OR (amount_cents > 0))),
  constraint bank_transactions_payment FOREIGN KEY (organization_id, payment_id) REFERENCES app.payments(organization_id, id),
  constraint bank_transactions_payment_known CHECK (((status = 'matched'::text) = (payment_id IS NOT NULL))),
  constraint bank_transactions_payment_taken UNIQUE (organization_id, payment_id),
  constraint bank_transactions_row_known UNIQUE (organization_id, bank_account_id, row_hash, occurrence),
  constraint bank_transactions_status_known CHECK ((status = ANY (ARRAY['open'::text, 'matched'::text, 'ignored'::text, 'on_hold'::text])))
);
comment on table app.bank_transactions is 'dist:tenant Lines of bank statements, and the payment that each became.';
CREATE INDEX bank_transactions_by_date ON app.bank_transactions USING btree (organization_id, transaction_date DESC, id DESC);
CREATE INDEX bank_transactions_by_import ON app.bank_transactions USING btree (organization_id, bank_import_id);
CREATE INDEX bank_transactions_by_status ON app.bank_transactions USING btree (organization_id, status, transaction_date DESC, id DESC);
CREATE INDEX bank_transactions_waiting ON app.bank_transactions USING btree (organization_id, transaction_date, id) WHERE ((status = 'open'::text) AND (amount_cents > 0));
create policy tenant on app.bank_transactions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.bank_transactions to app_user;
grant update (status, held_until, note, payment_id, is_automatic, match_score, match_reasons, matched_by, matched_at, undone_at, updated_at, doubts) on app.bank_transactions to app_user;

create table app.billing_settings (
  organization_id uuid not null,
  upgrade_rule text not null,
  downgrade_rule text not null,
  seat_rule text not null,
  proration_unit text not null,
  proration_charge text not null,
  unpaid_after_days integer not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null,
  invoice_grouping text not null default 'per_subscription'::text,
  draft_days integer not null default 0,
  renewal_notice_days integer not null default 30,
  paused_after_days integer not null default 0,
  constraint billing_settings_pkey PRIMARY KEY (organization_id),
  constraint billing_settings_charge_known CHECK ((proration_charge = ANY (ARRAY['now'::text, 'next_invoice'::text]))),
  constraint billing_settings_downgrade_known CHECK ((downgrade_rule = ANY (ARRAY['now'::text, 'period_end'::text]))),
  constraint billing_settings_draft_days_known CHECK (((draft_days >= 0) AND (draft_days <= 14))),
  constraint billing_settings_grouping_known CHECK ((invoice_grouping = ANY (ARRAY['per_subscription'::text, 'per_customer'::text]))),
  constraint billing_settings_notice_days_known CHECK (((renewal_notice_days >= 0) AND (renewal_notice_days <= 90))),
  constraint billing_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint billing_settings_paused_after_known CHECK (((paused_after_days >= 0) AND (paused_after_days <= 365))),
  constraint billing_settings_seat_known CHECK ((seat_rule = ANY (ARRAY['now'::text, 'period_end'::text]))),
  constraint billing_settings_unit_known CHECK ((proration_unit = ANY (ARRAY['day'::text, 'second'::text]))),
  constraint billing_settings_unpaid_after_known CHECK (((unpaid_after_days >= 1) AND (unpaid_after_days <= 365))),
  constraint billing_settings_upgrade_known CHECK ((upgrade_rule = ANY (ARRAY['now'::text, 'now_new_anchor'::text, 'period_end'::text])))
);
comment on table app.billing_settings is 'dist:tenant When a changed subscription changes and how it is prorated, what stands on one invoice, and who is told when. No row: the defaults of rules.ts.';
create policy tenant on app.billing_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.billing_settings to app_user;

create table app.card_collections (
  organization_id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  status text not null,
  stop_reason text,
  tries integer not null default 0,
  first_tried_at timestamp with time zone,
  next_try_at timestamp with time zone,
  online_payment_id uuid,
  told_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint card_collections_pkey PRIMARY KEY (organization_id, invoice_id),
  constraint card_collections_charging CHECK (((status <> 'charging'::text) OR (online_payment_id IS NOT NULL))),
  constraint card_collections_due CHECK (((status = 'due'::text) = (next_try_at IS NOT NULL))),
  constraint card_collections_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint card_collections_payment FOREIGN KEY (organization_id, online_payment_id) REFERENCES app.online_payments(organization_id, id),
  constraint card_collections_reason_known CHECK ((stop_reason = ANY (ARRAY['hard_decline'::text, 'used_up'::text, 'settled'::text, 'no_card'::text, 'by_hand'::text, 'disputed'::text]))),
  constraint card_collections_status_known CHECK ((status = ANY (ARRAY['due'::text, 'charging'::text, 'collected'::text, 'stopped'::text]))),
  constraint card_collections_stopped CHECK (((status = 'stopped'::text) = (stop_reason IS NOT NULL)))
);
comment on table app.card_collections is 'dist:tenant Invoices that are charged to a saved card by themselves, and when the card is tried again. A try is claimed in the transaction that writes its online payment.';
CREATE INDEX card_collections_by_customer ON app.card_collections USING btree (organization_id, customer_id) WHERE (status <> 'collected'::text);
CREATE INDEX card_collections_due ON app.card_collections USING btree (organization_id, next_try_at) WHERE (status = ANY (ARRAY['due'::text, 'charging'::text]));
create policy tenant on app.card_collections using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.card_collections to app_user;
grant update (status, stop_reason, tries, first_tried_at, next_try_at, online_payment_id, told_at, updated_at) on app.card_collections to app_user;

create table app.card_disputes (
  organization_id uuid not null,
  id uuid not null,
  online_payment_id uuid not null,
  stripe_dispute_id text not null,
  amount_cents bigint not null,
  fee_cents bigint not null default 0,
  reason text not null,
  status text not null,
  respond_by timestamp with time zone,
  refund_id uuid,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint card_disputes_pkey PRIMARY KEY (organization_id, id),
  constraint card_disputes_amount_positive CHECK ((amount_cents > 0)),
  constraint card_disputes_closed CHECK (((closed_at IS NOT NULL) = (status = ANY (ARRAY['won'::text, 'lost'::text])))),
  constraint card_disputes_fee_positive CHECK ((fee_cents >= 0)),
  constraint card_disputes_payment FOREIGN KEY (organization_id, online_payment_id) REFERENCES app.online_payments(organization_id, id),
  constraint card_disputes_refund FOREIGN KEY (organization_id, refund_id) REFERENCES app.refunds(organization_id, id),
  constraint card_disputes_status_known CHECK ((status = ANY (ARRAY['open'::text, 'under_review'::text, 'won'::text, 'lost'::text]))),
  constraint card_disputes_taken UNIQUE (organization_id, stripe_dispute_id)
);
comment on table app.card_disputes is 'dist:tenant Card payments that their holders take back through their bank. One that is lost has taken its money off the payment.';
CREATE INDEX card_disputes_by_payment ON app.card_disputes USING btree (organization_id, online_payment_id);
create policy tenant on app.card_disputes using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.card_disputes to app_user;
grant update (fee_cents, reason, status, respond_by, refund_id, closed_at, updated_at) on app.card_disputes to app_user;

create table app.card_setups (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  account_id text,
  status text not null,
  stripe_checkout_id text,
  url text,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint card_setups_pkey PRIMARY KEY (organization_id, id),
  constraint card_setups_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint card_setups_status_known CHECK ((status = ANY (ARRAY['opening'::text, 'open'::text, 'done'::text, 'expired'::text])))
);
comment on table app.card_setups is 'dist:tenant Pages of Stripe on which customers leave a card without paying. Committed before Stripe is asked, under its id as the idempotency key.';
CREATE INDEX card_setups_by_customer ON app.card_setups USING btree (organization_id, customer_id, id DESC);
create policy tenant on app.card_setups using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.card_setups to app_user;
grant update (status, stripe_checkout_id, url) on app.card_setups to app_user;

create table app.contacts (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  email text,
  phone text,
  job_title text,
  notes text,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint contacts_pkey PRIMARY KEY (organization_id, id),
  constraint contacts_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id)
);
comment on table app.contacts is 'dist:tenant People at a customer.';
CREATE INDEX contacts_of_customer ON app.contacts USING btree (organization_id, customer_id, id);
create policy tenant on app.contacts using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.contacts to app_user;

create table app.coupons (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  percent_off_bp integer,
  amount_off_cents bigint,
  duration text not null,
  duration_months integer,
  max_redemptions integer,
  redemption_count integer not null default 0,
  expires_date date,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint coupons_pkey PRIMARY KEY (organization_id, id),
  constraint coupons_amount_positive CHECK ((amount_off_cents > 0)),
  constraint coupons_code_shape CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]*$'::text)),
  constraint coupons_code_taken UNIQUE (organization_id, code),
  constraint coupons_duration_known CHECK ((duration = ANY (ARRAY['once'::text, 'months'::text, 'forever'::text]))),
  constraint coupons_max_positive CHECK ((max_redemptions > 0)),
  constraint coupons_months_complete CHECK (((duration = 'months'::text) = (duration_months IS NOT NULL))),
  constraint coupons_months_positive CHECK ((duration_months > 0)),
  constraint coupons_name_check CHECK ((name <> ''::text)),
  constraint coupons_one_kind CHECK (((percent_off_bp IS NULL) <> (amount_off_cents IS NULL))),
  constraint coupons_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint coupons_percent_known CHECK (((percent_off_bp >= 1) AND (percent_off_bp <= 10000))),
  constraint coupons_within_cap CHECK ((redemption_count <= max_redemptions))
);
comment on table app.coupons is 'dist:tenant What a code takes off the invoices of a subscription, before GST. The count is the lock under which the cap holds.';
create policy tenant on app.coupons using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.coupons to app_user;

create table app.credit_note_gst_groups (
  organization_id uuid not null,
  credit_note_id uuid not null,
  gst_code text not null,
  gst_rate_bp integer not null,
  taxable_cents bigint not null,
  gst_cents bigint not null,
  constraint credit_note_gst_groups_pkey PRIMARY KEY (organization_id, credit_note_id, gst_code, gst_rate_bp),
  constraint credit_note_gst_groups_credit_note FOREIGN KEY (organization_id, credit_note_id) REFERENCES app.credit_notes(organization_id, id),
  constraint credit_note_gst_groups_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint credit_note_gst_groups_gst_positive CHECK ((gst_cents >= 0)),
  constraint credit_note_gst_groups_taxable_positive CHECK ((taxable_cents >= 0))
);
comment on table app.credit_note_gst_groups is 'dist:tenant GST of a credit note by code and rate.';
create policy tenant on app.credit_note_gst_groups using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.credit_note_gst_groups to app_user;

create table app.credit_note_lines (
  organization_id uuid not null,
  credit_note_id uuid not null,
  position integer not null,
  invoice_position integer not null,
  description text not null,
  quantity numeric,
  unit text,
  gst_code text not null,
  gst_rate_bp integer not null,
  amount_cents bigint not null,
  service_from_date date,
  service_to_date date,
  constraint credit_note_lines_pkey PRIMARY KEY (organization_id, credit_note_id, "position"),
  constraint credit_note_lines_amount_positive CHECK ((amount_cents >= 0)),
  constraint credit_note_lines_credit_note FOREIGN KEY (organization_id, credit_note_id) REFERENCES app.credit_notes(organization_id, id),
  constraint credit_note_lines_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint credit_note_lines_position_positive CHECK (("position" > 0))
);
comment on table app.credit_note_lines is 'dist:tenant What a credit note takes off which line of its invoice, without GST.';
create policy tenant on app.credit_note_lines using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.credit_note_lines to app_user;

create table app.credit_notes (
  organization_id uuid not null,
  id uuid not null,
  number text not null,
  invoice_id uuid not null,
  invoice_number text not null,
  invoice_issue_date date not null,
  customer_id uuid not null,
  seller jsonb not null,
  buyer jsonb not null,
  currency text not null,
  issue_date date not null,
  reason text not null,
  subtotal_cents bigint not null,
  gst_amount_cents bigint not null,
  total_amount_cents bigint not null generated always as ((subtotal_cents + gst_amount_cents)) stored,
  amount_released_cents bigint not null,
  search_text text not null,
  created_at timestamp with time zone not null,
  constraint credit_notes_pkey PRIMARY KEY (organization_id, id),
  constraint credit_notes_currency_known CHECK ((currency = 'SGD'::text)),
  constraint credit_notes_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint credit_notes_gst_positive CHECK ((gst_amount_cents >= 0)),
  constraint credit_notes_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint credit_notes_number_taken UNIQUE (organization_id, number),
  constraint credit_notes_reason_given CHECK ((reason <> ''::text)),
  constraint credit_notes_released_positive CHECK ((amount_released_cents >= 0)),
  constraint credit_notes_released_within_total CHECK ((amount_released_cents <= (subtotal_cents + gst_amount_cents))),
  constraint credit_notes_something CHECK (((subtotal_cents + gst_amount_cents) > 0)),
  constraint credit_notes_subtotal_positive CHECK ((subtotal_cents >= 0))
);
comment on table app.credit_notes is 'dist:tenant Issued credit notes, each against one invoice. Frozen.';
CREATE INDEX credit_notes_by_customer ON app.credit_notes USING btree (organization_id, customer_id, issue_date DESC, id DESC);
CREATE INDEX credit_notes_by_invoice ON app.credit_notes USING btree (organization_id, invoice_id, id);
CREATE INDEX credit_notes_by_issue_date ON app.credit_notes USING btree (organization_id, issue_date DESC, id DESC);
create policy tenant on app.credit_notes using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.credit_notes to app_user;

create table app.custom_roles (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  name_normalized text not null,
  description text not null,
  permissions jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint custom_roles_pkey PRIMARY KEY (organization_id, id),
  constraint custom_roles_name_present CHECK ((name <> ''::text)),
  constraint custom_roles_name_taken UNIQUE (organization_id, name_normalized),
  constraint custom_roles_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint custom_roles_permissions_held UNIQUE (organization_id, id, permissions),
  constraint custom_roles_permissions_listed CHECK ((jsonb_typeof(permissions) = 'array'::text))
);
comment on table app.custom_roles is 'dist:local Roles that an organisation made for itself, with what each allows.';
grant delete, insert, select on app.custom_roles to app_user;
grant update (name, name_normalized, description, permissions, version, updated_at) on app.custom_roles to app_user;

create table app.customer_mails (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid,
  kind text not null,
  source_id uuid not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  reply_to text not null,
  attachments jsonb not null,
  status text not null default 'queued'::text,
  attempts integer not null default 0,
  failure text,
  created_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  delivered_at timestamp with time zone,
  opened_at timestamp with time zone,
  bounced_at timestamp with time zone,
  complained_at timestamp with time zone,
  return_reason text,
  constraint customer_mails_pkey PRIMARY KEY (organization_id, id),
  constraint customer_mails_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint customer_mails_kind_known CHECK ((kind = ANY (ARRAY['invoice'::text, 'reminder'::text, 'statement'::text, 'portal_link'::text, 'portal_notice'::text, 'card_failed'::text, 'card_link'::text, 'quotation'::text]))),
  constraint customer_mails_settled CHECK (((settled_at IS NOT NULL) = (status = ANY (ARRAY['sent'::text, 'failed'::text, 'cancelled'::text])))),
  constraint customer_mails_status_known CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'cancelled'::text]))),
  constraint customer_mails_to_customer CHECK (((customer_id IS NOT NULL) OR (kind = 'quotation'::text)))
);
comment on table app.customer_mails is 'dist:tenant Mail to customers with papers attached, and whether it arrived. Its claim is what keeps it from going out twice.';
CREATE INDEX customer_mails_by_customer ON app.customer_mails USING btree (organization_id, customer_id, id DESC);
CREATE INDEX customer_mails_by_source ON app.customer_mails USING btree (organization_id, source_id, id DESC);
CREATE INDEX customer_mails_returned ON app.customer_mails USING btree (organization_id, customer_id) WHERE ((bounced_at IS NOT NULL) OR (complained_at IS NOT NULL) OR (status = 'failed'::text));
create policy tenant on app.customer_mails using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.customer_mails to app_user;
grant update (status, attempts, failure, settled_at, delivered_at, opened_at, bounced_at, complained_at, return_reason) on app.customer_mails to app_user;

create table app.customers (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  uen text,
  gst_reg_no text,
  email text,
  phone text,
  address jsonb,
  peppol_id text,
  currency text not null,
  payment_terms_days integer not null,
  notes text,
  archived_at timestamp with time zone,
  name_normalized text not null,
  search_text text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint customers_pkey PRIMARY KEY (organization_id, id),
  constraint customers_currency_check CHECK ((currency = 'SGD'::text)),
  constraint customers_kind_check CHECK ((kind = ANY (ARRAY['business'::text, 'individual'::text]))),
  constraint customers_name_check CHECK ((name <> ''::text)),
  constraint customers_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint customers_payment_terms_days_check CHECK (((payment_terms_days >= 0) AND (payment_terms_days <= 365))),
  constraint customers_uen_taken UNIQUE (organization_id, uen)
);
comment on table app.customers is 'dist:tenant Whom an organisation sells to.';
CREATE INDEX customers_by_email ON app.customers USING btree (organization_id, lower(NORMALIZE(email, NFKC)));
CREATE INDEX customers_by_name ON app.customers USING btree (organization_id, name_normalized, id);
create policy tenant on app.customers using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.customers to app_user;

create table app.document_archive_items (
  organization_id uuid not null,
  archive_id uuid not null,
  position integer not null,
  document_kind text not null,
  document_id uuid not null,
  number text not null,
  file_key text,
  file_bytes integer,
  file_crc32 text,
  constraint document_archive_items_pkey PRIMARY KEY (organization_id, archive_id, "position"),
  constraint document_archive_items_archive FOREIGN KEY (organization_id, archive_id) REFERENCES app.document_archives(organization_id, id),
  constraint document_archive_items_drawn CHECK ((((file_key IS NULL) = (file_bytes IS NULL)) AND ((file_key IS NULL) = (file_crc32 IS NULL)))),
  constraint document_archive_items_kind_known CHECK ((document_kind = ANY (ARRAY['invoice'::text, 'debit_note'::text, 'credit_note'::text])))
);
comment on table app.document_archive_items is 'dist:tenant What goes into a zip file, and the stored PDF of each document once it is drawn; gone when the file expired.';
create policy tenant on app.document_archive_items using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.document_archive_items to app_user;
grant update (file_key, file_bytes, file_crc32) on app.document_archive_items to app_user;

create table app.document_archives (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid,
  status text not null default 'building'::text,
  document_count integer not null,
  done_count integer not null default 0,
  content_bytes integer not null default 0,
  attempts integer not null default 0,
  failure text,
  requested_by text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  expires_at timestamp with time zone,
  swept_at timestamp with time zone,
  is_by_customer boolean not null default false,
  constraint document_archives_pkey PRIMARY KEY (organization_id, id),
  constraint document_archives_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint document_archives_ended CHECK (((ended_at IS NULL) = (status = 'building'::text))),
  constraint document_archives_expires CHECK (((expires_at IS NOT NULL) = (status = 'ready'::text))),
  constraint document_archives_not_empty CHECK ((document_count > 0)),
  constraint document_archives_status_known CHECK ((status = ANY (ARRAY['building'::text, 'ready'::text, 'failed'::text, 'cancelled'::text])))
);
comment on table app.document_archives is 'dist:tenant Zip files of documents: asked for, drawn in the background, and kept for a week.';
CREATE INDEX document_archives_unswept ON app.document_archives USING btree (organization_id, ended_at) WHERE (swept_at IS NULL);
create policy tenant on app.document_archives using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.document_archives to app_user;
grant update (status, done_count, content_bytes, attempts, failure, ended_at, expires_at, swept_at) on app.document_archives to app_user;

create table app.dunning_notice_invoices (
  organization_id uuid not null,
  notice_id uuid not null,
  invoice_id uuid not null,
  step_days integer,
  amount_cents bigint not null,
  constraint dunning_notice_invoices_pkey PRIMARY KEY (organization_id, invoice_id, notice_id),
  constraint dunning_notice_invoices_amount_positive CHECK ((amount_cents > 0)),
  constraint dunning_notice_invoices_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint dunning_notice_invoices_notice FOREIGN KEY (organization_id, notice_id) REFERENCES app.dunning_notices(organization_id, id)
);
comment on table app.dunning_notice_invoices is 'dist:tenant What a reminder listed: what was due on each invoice, and the step that it had reached itself.';
CREATE INDEX dunning_notice_invoices_by_notice ON app.dunning_notice_invoices USING btree (organization_id, notice_id);
create policy tenant on app.dunning_notice_invoices using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.dunning_notice_invoices to app_user;

create table app.dunning_notices (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  lead_invoice_id uuid not null,
  step_days integer not null,
  tone text not null,
  is_by_hand boolean not null,
  notice_date date not null,
  amount_cents bigint not null,
  sent_by text not null,
  cancelled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint dunning_notices_pkey PRIMARY KEY (organization_id, id),
  constraint dunning_notices_amount_positive CHECK ((amount_cents > 0)),
  constraint dunning_notices_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint dunning_notices_tone_known CHECK ((tone = ANY (ARRAY['friendly'::text, 'firm'::text, 'final'::text])))
);
comment on table app.dunning_notices is 'dist:tenant Reminders written. Two keys keep a customer from getting one twice: of a step, and on a day.';
CREATE INDEX dunning_notices_by_customer ON app.dunning_notices USING btree (organization_id, customer_id, id DESC);
CREATE UNIQUE INDEX dunning_notices_once_a_day ON app.dunning_notices USING btree (organization_id, customer_id, notice_date) WHERE (cancelled_at IS NULL);
CREATE UNIQUE INDEX dunning_notices_once_a_step ON app.dunning_notices USING btree (organization_id, lead_invoice_id, step_days) WHERE ((cancelled_at IS NULL) AND (NOT is_by_hand));
create policy tenant on app.dunning_notices using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.dunning_notices to app_user;
grant update (cancelled_at) on app.dunning_notices to app_user;

create table app.dunning_pauses (
  organization_id uuid not null,
  customer_id uuid not null,
  until_date date,
  reason text not null,
  paused_by text not null,
  created_at timestamp with time zone not null,
  constraint dunning_pauses_pkey PRIMARY KEY (organization_id, customer_id),
  constraint dunning_pauses_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id)
);
comment on table app.dunning_pauses is 'dist:tenant Customers who get no reminders by themselves: until a day, or until somebody resumes.';
create policy tenant on app.dunning_pauses using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.dunning_pauses to app_user;

create table app.dunning_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  steps jsonb not null,
  updated_at timestamp with time zone not null,
  constraint dunning_settings_pkey PRIMARY KEY (organization_id),
  constraint dunning_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.dunning_settings is 'dist:tenant The ladder of reminders. No row: that of rules.ts, switched off.';
create policy tenant on app.dunning_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.dunning_settings to app_user;

create table app.email_changes (
  id uuid not null,
  user_id uuid not null,
  new_email text not null,
  old_token_hash bytea not null,
  new_token_hash bytea,
  old_confirmed_at timestamp with time zone,
  new_confirmed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint email_changes_pkey PRIMARY KEY (id),
  constraint email_changes_new_token_hash_key UNIQUE (new_token_hash),
  constraint email_changes_old_token_hash_key UNIQUE (old_token_hash),
  constraint email_changes_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.email_changes is 'dist:local A move to another address, done when both addresses have confirmed it. No new_token_hash: that address is taken.';
CREATE INDEX email_changes_user ON app.email_changes USING btree (user_id, created_at DESC);
grant delete, insert, select, update on app.email_changes to app_user;

create table app.email_verifications (
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint email_verifications_pkey PRIMARY KEY (token_hash),
  constraint email_verifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.email_verifications is 'dist:local Single-use links that prove an address; only the SHA-256 is kept.';
CREATE INDEX email_verifications_user ON app.email_verifications USING btree (user_id, created_at DESC);
grant delete, insert, select, update on app.email_verifications to app_user;

create table app.entitlements (
  organization_id uuid not null,
  plan_code text not null,
  plan_name text not null,
  features jsonb not null,
  limits jsonb not null,
  subscription_status text not null,
  trial_end_date date,
  updated_at timestamp with time zone not null,
  pause_reason text,
  constraint entitlements_pkey PRIMARY KEY (organization_id),
  constraint entitlements_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint entitlements_pause_reason_known CHECK ((pause_reason = ANY (ARRAY['requested'::text, 'unpaid'::text]))),
  constraint entitlements_plan_code_check CHECK ((plan_code <> ''::text)),
  constraint entitlements_plan_name_check CHECK ((plan_name <> ''::text)),
  constraint entitlements_status_known CHECK ((subscription_status = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'unpaid'::text, 'paused'::text, 'canceled'::text])))
);
comment on table app.entitlements is 'dist:tenant What an organisation may use by its plan with the operator, written by the system alone. No row: no limits.';
create policy tenant on app.entitlements using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.entitlements to app_user;

create table app.event_seals (
  organization_id uuid not null,
  seq integer not null,
  event_id uuid not null,
  data_digest bytea not null,
  actor_digest bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint event_seals_pkey PRIMARY KEY (organization_id, seq),
  constraint event_seals_event UNIQUE (organization_id, event_id)
);
comment on table app.event_seals is 'dist:tenant The hash chain over the events of each organisation, in the order of sealing. Append-only, and written by the worker alone.';
create policy tenant on app.event_seals using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.event_seals to app_worker;
grant select on app.event_seals to app_user;

create table app.events (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text,
  subject_id uuid not null,
  data jsonb not null,
  changes jsonb,
  request_id text,
  ip text,
  created_at timestamp with time zone not null,
  dispatched_at timestamp with time zone,
  on_behalf_of_id uuid,
  on_behalf_of_name text,
  user_agent text,
  data_key uuid default gen_random_uuid(),
  actor_key uuid default gen_random_uuid(),
  sealed_at timestamp with time zone,
  constraint events_pkey PRIMARY KEY (organization_id, id),
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'system'::text, 'customer'::text]))) NOT VALID,
  constraint events_name_check CHECK ((name ~ '^[a-z_]+\.[a-z_]+$'::text))
);
comment on table app.events is 'dist:tenant What happened: audit row, activity feed and outbox in one. Append-only for the service.';
CREATE INDEX events_subject ON app.events USING btree (organization_id, subject_id, id DESC);
CREATE INDEX events_unsealed ON app.events USING btree (id) WHERE (sealed_at IS NULL);
create policy tenant on app.events using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.events to app_user;
grant select on app.events to app_worker;
grant update (dispatched_at, sealed_at) on app.events to app_worker;

create table app.gst_codes (
  gst_code text not null,
  title text not null,
  description text not null,
  is_common boolean not null,
  display_order integer not null,
  constraint gst_codes_pkey PRIMARY KEY (gst_code)
);
comment on table app.gst_codes is 'dist:reference GST category codes of supplies.';
grant select on app.gst_codes to app_user;

create table app.gst_rates (
  gst_code text not null,
  from_date date not null,
  gst_rate_bp integer not null,
  constraint gst_rates_pkey PRIMARY KEY (gst_code, from_date),
  constraint gst_rates_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint gst_rates_gst_rate_bp_check CHECK (((gst_rate_bp >= 0) AND (gst_rate_bp <= 10000)))
);
comment on table app.gst_rates is 'dist:reference The rate of each code from a day on, in basis points; looked up by tax point.';
grant select on app.gst_rates to app_user;

create table app.gst_registrations (
  organization_id uuid not null,
  id uuid not null,
  gst_reg_no text not null,
  from_date date not null,
  to_date date,
  created_at timestamp with time zone not null,
  constraint gst_registrations_pkey PRIMARY KEY (organization_id, id),
  constraint gst_registrations_from_taken UNIQUE (organization_id, from_date),
  constraint gst_registrations_in_order CHECK ((to_date >= from_date)),
  constraint gst_registrations_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.gst_registrations is 'dist:tenant When the organisation was registered for GST, and as what; to_date is the last day, null while none is known.';
CREATE UNIQUE INDEX gst_registrations_one_open ON app.gst_registrations USING btree (organization_id) WHERE (to_date IS NULL);
create policy tenant on app.gst_registrations using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.gst_registrations to app_user;
grant update (gst_reg_no, from_date, to_date) on app.gst_registrations to app_user;

create table app.idempotency_keys (
  organization_id uuid not null,
  actor_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (organization_id, actor_id, route, key)
);
comment on table app.idempotency_keys is 'dist:tenant The stored answer to a request that may be sent again; kept 24 hours.';
CREATE INDEX idempotency_keys_age ON app.idempotency_keys USING btree (organization_id, created_at);
create policy tenant on app.idempotency_keys using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.idempotency_keys to app_user;

create table app.impersonations (
  id uuid not null,
  organization_id uuid not null,
  support_access_id uuid not null,
  session_id uuid not null,
  operator_id uuid not null,
  user_id uuid not null,
  reason text not null,
  is_read_only boolean not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint impersonations_pkey PRIMARY KEY (id),
  constraint impersonations_in_order CHECK ((ends_at > started_at)),
  constraint impersonations_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES app.users(id),
  constraint impersonations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint impersonations_support_access_id_fkey FOREIGN KEY (support_access_id) REFERENCES app.support_accesses(id),
  constraint impersonations_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id)
);
comment on table app.impersonations is 'dist:local When an operator stood in for a member of an organisation, by one session of theirs. Good until ends_at, unless it was ended before.';
CREATE INDEX impersonations_organization ON app.impersonations USING btree (organization_id, id DESC);
CREATE UNIQUE INDEX impersonations_one_open ON app.impersonations USING btree (session_id) WHERE (ended_at IS NULL);
grant insert, select on app.impersonations to app_user;
grant update (ended_at) on app.impersonations to app_user;

create table app.interest_charges (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  debit_note_id uuid,
  from_date date not null,
  to_date date not null,
  rate_bp integer not null,
  amount_cents bigint not null,
  segments jsonb not null,
  reason text,
  decided_by text not null,
  cancelled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint interest_charges_pkey PRIMARY KEY (organization_id, id),
  constraint interest_charges_amount_positive CHECK ((amount_cents > 0)),
  constraint interest_charges_charged_or_waived CHECK (((debit_note_id IS NULL) = (reason IS NOT NULL))),
  constraint interest_charges_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint interest_charges_dates CHECK ((from_date <= to_date)),
  constraint interest_charges_debit_note FOREIGN KEY (organization_id, debit_note_id) REFERENCES app.invoices(organization_id, id),
  constraint interest_charges_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id)
);
comment on table app.interest_charges is 'dist:tenant Days of an invoice whose interest was charged, by a debit note, or waived, with a reason. Each day once.';
CREATE INDEX interest_charges_by_customer ON app.interest_charges USING btree (organization_id, customer_id, id DESC);
CREATE INDEX interest_charges_by_debit_note ON app.interest_charges USING btree (organization_id, debit_note_id);
CREATE UNIQUE INDEX interest_charges_once ON app.interest_charges USING btree (organization_id, invoice_id, from_date) WHERE (cancelled_at IS NULL);
create policy tenant on app.interest_charges using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.interest_charges to app_user;
grant update (cancelled_at) on app.interest_charges to app_user;

create table app.interest_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  is_automatic boolean not null,
  rate_bp integer not null,
  grace_days integer not null,
  minimum_cents bigint not null,
  starts_on_date date not null,
  updated_at timestamp with time zone not null,
  constraint interest_settings_pkey PRIMARY KEY (organization_id),
  constraint interest_settings_grace CHECK (((grace_days >= 0) AND (grace_days <= 365))),
  constraint interest_settings_minimum CHECK ((minimum_cents >= 0)),
  constraint interest_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint interest_settings_rate CHECK (((rate_bp >= 1) AND (rate_bp <= 10000)))
);
comment on table app.interest_settings is 'dist:tenant Whether and how interest is charged on what is paid late. No row: it is not.';
create policy tenant on app.interest_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.interest_settings to app_user;

create table app.interest_terms (
  organization_id uuid not null,
  customer_id uuid not null,
  is_exempt boolean not null,
  rate_bp integer,
  grace_days integer,
  minimum_cents bigint,
  updated_at timestamp with time zone not null,
  constraint interest_terms_pkey PRIMARY KEY (organization_id, customer_id),
  constraint interest_terms_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint interest_terms_grace CHECK (((grace_days >= 0) AND (grace_days <= 365))),
  constraint interest_terms_minimum CHECK ((minimum_cents >= 0)),
  constraint interest_terms_rate CHECK (((rate_bp >= 1) AND (rate_bp <= 10000)))
);
comment on table app.interest_terms is 'dist:tenant What was agreed with a customer about interest, where it differs.';
create policy tenant on app.interest_terms using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.interest_terms to app_user;

create table app.invitations (
  organization_id uuid not null,
  id uuid not null,
  email text not null,
  email_normalized text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  custom_role_id uuid,
  constraint invitations_pkey PRIMARY KEY (organization_id, id),
  constraint invitations_custom_role FOREIGN KEY (organization_id, custom_role_id) REFERENCES app.custom_roles(organization_id, id),
  constraint invitations_custom_role_whole CHECK (((role = 'custom'::text) = (custom_role_id IS NOT NULL))),
  constraint invitations_email_taken UNIQUE (organization_id, email_normalized),
  constraint invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES app.users(id),
  constraint invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint invitations_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'viewer'::text, 'accountant'::text, 'dpo'::text, 'custom'::text]))),
  constraint invitations_token_taken UNIQUE (token_hash)
);
comment on table app.invitations is 'dist:local Open invitations, one for each address; a row goes when it is accepted or revoked. Only the SHA-256 of the token is kept.';
CREATE INDEX invitations_custom_role_offered ON app.invitations USING btree (organization_id, custom_role_id) WHERE (custom_role_id IS NOT NULL);
grant delete, insert, select on app.invitations to app_user;
grant update (id, email, role, token_hash, invited_by, created_at, expires_at, custom_role_id) on app.invitations to app_user;

create table app.invoice_batch_items (
  organization_id uuid not null,
  batch_id uuid not null,
  position integer not null,
  document_id uuid not null,
  customer_name text not null,
  number text,
  amount_cents bigint not null,
  status text not null default 'waiting'::text,
  invoice_id uuid,
  refusal_code text,
  refusal text,
  settled_at timestamp with time zone,
  constraint invoice_batch_items_pkey PRIMARY KEY (organization_id, batch_id, "position"),
  constraint invoice_batch_items_batch FOREIGN KEY (organization_id, batch_id) REFERENCES app.invoice_batches(organization_id, id),
  constraint invoice_batch_items_refused CHECK (((refusal_code IS NOT NULL) = (status = 'refused'::text))),
  constraint invoice_batch_items_settled CHECK (((settled_at IS NULL) = (status = 'waiting'::text))),
  constraint invoice_batch_items_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])))
);
comment on table app.invoice_batch_items is 'dist:tenant Each document of a batch, and what became of it: settled in the transaction that issued or sent it.';
CREATE UNIQUE INDEX invoice_batch_items_once ON app.invoice_batch_items USING btree (organization_id, batch_id, document_id);
create policy tenant on app.invoice_batch_items using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_batch_items to app_user;
grant update (number, amount_cents, status, invoice_id, refusal_code, refusal, settled_at) on app.invoice_batch_items to app_user;

create table app.invoice_batches (
  organization_id uuid not null,
  id uuid not null,
  action text not null,
  status text not null default 'running'::text,
  includes_sent boolean not null default false,
  item_count integer not null,
  done_count integer not null default 0,
  refused_count integer not null default 0,
  amount_cents bigint not null default 0,
  attempts integer not null default 0,
  started_by jsonb not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint invoice_batches_pkey PRIMARY KEY (organization_id, id),
  constraint invoice_batches_action_known CHECK ((action = ANY (ARRAY['issue'::text, 'send'::text, 'mark_sent'::text]))),
  constraint invoice_batches_ended CHECK (((ended_at IS NULL) = (status = 'running'::text))),
  constraint invoice_batches_not_empty CHECK ((item_count > 0)),
  constraint invoice_batches_status_known CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'cancelled'::text])))
);
comment on table app.invoice_batches is 'dist:tenant Drafts issued, or invoices sent, many at a time in the background, in the name of whoever started it.';
create policy tenant on app.invoice_batches using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_batches to app_user;
grant update (status, done_count, refused_count, attempts, ended_at) on app.invoice_batches to app_user;

create table app.invoice_disputes (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  reason text not null,
  opened_by text not null,
  resolution text,
  resolved_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint invoice_disputes_pkey PRIMARY KEY (organization_id, id),
  constraint invoice_disputes_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint invoice_disputes_resolved CHECK (((resolved_at IS NULL) = (resolution IS NULL)))
);
comment on table app.invoice_disputes is 'dist:tenant What customers say is wrong with an invoice; open ones keep reminders and interest away.';
CREATE INDEX invoice_disputes_by_invoice ON app.invoice_disputes USING btree (organization_id, invoice_id, id);
CREATE UNIQUE INDEX invoice_disputes_open ON app.invoice_disputes USING btree (organization_id, invoice_id) WHERE (resolved_at IS NULL);
create policy tenant on app.invoice_disputes using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_disputes to app_user;
grant update (resolution, resolved_at) on app.invoice_disputes to app_user;

create table app.invoice_drafts (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  currency text not null,
  due_date date,
  reference text,
  notes text,
  lines jsonb not null,
  total_amount_cents bigint not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  issues_on_date date,
  subscription_ids jsonb not null default '[]'::jsonb,
  constraint invoice_drafts_pkey PRIMARY KEY (organization_id, id),
  constraint invoice_drafts_currency_check CHECK ((currency = 'SGD'::text)),
  constraint invoice_drafts_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint invoice_drafts_run_complete CHECK (((issues_on_date IS NULL) = (subscription_ids = '[]'::jsonb)))
);
comment on table app.invoice_drafts is 'dist:tenant Unfinished invoices: numberless, editable, deletable.';
CREATE INDEX invoice_drafts_customer ON app.invoice_drafts USING btree (organization_id, customer_id);
CREATE INDEX invoice_drafts_to_issue ON app.invoice_drafts USING btree (organization_id, issues_on_date) WHERE (issues_on_date IS NOT NULL);
create policy tenant on app.invoice_drafts using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.invoice_drafts to app_user;

create table app.invoice_gst_groups (
  organization_id uuid not null,
  invoice_id uuid not null,
  gst_code text not null,
  gst_rate_bp integer not null,
  taxable_cents bigint not null,
  gst_cents bigint not null generated always as ((round((((taxable_cents)::numeric * (gst_rate_bp)::numeric) / (10000)::numeric)))::bigint) stored,
  constraint invoice_gst_groups_pkey PRIMARY KEY (organization_id, invoice_id, gst_code, gst_rate_bp),
  constraint invoice_gst_groups_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint invoice_gst_groups_gst_rate_bp_check CHECK (((gst_rate_bp >= 0) AND (gst_rate_bp <= 10000))),
  constraint invoice_gst_groups_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint invoice_gst_groups_taxable_cents_check CHECK ((taxable_cents >= 0))
);
comment on table app.invoice_gst_groups is 'dist:tenant GST of an invoice by code and rate.';
create policy tenant on app.invoice_gst_groups using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_gst_groups to app_user;

create table app.invoice_lines (
  organization_id uuid not null,
  invoice_id uuid not null,
  position integer not null,
  description text not null,
  quantity numeric not null,
  unit text,
  unit_price_cents bigint not null,
  discount_cents bigint not null,
  gst_code text not null,
  gst_rate_bp integer not null,
  amount_cents bigint not null generated always as (((round((quantity * (unit_price_cents)::numeric)))::bigint - discount_cents)) stored,
  service_from_date date,
  service_to_date date,
  constraint invoice_lines_pkey PRIMARY KEY (organization_id, invoice_id, "position"),
  constraint invoice_lines_description_check CHECK ((description <> ''::text)),
  constraint invoice_lines_discount_cents_check CHECK ((discount_cents >= 0)),
  constraint invoice_lines_discount_within_amount CHECK ((round((quantity * (unit_price_cents)::numeric)) >= (discount_cents)::numeric)),
  constraint invoice_lines_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint invoice_lines_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint invoice_lines_position_check CHECK (("position" > 0)),
  constraint invoice_lines_quantity_check CHECK (((quantity > (0)::numeric) AND (scale(quantity) <= 6))),
  constraint invoice_lines_service_complete CHECK (((service_from_date IS NULL) = (service_to_date IS NULL))),
  constraint invoice_lines_unit_price_cents_check CHECK ((unit_price_cents >= 0))
);
comment on table app.invoice_lines is 'dist:tenant Lines of issued invoices; amount excludes GST.';
create policy tenant on app.invoice_lines using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_lines to app_user;

create table app.invoice_promises (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  promised_date date not null,
  note text,
  recorded_by text not null,
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint invoice_promises_pkey PRIMARY KEY (organization_id, id),
  constraint invoice_promises_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id)
);
comment on table app.invoice_promises is 'dist:tenant Days on which customers said that they would pay.';
CREATE INDEX invoice_promises_by_invoice ON app.invoice_promises USING btree (organization_id, invoice_id, promised_date);
create policy tenant on app.invoice_promises using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_promises to app_user;
grant update (withdrawn_at) on app.invoice_promises to app_user;

create table app.invoice_sent_marks (
  organization_id uuid not null,
  invoice_id uuid not null,
  marked_by text not null,
  created_at timestamp with time zone not null,
  constraint invoice_sent_marks_pkey PRIMARY KEY (organization_id, invoice_id),
  constraint invoice_sent_marks_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id)
);
comment on table app.invoice_sent_marks is 'dist:tenant Invoices that reached their customer by other ways than our mail, as somebody said.';
create policy tenant on app.invoice_sent_marks using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.invoice_sent_marks to app_user;

create table app.invoice_subscriptions (
  organization_id uuid not null,
  subscription_id uuid not null,
  invoice_id uuid not null,
  constraint invoice_subscriptions_pkey PRIMARY KEY (organization_id, subscription_id, invoice_id),
  constraint invoice_subscriptions_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint invoice_subscriptions_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.invoice_subscriptions is 'dist:tenant Whose lines stand on an invoice of several subscriptions. Of one alone, invoices.subscription_id says it.';
CREATE INDEX invoice_subscriptions_by_invoice ON app.invoice_subscriptions USING btree (organization_id, invoice_id);
create policy tenant on app.invoice_subscriptions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoice_subscriptions to app_user;

create table app.invoices (
  organization_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  customer_id uuid not null,
  seller jsonb not null,
  buyer jsonb not null,
  currency text not null,
  issue_date date not null,
  due_date date not null,
  tax_point_date date not null,
  reference text,
  notes text,
  subtotal_cents bigint not null,
  gst_amount_cents bigint not null,
  total_amount_cents bigint not null generated always as ((subtotal_cents + gst_amount_cents)) stored,
  amount_paid_cents bigint not null default 0,
  amount_credited_cents bigint not null default 0,
  voided_at timestamp with time zone,
  void_reason text,
  written_off_at timestamp with time zone,
  amount_due_cents bigint not null generated always as (
CASE
    WHEN ((voided_at IS NOT NULL) OR (written_off_at IS NOT NULL)) THEN (0)::bigint
    ELSE (((subtotal_cents + gst_amount_cents) - amount_paid_cents) - amount_credited_cents)
END) stored,
  status text not null generated always as (
CASE
    WHEN (voided_at IS NOT NULL) THEN 'void'::text
    WHEN ((amount_paid_cents + amount_credited_cents) >= (subtotal_cents + gst_amount_cents)) THEN 'paid'::text
    WHEN (written_off_at IS NOT NULL) THEN 'uncollectible'::text
    ELSE 'open'::text
END) stored,
  search_text text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  subscription_id uuid,
  write_off_reason text,
  amount_written_off_cents bigint not null generated always as (
CASE
    WHEN ((written_off_at IS NOT NULL) AND (voided_at IS NULL)) THEN (((subtotal_cents + gst_amount_cents) - amount_paid_cents) - amount_credited_cents)
    ELSE (0)::bigint
END) stored,
  corrects_invoice_id uuid,
  correction_reason text,
  progress jsonb,
  constraint invoices_pkey PRIMARY KEY (organization_id, id),
  constraint invoices_amount_credited_cents_check CHECK ((amount_credited_cents >= 0)),
  constraint invoices_amount_paid_cents_check CHECK ((amount_paid_cents >= 0)),
  constraint invoices_corrects FOREIGN KEY (organization_id, corrects_invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint invoices_currency_check CHECK ((currency = 'SGD'::text)),
  constraint invoices_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint invoices_debit_note_corrects CHECK ((((kind = 'debit_note'::text) = (corrects_invoice_id IS NOT NULL)) AND ((kind = 'debit_note'::text) = (correction_reason IS NOT NULL)))),
  constraint invoices_due_after_issue CHECK ((due_date >= issue_date)),
  constraint invoices_gst_amount_cents_check CHECK ((gst_amount_cents >= 0)),
  constraint invoices_kind_known CHECK ((kind = ANY (ARRAY['tax_invoice'::text, 'invoice'::text, 'debit_note'::text]))),
  constraint invoices_not_overpaid CHECK (((amount_paid_cents + amount_credited_cents) <= (subtotal_cents + gst_amount_cents))),
  constraint invoices_number_taken UNIQUE (organization_id, number),
  constraint invoices_plain_has_no_gst CHECK (((kind <> 'invoice'::text) OR (gst_amount_cents = 0))),
  constraint invoices_subtotal_cents_check CHECK ((subtotal_cents >= 0)),
  constraint invoices_void_has_no_payments CHECK (((voided_at IS NULL) OR (amount_paid_cents = 0))),
  constraint invoices_void_has_reason CHECK (((voided_at IS NULL) = (void_reason IS NULL)))
);
comment on table app.invoices is 'dist:tenant Issued invoices. Frozen but for payments, credits, void and write-off.';
CREATE INDEX invoices_by_customer ON app.invoices USING btree (organization_id, customer_id, issue_date DESC, id DESC);
CREATE INDEX invoices_by_due_date ON app.invoices USING btree (organization_id, due_date DESC, id DESC);
CREATE INDEX invoices_by_issue_date ON app.invoices USING btree (organization_id, issue_date DESC, id DESC);
CREATE INDEX invoices_by_status ON app.invoices USING btree (organization_id, status, issue_date DESC, id DESC);
CREATE INDEX invoices_by_subscription ON app.invoices USING btree (organization_id, subscription_id, id) WHERE (subscription_id IS NOT NULL);
CREATE INDEX invoices_by_total ON app.invoices USING btree (organization_id, total_amount_cents DESC, id DESC);
CREATE INDEX invoices_corrects ON app.invoices USING btree (organization_id, corrects_invoice_id) WHERE (corrects_invoice_id IS NOT NULL);
create policy tenant on app.invoices using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.invoices to app_user;
grant update (amount_paid_cents, amount_credited_cents, voided_at, void_reason, written_off_at, updated_at, write_off_reason) on app.invoices to app_user;

create table app.journal_entries (
  organization_id uuid not null,
  source text not null,
  source_id uuid not null,
  position integer not null,
  entry_date date not null,
  debit_account text not null,
  credit_account text not null,
  amount_cents bigint not null,
  created_at timestamp with time zone not null,
  constraint journal_entries_pkey PRIMARY KEY (organization_id, source_id, source, "position"),
  constraint journal_entries_accounts_differ CHECK ((debit_account <> credit_account)),
  constraint journal_entries_amount_positive CHECK ((amount_cents > 0)),
  constraint journal_entries_credit_known CHECK ((credit_account = ANY (ARRAY['bank'::text, 'cash'::text, 'stripe_balance'::text, 'receivables'::text, 'customer_credits'::text, 'deferred_revenue'::text, 'revenue'::text, 'gst_output'::text, 'fees'::text, 'bad_debts'::text]))),
  constraint journal_entries_debit_known CHECK ((debit_account = ANY (ARRAY['bank'::text, 'cash'::text, 'stripe_balance'::text, 'receivables'::text, 'customer_credits'::text, 'deferred_revenue'::text, 'revenue'::text, 'gst_output'::text, 'fees'::text, 'bad_debts'::text]))),
  constraint journal_entries_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint journal_entries_source_known CHECK ((source = ANY (ARRAY['invoice'::text, 'invoice_voided'::text, 'invoice_written_off'::text, 'credit_note'::text, 'payment'::text, 'payment_reversed'::text, 'allocation'::text, 'allocation_removed'::text, 'refund'::text, 'refund_failed'::text, 'dispute'::text])))
);
comment on table app.journal_entries is 'dist:tenant Double-entry journal: what each document and payment means in the books.';
CREATE INDEX journal_entries_by_date ON app.journal_entries USING btree (organization_id, entry_date, source_id, source, "position");
create policy tenant on app.journal_entries using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.journal_entries to app_user;

create table app.lead_absences (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  from_date date not null,
  until_date date not null,
  created_at timestamp with time zone not null,
  constraint lead_absences_pkey PRIMARY KEY (organization_id, id),
  constraint lead_absences_days CHECK ((until_date >= from_date))
);
comment on table app.lead_absences is 'dist:tenant Days on which somebody is given no leads.';
CREATE INDEX lead_absences_of ON app.lead_absences USING btree (organization_id, user_id, until_date);
create policy tenant on app.lead_absences using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.lead_absences to app_user;

create table app.lead_activities (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  kind text not null,
  body text not null,
  direction text,
  happened_at timestamp with time zone not null,
  duration_minutes integer,
  dnc_basis text,
  dnc_checked_on date,
  due_at timestamp with time zone,
  done_at timestamp with time zone,
  assignee_user_id uuid,
  actor_id uuid,
  actor_name text not null,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_activities_pkey PRIMARY KEY (organization_id, id),
  constraint lead_activities_direction_known CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint lead_activities_dnc CHECK ((((dnc_basis IS NULL) OR (kind = 'call'::text)) AND ((dnc_checked_on IS NULL) OR (dnc_basis = 'checked'::text)))),
  constraint lead_activities_dnc_known CHECK ((dnc_basis = ANY (ARRAY['checked'::text, 'consent'::text, 'not_marketing'::text]))),
  constraint lead_activities_duration CHECK (((duration_minutes >= 0) AND (duration_minutes <= 1440))),
  constraint lead_activities_kind_known CHECK ((kind = ANY (ARRAY['note'::text, 'call'::text, 'mail'::text, 'message'::text, 'meeting'::text, 'task'::text]))),
  constraint lead_activities_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_activities_task CHECK ((((kind = 'task'::text) = (due_at IS NOT NULL)) AND ((done_at IS NULL) OR (kind = 'task'::text)) AND ((assignee_user_id IS NULL) OR (kind = 'task'::text))))
);
comment on table app.lead_activities is 'dist:tenant Notes, calls, mails, messages and meetings about a lead, and tasks that are to be done for it.';
CREATE INDEX lead_activities_of_lead ON app.lead_activities USING btree (organization_id, lead_id, happened_at DESC, id DESC);
CREATE INDEX lead_activities_open_tasks ON app.lead_activities USING btree (organization_id, due_at, id) WHERE ((kind = 'task'::text) AND (done_at IS NULL) AND (archived_at IS NULL));
create policy tenant on app.lead_activities using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_activities to app_user;

create table app.lead_assignment_rules (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  conditions jsonb not null,
  strategy text not null,
  user_ids jsonb not null,
  turn integer not null default 0,
  position integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_assignment_rules_pkey PRIMARY KEY (organization_id, id),
  constraint lead_assignment_rules_somebody CHECK ((jsonb_array_length(user_ids) > 0)),
  constraint lead_assignment_rules_strategy_known CHECK ((strategy = ANY (ARRAY['round_robin'::text, 'least_loaded'::text])))
);
comment on table app.lead_assignment_rules is 'dist:tenant Who gets a lead that nobody has: the first rule whose conditions hold. turn counts what a round robin gave out.';
create policy tenant on app.lead_assignment_rules using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_assignment_rules to app_user;

create table app.lead_bulk_edit_values (
  organization_id uuid not null,
  bulk_edit_id uuid not null,
  lead_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  constraint lead_bulk_edit_values_pkey PRIMARY KEY (organization_id, bulk_edit_id, lead_id),
  constraint lead_bulk_edit_values_edit FOREIGN KEY (organization_id, bulk_edit_id) REFERENCES app.lead_bulk_edits(organization_id, id),
  constraint lead_bulk_edit_values_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id)
);
comment on table app.lead_bulk_edit_values is 'dist:tenant What a bulk edit found on a lead and what it wrote there, by column. Swept with the edit.';
CREATE INDEX lead_bulk_edit_values_of_lead ON app.lead_bulk_edit_values USING btree (organization_id, lead_id);
create policy tenant on app.lead_bulk_edit_values using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.lead_bulk_edit_values to app_user;

create table app.lead_bulk_edits (
  organization_id uuid not null,
  id uuid not null,
  changes jsonb not null,
  columns jsonb not null,
  changed_count integer not null,
  actor_name text not null,
  undone_at timestamp with time zone,
  undone_by_name text,
  restored_count integer,
  created_at timestamp with time zone not null,
  constraint lead_bulk_edits_pkey PRIMARY KEY (organization_id, id),
  constraint lead_bulk_edits_undone CHECK ((((undone_at IS NULL) = (undone_by_name IS NULL)) AND ((undone_at IS NULL) = (restored_count IS NULL))))
);
comment on table app.lead_bulk_edits is 'dist:tenant The same change to many leads: what was asked, by whom, and whether it was undone. Swept after a day.';
create policy tenant on app.lead_bulk_edits using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_bulk_edits to app_user;

create table app.lead_consents (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  channel text not null,
  is_given boolean not null,
  text text not null,
  submission_id uuid,
  recorded_by_user_id uuid,
  recorded_by_name text not null,
  note text,
  recorded_at timestamp with time zone not null,
  constraint lead_consents_pkey PRIMARY KEY (organization_id, id),
  constraint lead_consents_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'phone'::text, 'whatsapp'::text, 'text_message'::text, 'post'::text]))),
  constraint lead_consents_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_consents_submission FOREIGN KEY (organization_id, submission_id) REFERENCES app.lead_submissions(organization_id, id)
);
comment on table app.lead_consents is 'dist:tenant What somebody agreed to or withdrew, by channel, in the words they saw. Only ever added to: the newest counts.';
CREATE INDEX lead_consents_of_lead ON app.lead_consents USING btree (organization_id, lead_id, id);
create policy tenant on app.lead_consents using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.lead_consents to app_user;

create table app.lead_conversions (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  customer_id uuid not null,
  is_new_customer boolean not null,
  contact_id uuid,
  subscription_id uuid,
  invoice_draft_id uuid,
  stage_before_id uuid not null,
  created_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  quotation_id uuid,
  constraint lead_conversions_pkey PRIMARY KEY (organization_id, id),
  constraint lead_conversions_contact FOREIGN KEY (organization_id, contact_id) REFERENCES app.contacts(organization_id, id),
  constraint lead_conversions_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint lead_conversions_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_conversions_stage FOREIGN KEY (organization_id, stage_before_id) REFERENCES app.lead_stages(organization_id, id),
  constraint lead_conversions_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.lead_conversions is 'dist:tenant What became of a lead that was won, once at a time: an undone one stays as what was.';
CREATE INDEX lead_conversions_of_customer ON app.lead_conversions USING btree (organization_id, customer_id) WHERE (undone_at IS NULL);
CREATE UNIQUE INDEX lead_conversions_once ON app.lead_conversions USING btree (organization_id, lead_id) WHERE (undone_at IS NULL);
create policy tenant on app.lead_conversions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.lead_conversions to app_user;
grant update (undone_at) on app.lead_conversions to app_user;

create table app.lead_duplicates (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  other_lead_id uuid not null,
  score integer not null,
  reasons jsonb not null,
  state text not null default 'open'::text,
  dismissed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_duplicates_pkey PRIMARY KEY (organization_id, id),
  constraint lead_duplicates_dismissed CHECK (((state = 'dismissed'::text) = (dismissed_at IS NOT NULL))),
  constraint lead_duplicates_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_duplicates_other_lead FOREIGN KEY (organization_id, other_lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_duplicates_pair UNIQUE (organization_id, lead_id, other_lead_id),
  constraint lead_duplicates_state_known CHECK ((state = ANY (ARRAY['open'::text, 'dismissed'::text, 'merged'::text])))
);
comment on table app.lead_duplicates is 'dist:tenant Two leads that may be the same person, the smaller id first, and what was decided about them.';
CREATE INDEX lead_duplicates_by_score ON app.lead_duplicates USING btree (organization_id, state, score, id);
CREATE INDEX lead_duplicates_of_other ON app.lead_duplicates USING btree (organization_id, other_lead_id);
create policy tenant on app.lead_duplicates using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_duplicates to app_user;

create table app.lead_fields (
  organization_id uuid not null,
  id uuid not null,
  key text not null,
  label text not null,
  kind text not null,
  choices jsonb not null default '[]'::jsonb,
  position integer not null,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_fields_pkey PRIMARY KEY (organization_id, id),
  constraint lead_fields_choices CHECK (((kind = 'choice'::text) = (jsonb_array_length(choices) > 0))),
  constraint lead_fields_kind_known CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'date'::text, 'yes_no'::text, 'choice'::text])))
);
comment on table app.lead_fields is 'dist:tenant Fields that an organisation added to its leads; a key is taken once, also after its field was archived.';
CREATE UNIQUE INDEX lead_fields_key_taken ON app.lead_fields USING btree (organization_id, key);
create policy tenant on app.lead_fields using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_fields to app_user;

create table app.lead_form_keys (
  form_key text not null,
  organization_id uuid not null,
  form_id uuid not null,
  constraint lead_form_keys_pkey PRIMARY KEY (form_key),
  constraint lead_form_keys_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id)
);
comment on table app.lead_form_keys is 'dist:local Whose a form is, by the key in its address: a visitor names no organisation.';
grant insert, select on app.lead_form_keys to app_user;

create table app.lead_forms (
  organization_id uuid not null,
  id uuid not null,
  form_key text not null,
  name text not null,
  heading text not null,
  intro text,
  button_label text not null,
  thanks text not null,
  redirect_url text,
  fields jsonb not null,
  consents jsonb not null default '[]'::jsonb,
  source text not null,
  tags jsonb not null default '[]'::jsonb,
  owner_user_id uuid,
  allowed_origins jsonb not null default '[]'::jsonb,
  notify_user_ids jsonb not null default '[]'::jsonb,
  is_open boolean not null default true,
  submission_count integer not null default 0,
  lead_count integer not null default 0,
  spam_count integer not null default 0,
  last_submission_at timestamp with time zone,
  told_at timestamp with time zone,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_forms_pkey PRIMARY KEY (organization_id, id),
  constraint lead_forms_fields CHECK (((jsonb_array_length(fields) >= 1) AND (jsonb_array_length(fields) <= 20)))
);
comment on table app.lead_forms is 'dist:tenant Forms for visitors. The counts follow from what was looked at of the submissions.';
create policy tenant on app.lead_forms using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_forms to app_user;

create table app.lead_import_columns (
  organization_id uuid not null,
  header_fingerprint text not null,
  fields jsonb not null,
  updated_at timestamp with time zone not null,
  constraint lead_import_columns_pkey PRIMARY KEY (organization_id, header_fingerprint)
);
comment on table app.lead_import_columns is 'dist:tenant Which column means what, as somebody said of a file with the same heads.';
create policy tenant on app.lead_import_columns using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_import_columns to app_user;

create table app.lead_import_rows (
  organization_id uuid not null,
  import_id uuid not null,
  line integer not null,
  verdict text not null,
  cells jsonb not null,
  lead jsonb,
  reasons jsonb not null default '[]'::jsonb,
  email_normalized text,
  phone text,
  uen text,
  duplicate_of_line integer,
  duplicate_of_lead_id uuid,
  constraint lead_import_rows_pkey PRIMARY KEY (organization_id, import_id, line),
  constraint lead_import_rows_bad CHECK (((verdict = 'bad'::text) = (lead IS NULL))),
  constraint lead_import_rows_import FOREIGN KEY (organization_id, import_id) REFERENCES app.lead_imports(organization_id, id),
  constraint lead_import_rows_verdict_known CHECK ((verdict = ANY (ARRAY['new'::text, 'duplicate'::text, 'bad'::text])))
);
comment on table app.lead_import_rows is 'dist:tenant What was read of a file of leads, row by row, with identity numbers masked; gone a month after the import.';
CREATE INDEX lead_import_rows_by_email ON app.lead_import_rows USING btree (organization_id, import_id, email_normalized, line) WHERE (email_normalized IS NOT NULL);
CREATE INDEX lead_import_rows_by_phone ON app.lead_import_rows USING btree (organization_id, import_id, phone, line) WHERE (phone IS NOT NULL);
CREATE INDEX lead_import_rows_by_uen ON app.lead_import_rows USING btree (organization_id, import_id, uen, line) WHERE (uen IS NOT NULL);
CREATE INDEX lead_import_rows_not_new ON app.lead_import_rows USING btree (organization_id, import_id, verdict, line) WHERE (verdict <> 'new'::text);
create policy tenant on app.lead_import_rows using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_import_rows to app_user;

create table app.lead_imports (
  organization_id uuid not null,
  id uuid not null,
  file_name text not null,
  byte_count integer not null,
  received_bytes integer not null default 0,
  part_count integer not null default 0,
  status text not null default 'uploading'::text,
  heads jsonb,
  fields jsonb,
  choices jsonb,
  check_count integer not null default 0,
  read_line integer not null default 0,
  row_count integer not null default 0,
  new_count integer not null default 0,
  duplicate_count integer not null default 0,
  bad_count integer not null default 0,
  masked_count integer not null default 0,
  done_line integer not null default 0,
  done_count integer not null default 0,
  imported_count integer not null default 0,
  undone_count integer not null default 0,
  failure text,
  started_by text not null,
  created_at timestamp with time zone not null,
  checked_at timestamp with time zone,
  ended_at timestamp with time zone,
  undone_at timestamp with time zone,
  swept_at timestamp with time zone,
  constraint lead_imports_pkey PRIMARY KEY (organization_id, id),
  constraint lead_imports_ended CHECK (((ended_at IS NOT NULL) = (status = ANY (ARRAY['completed'::text, 'undoing'::text, 'undone'::text, 'failed'::text, 'cancelled'::text])))),
  constraint lead_imports_received CHECK ((received_bytes <= byte_count)),
  constraint lead_imports_size CHECK (((byte_count >= 1) AND (byte_count <= 104857600))),
  constraint lead_imports_status_known CHECK ((status = ANY (ARRAY['uploading'::text, 'uploaded'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'completed'::text, 'undoing'::text, 'undone'::text, 'failed'::text, 'cancelled'::text])))
);
comment on table app.lead_imports is 'dist:tenant Files of leads: uploaded in pieces, tried, imported by batches, and taken back by whoever wishes.';
CREATE INDEX lead_imports_unswept ON app.lead_imports USING btree (organization_id, created_at) WHERE (swept_at IS NULL);
create policy tenant on app.lead_imports using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_imports to app_user;

create table app.lead_mail_addresses (
  organization_id uuid not null,
  address_key text not null,
  created_at timestamp with time zone not null,
  constraint lead_mail_addresses_pkey PRIMARY KEY (organization_id),
  constraint lead_mail_addresses_key_taken UNIQUE (address_key),
  constraint lead_mail_addresses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id)
);
comment on table app.lead_mail_addresses is 'dist:local What stands before the @ of the address to which an organisation has mail copied; none: it has not asked for one, or stopped it.';
grant delete, insert, select on app.lead_mail_addresses to app_user;
grant update (address_key, created_at) on app.lead_mail_addresses to app_user;

create table app.lead_mail_settings (
  organization_id uuid not null,
  makes_leads boolean not null,
  updated_at timestamp with time zone not null,
  constraint lead_mail_settings_pkey PRIMARY KEY (organization_id)
);
comment on table app.lead_mail_settings is 'dist:tenant Whether mail from and to people whom nobody knows makes leads by itself. No row: it does not.';
create policy tenant on app.lead_mail_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_mail_settings to app_user;

create table app.lead_mails (
  organization_id uuid not null,
  id uuid not null,
  recipient text not null,
  content_hash text not null,
  byte_count integer not null,
  status text not null,
  is_raw_kept boolean not null default true,
  message_id text,
  direction text,
  is_sender_verified boolean not null default false,
  held_reason text,
  sender jsonb,
  recipients jsonb not null default '[]'::jsonb,
  counterparts jsonb not null default '[]'::jsonb,
  subject text not null default ''::text,
  body text not null default ''::text,
  attachments jsonb not null default '[]'::jsonb,
  sent_at timestamp with time zone,
  lead_ids jsonb not null default '[]'::jsonb,
  settled_at timestamp with time zone,
  received_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_mails_pkey PRIMARY KEY (organization_id, id),
  constraint lead_mails_came_once UNIQUE (organization_id, recipient, content_hash),
  constraint lead_mails_direction_known CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint lead_mails_held CHECK (((status <> 'held'::text) OR (held_reason IS NOT NULL))),
  constraint lead_mails_status_known CHECK ((status = ANY (ARRAY['received'::text, 'filed'::text, 'held'::text, 'discarded'::text])))
);
comment on table app.lead_mails is 'dist:tenant Mail to the address of an organisation. The message as it came lies in the storage until it was read.';
CREATE INDEX lead_mails_by_status ON app.lead_mails USING btree (organization_id, status, received_at DESC, id DESC);
CREATE INDEX lead_mails_by_time ON app.lead_mails USING btree (organization_id, received_at);
CREATE UNIQUE INDEX lead_mails_message_once ON app.lead_mails USING btree (organization_id, recipient, message_id, is_sender_verified) WHERE (message_id IS NOT NULL);
create policy tenant on app.lead_mails using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_mails to app_user;

create table app.lead_match_keys (
  organization_id uuid not null,
  key text not null,
  lead_id uuid not null,
  constraint lead_match_keys_pkey PRIMARY KEY (organization_id, key, lead_id)
);
comment on table app.lead_match_keys is 'dist:tenant What leads have in common with others: those that share a key are compared. It follows from the lead.';
CREATE INDEX lead_match_keys_of_lead ON app.lead_match_keys USING btree (organization_id, lead_id);
create policy tenant on app.lead_match_keys using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.lead_match_keys to app_user;

create table app.lead_merges (
  organization_id uuid not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_ids jsonb not null,
  before jsonb not null,
  after jsonb not null,
  undone_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint lead_merges_pkey PRIMARY KEY (organization_id, id),
  constraint lead_merges_survivor FOREIGN KEY (organization_id, survivor_id) REFERENCES app.leads(organization_id, id)
);
comment on table app.lead_merges is 'dist:tenant Leads that became one: all of them as they were before, and what the one that stayed became. Kept to undo it.';
CREATE INDEX lead_merges_of ON app.lead_merges USING btree (organization_id, survivor_id, id) WHERE (undone_at IS NULL);
create policy tenant on app.lead_merges using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_merges to app_user;

create table app.lead_score_rules (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  points integer not null,
  conditions jsonb not null,
  position integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_score_rules_pkey PRIMARY KEY (organization_id, id),
  constraint lead_score_rules_points CHECK ((((points >= '-100'::integer) AND (points <= 100)) AND (points <> 0)))
);
comment on table app.lead_score_rules is 'dist:tenant What makes a lead worth more or less: points where all conditions hold.';
create policy tenant on app.lead_score_rules using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.lead_score_rules to app_user;

create table app.lead_settings (
  organization_id uuid not null,
  reply_within_minutes integer not null default 60,
  rescored_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint lead_settings_pkey PRIMARY KEY (organization_id),
  constraint lead_settings_reply CHECK (((reply_within_minutes >= 1) AND (reply_within_minutes <= 43200)))
);
comment on table app.lead_settings is 'dist:tenant How soon a new lead is to hear from somebody, and when all were last scored anew.';
create policy tenant on app.lead_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_settings to app_user;

create table app.lead_stages (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  name_normalized text not null,
  status text not null,
  probability_percent integer not null,
  position integer not null,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint lead_stages_pkey PRIMARY KEY (organization_id, id),
  constraint lead_stages_probability CHECK (
CASE status
    WHEN 'converted'::text THEN (probability_percent = 100)
    WHEN 'disqualified'::text THEN (probability_percent = 0)
    ELSE ((probability_percent >= 0) AND (probability_percent <= 100))
END),
  constraint lead_stages_status_known CHECK ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text, 'converted'::text, 'disqualified'::text]))),
  constraint lead_stages_status_of UNIQUE (organization_id, id, status)
);
comment on table app.lead_stages is 'dist:tenant The columns of the board; each stands for one of five statuses, for good.';
CREATE UNIQUE INDEX lead_stages_name_taken ON app.lead_stages USING btree (organization_id, name_normalized) WHERE (archived_at IS NULL);
create policy tenant on app.lead_stages using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.lead_stages to app_user;

create table app.lead_submissions (
  organization_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  status text not null default 'received'::text,
  spam_reasons jsonb not null default '[]'::jsonb,
  is_released boolean not null default false,
  payload jsonb not null,
  is_filled_trap boolean not null,
  shown_at timestamp with time zone,
  address_key text not null,
  origin text,
  user_agent text,
  lead_id uuid,
  failure text,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint lead_submissions_pkey PRIMARY KEY (organization_id, id),
  constraint lead_submissions_form FOREIGN KEY (organization_id, form_id) REFERENCES app.lead_forms(organization_id, id),
  constraint lead_submissions_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint lead_submissions_processed CHECK (((status = 'received'::text) = (processed_at IS NULL))),
  constraint lead_submissions_status_known CHECK ((status = ANY (ARRAY['received'::text, 'processed'::text, 'spam'::text, 'failed'::text])))
);
comment on table app.lead_submissions is 'dist:tenant What came through a form, kept before anything else happens to it; identity numbers alone are masked.';
CREATE INDEX lead_submissions_by_time ON app.lead_submissions USING btree (organization_id, received_at DESC, id DESC);
CREATE INDEX lead_submissions_of_form ON app.lead_submissions USING btree (organization_id, form_id, received_at DESC, id DESC);
CREATE INDEX lead_submissions_of_lead ON app.lead_submissions USING btree (organization_id, lead_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX lead_submissions_untold ON app.lead_submissions USING btree (organization_id, processed_at) WHERE ((status = 'processed'::text) AND (told_at IS NULL));
CREATE INDEX lead_submissions_waiting ON app.lead_submissions USING btree (organization_id, received_at, id) WHERE (status = 'received'::text);
create policy tenant on app.lead_submissions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.lead_submissions to app_user;
grant update (status, spam_reasons, is_released, lead_id, failure, processed_at, told_at) on app.lead_submissions to app_user;

create table app.leads (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  email text,
  phone text,
  company text,
  uen text,
  job_title text,
  source text not null,
  stage_id uuid not null,
  status text not null,
  stage_changed_at timestamp with time zone not null,
  score integer not null default 0,
  owner_user_id uuid,
  next_follow_up_at timestamp with time zone,
  first_replied_at timestamp with time zone,
  estimated_value_cents bigint,
  tags jsonb not null default '[]'::jsonb,
  utm jsonb not null default '{}'::jsonb,
  visited_pages jsonb not null default '[]'::jsonb,
  submission_count integer not null default 0,
  custom_fields jsonb not null default '{}'::jsonb,
  notes text,
  disqualified_reason text,
  customer_id uuid,
  converted_at timestamp with time zone,
  merged_into_id uuid,
  archived_at timestamp with time zone,
  import_id uuid,
  email_normalized text,
  name_normalized text not null,
  company_normalized text,
  search_text text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint leads_pkey PRIMARY KEY (organization_id, id),
  constraint leads_converted CHECK ((((status = 'converted'::text) = (customer_id IS NOT NULL)) AND ((customer_id IS NULL) = (converted_at IS NULL)))),
  constraint leads_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint leads_disqualified CHECK (((disqualified_reason IS NULL) OR (status = 'disqualified'::text))),
  constraint leads_merged_hidden CHECK (((merged_into_id IS NULL) OR (archived_at IS NOT NULL))),
  constraint leads_merged_into FOREIGN KEY (organization_id, merged_into_id) REFERENCES app.leads(organization_id, id),
  constraint leads_stage FOREIGN KEY (organization_id, stage_id, status) REFERENCES app.lead_stages(organization_id, id, status),
  constraint leads_status_known CHECK ((status = ANY (ARRAY['new'::text, 'contacted'::text, 'qualified'::text, 'converted'::text, 'disqualified'::text]))),
  constraint leads_value_positive CHECK ((estimated_value_cents >= 0))
);
comment on table app.leads is 'dist:tenant Who may become a customer. Normal forms and search_text follow from other columns; archived_at hides, also what was merged into another.';
CREATE INDEX leads_by_company ON app.leads USING btree (organization_id, company_normalized) WHERE (company_normalized IS NOT NULL);
CREATE INDEX leads_by_email ON app.leads USING btree (organization_id, email_normalized) WHERE (email_normalized IS NOT NULL);
CREATE INDEX leads_by_follow_up ON app.leads USING btree (organization_id, next_follow_up_at, id) WHERE (archived_at IS NULL);
CREATE INDEX leads_by_name ON app.leads USING btree (organization_id, name_normalized, id) WHERE (archived_at IS NULL);
CREATE INDEX leads_by_phone ON app.leads USING btree (organization_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX leads_by_score ON app.leads USING btree (organization_id, score, id) WHERE (archived_at IS NULL);
CREATE INDEX leads_by_time ON app.leads USING btree (organization_id, created_at) WHERE (created_at >= '2020-01-01 00:00:00+00'::timestamp with time zone);
CREATE INDEX leads_by_uen ON app.leads USING btree (organization_id, uen) WHERE (uen IS NOT NULL);
CREATE INDEX leads_by_value ON app.leads USING btree (organization_id, estimated_value_cents DESC NULLS LAST, id DESC) WHERE (archived_at IS NULL);
CREATE INDEX leads_in_stage ON app.leads USING btree (organization_id, stage_id, stage_changed_at DESC, id DESC) WHERE (archived_at IS NULL);
CREATE INDEX leads_merged ON app.leads USING btree (organization_id, merged_into_id) WHERE (merged_into_id IS NOT NULL);
CREATE INDEX leads_of_customer ON app.leads USING btree (organization_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX leads_of_import ON app.leads USING btree (organization_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX leads_of_owner ON app.leads USING btree (organization_id, owner_user_id, id DESC) WHERE (archived_at IS NULL);
CREATE INDEX leads_of_source ON app.leads USING btree (organization_id, source, id DESC) WHERE (archived_at IS NULL);
CREATE INDEX leads_search_vector ON app.leads USING gin (app.search_vector_of(search_text), organization_id);
CREATE INDEX leads_unanswered ON app.leads USING btree (organization_id, created_at, id) WHERE ((archived_at IS NULL) AND (first_replied_at IS NULL) AND (status = 'new'::text));
create policy tenant on app.leads using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.leads to app_user;

create table app.leads_to_compare (
  organization_id uuid not null,
  lead_id uuid not null,
  constraint leads_to_compare_pkey PRIMARY KEY (organization_id, lead_id)
);
comment on table app.leads_to_compare is 'dist:tenant Leads that came, changed who they are or came back since they were last compared with the others.';
create policy tenant on app.leads_to_compare using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.leads_to_compare to app_user;

create table app.mailbox_messages (
  id uuid not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  created_at timestamp with time zone not null,
  attachments jsonb not null default '[]'::jsonb,
  constraint mailbox_messages_pkey PRIMARY KEY (id)
);
comment on table app.mailbox_messages is 'dist:local Mail of a development installation, shown at /dev/mail.';
CREATE INDEX mailbox_messages_recipient ON app.mailbox_messages USING btree (recipient, id DESC);
grant insert, select on app.mailbox_messages to app_user;

create table app.memberships (
  organization_id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null,
  custom_role_id uuid,
  permissions jsonb,
  constraint memberships_pkey PRIMARY KEY (organization_id, user_id),
  constraint memberships_custom_role FOREIGN KEY (organization_id, custom_role_id, permissions) REFERENCES app.custom_roles(organization_id, id, permissions) ON UPDATE CASCADE,
  constraint memberships_custom_role_whole CHECK ((((role = 'custom'::text) = (custom_role_id IS NOT NULL)) AND ((role = 'custom'::text) = (permissions IS NOT NULL)))),
  constraint memberships_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint memberships_role_known CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text, 'viewer'::text, 'accountant'::text, 'dpo'::text, 'custom'::text]))),
  constraint memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id)
);
comment on table app.memberships is 'dist:local Who belongs to which organisation, and as what.';
CREATE INDEX memberships_custom_role_holders ON app.memberships USING btree (organization_id, custom_role_id) WHERE (custom_role_id IS NOT NULL);
CREATE INDEX memberships_user ON app.memberships USING btree (user_id);
grant delete, insert, select, update on app.memberships to app_user;

create table app.meters (
  organization_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  unit text not null,
  aggregation text not null,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint meters_pkey PRIMARY KEY (organization_id, id),
  constraint meters_aggregation_known CHECK ((aggregation = ANY (ARRAY['sum'::text, 'max'::text, 'unique'::text, 'last'::text]))),
  constraint meters_code_shape CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint meters_code_taken UNIQUE (organization_id, code),
  constraint meters_name_check CHECK ((name <> ''::text)),
  constraint meters_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint meters_unit_check CHECK ((unit <> ''::text))
);
comment on table app.meters is 'dist:tenant What is counted of the use of a service, and how many events become one figure.';
create policy tenant on app.meters using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.meters to app_user;

create table app.migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);
comment on table app.migrations is 'dist:local Files of db/migrations that ran here.';
grant select on app.migrations to app_user;

create table app.number_series (
  organization_id uuid not null,
  series text not null,
  last_number bigint not null,
  constraint number_series_pkey PRIMARY KEY (organization_id, series),
  constraint number_series_last_number_check CHECK ((last_number > 0)),
  constraint number_series_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.number_series is 'dist:tenant The last number given in each gapless series, such as INV-2026.';
create policy tenant on app.number_series using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.number_series to app_user;

create table app.online_payments (
  organization_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  amount_cents bigint not null,
  status text not null,
  saves_card boolean not null,
  saved_card_id uuid,
  return_url text,
  stripe_checkout_id text,
  stripe_payment_intent_id text,
  url text,
  qr_data text,
  failure_code text,
  failure text,
  is_hard_decline boolean,
  fee_cents bigint,
  payment_id uuid,
  expires_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  account_id text,
  constraint online_payments_pkey PRIMARY KEY (organization_id, id),
  constraint online_payments_amount_positive CHECK ((amount_cents > 0)),
  constraint online_payments_card FOREIGN KEY (organization_id, saved_card_id) REFERENCES app.saved_cards(organization_id, id),
  constraint online_payments_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint online_payments_fee_positive CHECK ((fee_cents >= 0)),
  constraint online_payments_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint online_payments_kind_known CHECK ((kind = ANY (ARRAY['checkout'::text, 'saved_card'::text, 'paynow'::text]))),
  constraint online_payments_money_booked CHECK (((status <> 'succeeded'::text) OR (payment_id IS NOT NULL))),
  constraint online_payments_payment FOREIGN KEY (organization_id, payment_id) REFERENCES app.payments(organization_id, id),
  constraint online_payments_payment_taken UNIQUE (organization_id, payment_id),
  constraint online_payments_status_known CHECK ((status = ANY (ARRAY['opening'::text, 'open'::text, 'processing'::text, 'succeeded'::text, 'failed'::text, 'canceled'::text])))
);
comment on table app.online_payments is 'dist:tenant What was asked of Stripe to be paid for an invoice. Committed before Stripe is asked, under its id as the idempotency key; the version guards what was read from Stripe before somebody else wrote.';
CREATE INDEX online_payments_by_invoice ON app.online_payments USING btree (organization_id, invoice_id, id DESC);
CREATE UNIQUE INDEX online_payments_one_charge ON app.online_payments USING btree (organization_id, invoice_id) WHERE ((kind = 'saved_card'::text) AND (status = ANY (ARRAY['opening'::text, 'open'::text, 'processing'::text])));
CREATE UNIQUE INDEX online_payments_one_code ON app.online_payments USING btree (organization_id, invoice_id) WHERE ((kind = 'paynow'::text) AND (status = ANY (ARRAY['opening'::text, 'open'::text, 'processing'::text])));
CREATE UNIQUE INDEX online_payments_one_page ON app.online_payments USING btree (organization_id, invoice_id) WHERE ((kind = 'checkout'::text) AND (status = ANY (ARRAY['opening'::text, 'open'::text, 'processing'::text])));
create policy tenant on app.online_payments using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.online_payments to app_user;
grant update (status, stripe_checkout_id, stripe_payment_intent_id, url, qr_data, failure_code, failure, is_hard_decline, fee_cents, payment_id, version, updated_at) on app.online_payments to app_user;

create table app.online_refunds (
  organization_id uuid not null,
  refund_id uuid not null,
  online_payment_id uuid not null,
  stripe_refund_id text,
  created_at timestamp with time zone not null,
  constraint online_refunds_pkey PRIMARY KEY (organization_id, refund_id),
  constraint online_refunds_payment FOREIGN KEY (organization_id, online_payment_id) REFERENCES app.online_payments(organization_id, id),
  constraint online_refunds_refund FOREIGN KEY (organization_id, refund_id) REFERENCES app.refunds(organization_id, id),
  constraint online_refunds_taken UNIQUE (organization_id, stripe_refund_id)
);
comment on table app.online_refunds is 'dist:tenant Which refund of the ledger is which at Stripe. Committed before Stripe is asked, under the id of the refund as the idempotency key.';
CREATE INDEX online_refunds_by_payment ON app.online_refunds USING btree (organization_id, online_payment_id);
create policy tenant on app.online_refunds using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.online_refunds to app_user;
grant update (stripe_refund_id) on app.online_refunds to app_user;

create table app.operator_organizations (
  organization_id uuid not null,
  is_only boolean not null default true,
  created_at timestamp with time zone not null,
  constraint operator_organizations_pkey PRIMARY KEY (organization_id),
  constraint operator_organizations_is_only CHECK (is_only),
  constraint operator_organizations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id),
  constraint operator_organizations_taken UNIQUE (is_only)
);
comment on table app.operator_organizations is 'dist:local The one organisation whose owners and admins run this installation. Named on the machine by npm run operator; the service can only read it.';
grant select on app.operator_organizations to app_user;
grant select on app.operator_organizations to app_worker;

create table app.organization_directory (
  organization_id uuid not null,
  name text not null,
  slug text not null,
  uen text not null,
  created_at timestamp with time zone not null,
  require_second_factor boolean not null default false,
  disabled_at timestamp with time zone,
  released_uen text,
  clock_shift_seconds integer not null default 0,
  clock_to_date date,
  constraint organization_directory_pkey PRIMARY KEY (organization_id),
  constraint organization_directory_clock_ahead CHECK (((clock_shift_seconds >= 0) AND (clock_shift_seconds <= 631152000))),
  constraint organization_directory_name_check CHECK ((name <> ''::text)),
  constraint organization_directory_slug_taken UNIQUE (slug),
  constraint organization_directory_uen_taken UNIQUE (uen)
);
comment on table app.organization_directory is 'dist:local What must be unique over all organisations, and their names.';
grant insert, select on app.organization_directory to app_user;
grant select (organization_id) on app.organization_directory to app_worker;
grant select on app.organization_directory to app_worker;
grant update (name, slug, uen, created_at, require_second_factor, disabled_at, released_uen, clock_shift_seconds, clock_to_date) on app.organization_directory to app_user;

create table app.organizations (
  organization_id uuid not null,
  is_gst_registered boolean not null,
  gst_reg_no text,
  gst_registered_from date,
  billing_email text not null,
  address jsonb not null,
  timezone text not null,
  currency text not null default 'SGD'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  seat_limit integer,
  constraint organizations_pkey PRIMARY KEY (organization_id),
  constraint organizations_currency_check CHECK ((currency = 'SGD'::text)),
  constraint organizations_gst_complete CHECK (((is_gst_registered = (gst_reg_no IS NOT NULL)) AND (is_gst_registered = (gst_registered_from IS NOT NULL)))),
  constraint organizations_seat_limit_positive CHECK ((seat_limit > 0))
);
comment on table app.organizations is 'dist:tenant Settings of an organisation; its name, slug and UEN are in the directory.';
create policy tenant on app.organizations using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.organizations to app_user;

create table app.ownership_offers (
  organization_id uuid not null,
  id uuid not null,
  from_user_id uuid not null,
  to_user_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint ownership_offers_pkey PRIMARY KEY (organization_id),
  constraint ownership_offers_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.ownership_offers is 'dist:tenant The open offer of an owner to hand over, at most one; the row goes with the answer.';
create policy tenant on app.ownership_offers using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.ownership_offers to app_user;
grant update (id, from_user_id, to_user_id, created_at, expires_at) on app.ownership_offers to app_user;

create table app.passkey_challenges (
  challenge_hash bytea not null,
  purpose text not null,
  session_id uuid,
  expires_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (challenge_hash),
  constraint passkey_challenges_bound CHECK (((session_id IS NULL) = (purpose = ANY (ARRAY['log_in'::text, 'second_factor'::text])))),
  constraint passkey_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['add'::text, 'log_in'::text, 'second_factor'::text, 'step_up'::text]))),
  constraint passkey_challenges_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.sessions(id) ON DELETE CASCADE
);
comment on table app.passkey_challenges is 'dist:local What an authenticator is asked to sign; the row goes with the first answer, right or wrong.';
CREATE INDEX passkey_challenges_age ON app.passkey_challenges USING btree (expires_at);
CREATE INDEX passkey_challenges_session ON app.passkey_challenges USING btree (session_id);
grant delete, insert, select, update on app.passkey_challenges to app_user;

create table app.passkeys (
  id uuid not null,
  user_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text not null,
  aaguid uuid not null,
  is_backup_eligible boolean not null,
  is_backed_up boolean not null,
  name text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_taken UNIQUE (credential_id),
  constraint passkeys_sign_count_check CHECK ((sign_count >= 0)),
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.passkeys is 'dist:local WebAuthn credentials. sign_count is the authenticator''s own, 0 for those that travel between devices; transports are words with spaces between.';
CREATE INDEX passkeys_user ON app.passkeys USING btree (user_id, id);
grant delete, insert, select, update on app.passkeys to app_user;

create table app.password_resets (
  token_hash bytea not null,
  user_id uuid not null,
  attempts integer not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_resets_pkey PRIMARY KEY (token_hash),
  constraint password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.password_resets is 'dist:local Single-use links that set a new password; only the SHA-256 is kept. A new one voids the old.';
CREATE INDEX password_resets_user ON app.password_resets USING btree (user_id, created_at DESC);
grant delete, insert, select, update on app.password_resets to app_user;

create table app.pay_links (
  organization_id uuid not null,
  invoice_id uuid not null,
  generation integer not null default 1,
  revoked_at timestamp with time zone,
  seen_at timestamp with time zone,
  constraint pay_links_pkey PRIMARY KEY (organization_id, invoice_id),
  constraint pay_links_generation_positive CHECK (((generation >= 1) AND (generation <= 65535))),
  constraint pay_links_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id)
);
comment on table app.pay_links is 'dist:tenant Pay links that were opened, replaced or revoked. No row: generation 1, open, and not seen yet.';
create policy tenant on app.pay_links using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.pay_links to app_user;

create table app.payment_allocations (
  organization_id uuid not null,
  payment_id uuid not null,
  invoice_id uuid not null,
  amount_cents bigint not null,
  created_at timestamp with time zone not null,
  id uuid not null,
  allocation_date date not null,
  removed_at timestamp with time zone,
  entry_date date,
  is_taken_off boolean not null default false,
  constraint payment_allocations_pkey PRIMARY KEY (organization_id, id),
  constraint payment_allocations_amount_cents_check CHECK ((amount_cents > 0)),
  constraint payment_allocations_entry_date CHECK ((entry_date >= allocation_date)),
  constraint payment_allocations_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint payment_allocations_payment FOREIGN KEY (organization_id, payment_id) REFERENCES app.payments(organization_id, id),
  constraint payment_allocations_taken_off CHECK (((removed_at IS NOT NULL) OR (NOT is_taken_off)))
);
comment on table app.payment_allocations is 'dist:tenant How much of a payment settles which invoice.';
CREATE INDEX payment_allocations_invoice ON app.payment_allocations USING btree (organization_id, invoice_id);
CREATE INDEX payment_allocations_payment ON app.payment_allocations USING btree (organization_id, payment_id);
create policy tenant on app.payment_allocations using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.payment_allocations to app_user;
grant update (removed_at, is_taken_off) on app.payment_allocations to app_user;

create table app.payment_settings (
  organization_id uuid not null,
  is_credit_applied boolean not null,
  updated_at timestamp with time zone not null,
  constraint payment_settings_pkey PRIMARY KEY (organization_id),
  constraint payment_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.payment_settings is 'dist:tenant What happens to money by itself. No row: credit is applied.';
create policy tenant on app.payment_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.payment_settings to app_user;

create table app.payments (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  amount_cents bigint not null,
  currency text not null,
  payment_date date not null,
  method text not null,
  reference text,
  created_at timestamp with time zone not null,
  payer_name text,
  account text not null default 'bank'::text,
  fee_cents bigint not null default 0,
  amount_allocated_cents bigint not null default 0,
  amount_refunded_cents bigint not null default 0,
  reversed_at timestamp with time zone,
  reverse_reason text,
  updated_at timestamp with time zone not null,
  amount_unallocated_cents bigint not null generated always as (
CASE
    WHEN (reversed_at IS NOT NULL) THEN (0)::bigint
    ELSE ((amount_cents - amount_allocated_cents) - amount_refunded_cents)
END) stored,
  constraint payments_pkey PRIMARY KEY (organization_id, id),
  constraint payments_account_known CHECK ((account = ANY (ARRAY['bank'::text, 'cash'::text, 'stripe_balance'::text]))),
  constraint payments_allocated_positive CHECK ((amount_allocated_cents >= 0)),
  constraint payments_amount_cents_check CHECK ((amount_cents > 0)),
  constraint payments_currency_check CHECK ((currency = 'SGD'::text)),
  constraint payments_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint payments_fee_within_amount CHECK (((fee_cents >= 0) AND (fee_cents <= amount_cents))),
  constraint payments_method_check CHECK ((method = ANY (ARRAY['paynow'::text, 'bank_transfer'::text, 'cash'::text, 'cheque'::text, 'card'::text, 'other'::text]))),
  constraint payments_not_overspent CHECK (((amount_allocated_cents + amount_refunded_cents) <= amount_cents)),
  constraint payments_refunded_positive CHECK ((amount_refunded_cents >= 0)),
  constraint payments_reversed_has_reason CHECK (((reversed_at IS NULL) = (reverse_reason IS NULL))),
  constraint payments_reversed_is_free CHECK (((reversed_at IS NULL) OR ((amount_allocated_cents = 0) AND (amount_refunded_cents = 0))))
);
comment on table app.payments is 'dist:tenant Money that came in.';
CREATE INDEX payments_by_customer ON app.payments USING btree (organization_id, customer_id, payment_date DESC, id DESC);
CREATE INDEX payments_by_date ON app.payments USING btree (organization_id, payment_date DESC, id DESC);
CREATE INDEX payments_unallocated ON app.payments USING btree (organization_id, customer_id, payment_date, id) WHERE (amount_unallocated_cents > 0);
create policy tenant on app.payments using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.payments to app_user;
grant update (amount_allocated_cents, amount_refunded_cents, reversed_at, reverse_reason, updated_at) on app.payments to app_user;

create table app.plans (
  organization_id uuid not null,
  id uuid not null,
  kind text not null,
  code text not null,
  name text not null,
  description text,
  gst_code text,
  trial_days integer not null,
  features jsonb not null,
  limits jsonb not null,
  is_active boolean not null,
  is_visible boolean not null,
  is_default boolean not null default false,
  display_order integer not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint plans_pkey PRIMARY KEY (organization_id, id),
  constraint plans_code_shape CHECK ((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint plans_code_taken UNIQUE (organization_id, code),
  constraint plans_default_is_plan CHECK (((NOT is_default) OR ((kind = 'plan'::text) AND is_active))),
  constraint plans_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint plans_kind_known CHECK ((kind = ANY (ARRAY['plan'::text, 'add_on'::text]))),
  constraint plans_name_check CHECK ((name <> ''::text)),
  constraint plans_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint plans_trial_days_known CHECK (((trial_days >= 0) AND (trial_days <= 730)))
);
comment on table app.plans is 'dist:tenant What is sold by subscription. An add-on is sold beside a plan. gst_code is null where the registration of the seller decides.';
CREATE UNIQUE INDEX plans_one_default ON app.plans USING btree (organization_id) WHERE is_default;
create policy tenant on app.plans using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.plans to app_user;

create table app.portal_links (
  organization_id uuid not null,
  token_hash bytea not null,
  email text not null,
  customer_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint portal_links_pkey PRIMARY KEY (organization_id, token_hash),
  constraint portal_links_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id)
);
comment on table app.portal_links is 'dist:tenant Links that open the portal once; only their SHA-256. Without a customer: whoever has that address chooses.';
CREATE INDEX portal_links_by_email ON app.portal_links USING btree (organization_id, email, created_at);
create policy tenant on app.portal_links using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.portal_links to app_user;
grant update (used_at) on app.portal_links to app_user;

create table app.portal_sessions (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  email text not null,
  token_hash bytea not null,
  device text not null,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint portal_sessions_pkey PRIMARY KEY (organization_id, id),
  constraint portal_sessions_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint portal_sessions_token_taken UNIQUE (organization_id, token_hash)
);
comment on table app.portal_sessions is 'dist:tenant Customers who came in by a link; only the SHA-256 of the cookie. Good while the customer has that address.';
CREATE INDEX portal_sessions_by_customer ON app.portal_sessions USING btree (organization_id, customer_id, id DESC);
create policy tenant on app.portal_sessions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.portal_sessions to app_user;
grant update (email, last_used_at, ended_at) on app.portal_sessions to app_user;

create table app.portal_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  modules jsonb not null,
  allows_plan_change boolean not null,
  updated_at timestamp with time zone not null,
  constraint portal_settings_pkey PRIMARY KEY (organization_id),
  constraint portal_settings_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id)
);
comment on table app.portal_settings is 'dist:tenant Whether customers have a portal, and what they find in it. No row: none.';
create policy tenant on app.portal_settings using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.portal_settings to app_user;

create table app.prices (
  organization_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  model text not null,
  billing_interval text not null,
  interval_months integer not null generated always as (
CASE billing_interval
    WHEN 'month'::text THEN 1
    WHEN 'quarter'::text THEN 3
    ELSE 12
END) stored,
  currency text not null,
  unit_amount_cents bigint,
  package_size integer,
  tiers jsonb,
  meter_id uuid,
  available_from_date date not null,
  available_to_date date,
  replaced_by_id uuid,
  created_at timestamp with time zone not null,
  constraint prices_pkey PRIMARY KEY (organization_id, id),
  constraint prices_available_in_order CHECK ((available_to_date >= (available_from_date - 1))),
  constraint prices_complete CHECK ((((model = ANY (ARRAY['tiered'::text, 'volume'::text])) = (tiers IS NOT NULL)) AND ((model = ANY (ARRAY['tiered'::text, 'volume'::text])) = (unit_amount_cents IS NULL)) AND ((model = 'package'::text) = (package_size IS NOT NULL)) AND ((model <> 'flat'::text) OR (meter_id IS NULL)))),
  constraint prices_currency_known CHECK ((currency = 'SGD'::text)),
  constraint prices_interval_known CHECK ((billing_interval = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text]))),
  constraint prices_meter FOREIGN KEY (organization_id, meter_id) REFERENCES app.meters(organization_id, id),
  constraint prices_model_known CHECK ((model = ANY (ARRAY['flat'::text, 'per_seat'::text, 'tiered'::text, 'volume'::text, 'package'::text]))),
  constraint prices_package_size_positive CHECK ((package_size > 0)),
  constraint prices_plan FOREIGN KEY (organization_id, plan_id) REFERENCES app.plans(organization_id, id),
  constraint prices_replaced_by FOREIGN KEY (organization_id, replaced_by_id) REFERENCES app.prices(organization_id, id),
  constraint prices_unit_amount_known CHECK (((unit_amount_cents >= 0) AND (unit_amount_cents <= 1000000000)))
);
comment on table app.prices is 'dist:tenant What a plan costs in an interval, before GST. Never edited; with a meter the quantity is what was used. available_to_date is the last day on which it is sold; who has it keeps it.';
CREATE INDEX prices_meter ON app.prices USING btree (organization_id, meter_id) WHERE (meter_id IS NOT NULL);
CREATE INDEX prices_plan ON app.prices USING btree (organization_id, plan_id, id);
create policy tenant on app.prices using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.prices to app_user;
grant update (available_to_date, replaced_by_id) on app.prices to app_user;

create table app.quotation_seals (
  organization_id uuid not null,
  quotation_id uuid not null,
  seal text not null,
  constraint quotation_seals_pkey PRIMARY KEY (organization_id, quotation_id),
  constraint quotation_seals_quotation FOREIGN KEY (organization_id, quotation_id, seal) REFERENCES app.quotations(organization_id, id, seal)
);
comment on table app.quotation_seals is 'dist:tenant What each quotation said when it was sent. While its row is here, the quotation stays as it is.';
create policy tenant on app.quotation_seals using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.quotation_seals to app_user;

create table app.quotations (
  organization_id uuid not null,
  id uuid not null,
  number text,
  status text not null,
  customer_id uuid,
  lead_id uuid,
  currency text not null,
  valid_until date,
  reference text,
  notes text,
  lines jsonb not null,
  seller jsonb,
  buyer jsonb,
  gst_breakdown jsonb,
  subtotal_cents bigint not null,
  gst_amount_cents bigint not null,
  total_amount_cents bigint not null generated always as ((subtotal_cents + gst_amount_cents)) stored,
  issue_date date,
  sent_at timestamp with time zone,
  sent_to text,
  sent_by_user_id uuid,
  answered_at timestamp with time zone,
  answered_by text,
  decline_reason text,
  replaces_quotation_id uuid,
  invoice_draft_id uuid,
  search_text text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  seal text generated always as (
CASE
    WHEN (sent_at IS NOT NULL) THEN md5(((((((((((((((number || quote_nullable(reference)) || quote_nullable(notes)) || (lines)::text) || (seller)::text) || (buyer)::text) || (gst_breakdown)::text) || currency) || (subtotal_cents)::text) || ' '::text) || (gst_amount_cents)::text) || ' '::text) || ((issue_date - '2000-01-01'::date))::text) || ' '::text) || ((valid_until - '2000-01-01'::date))::text))
    ELSE NULL::text
END) stored,
  constraint quotations_pkey PRIMARY KEY (organization_id, id),
  constraint quotations_answered_complete CHECK (((status = ANY (ARRAY['accepted'::text, 'declined'::text])) = (answered_at IS NOT NULL))),
  constraint quotations_currency_check CHECK ((currency = 'SGD'::text)),
  constraint quotations_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint quotations_invoiced_accepted CHECK (((invoice_draft_id IS NULL) OR (status = 'accepted'::text))),
  constraint quotations_lead FOREIGN KEY (organization_id, lead_id) REFERENCES app.leads(organization_id, id),
  constraint quotations_number UNIQUE (organization_id, number),
  constraint quotations_replaces FOREIGN KEY (organization_id, replaces_quotation_id) REFERENCES app.quotations(organization_id, id),
  constraint quotations_seal UNIQUE (organization_id, id, seal),
  constraint quotations_seen CHECK ((((seen_at IS NULL) = (last_seen_at IS NULL)) AND ((seen_at IS NULL) OR (sent_at IS NOT NULL)))),
  constraint quotations_sent_complete CHECK ((((status = 'draft'::text) = (sent_at IS NULL)) AND ((sent_at IS NULL) OR (ROW(number, seller, buyer, gst_breakdown, issue_date, valid_until) IS NOT NULL)))),
  constraint quotations_status_known CHECK ((status = ANY (ARRAY['draft'::text, 'sent'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint quotations_to_somebody CHECK (((customer_id IS NOT NULL) OR (lead_id IS NOT NULL)))
);
comment on table app.quotations is 'dist:tenant An offer. What was sent stays as it was sent: a change is another quotation, which replaces it.';
CREATE INDEX quotations_by_customer ON app.quotations USING btree (organization_id, customer_id, id DESC) WHERE (customer_id IS NOT NULL);
CREATE INDEX quotations_by_lead ON app.quotations USING btree (organization_id, lead_id, id DESC) WHERE (lead_id IS NOT NULL);
CREATE INDEX quotations_by_status ON app.quotations USING btree (organization_id, status, id DESC);
CREATE INDEX quotations_replacing ON app.quotations USING btree (organization_id, replaces_quotation_id) WHERE (replaces_quotation_id IS NOT NULL);
create policy tenant on app.quotations using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.quotations to app_user;

create table app.recovery_codes (
  user_id uuid not null,
  code_hash bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_hash),
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.recovery_codes is 'dist:local Ten codes for who lost every other factor, each works once; only the SHA-256 is kept.';
grant delete, insert, select, update on app.recovery_codes to app_user;

create table app.recurring_invoice_dates (
  organization_id uuid not null,
  recurring_invoice_id uuid not null,
  invoice_date date not null,
  outcome text not null,
  invoice_id uuid,
  draft_id uuid,
  created_at timestamp with time zone not null,
  constraint recurring_invoice_dates_pkey PRIMARY KEY (organization_id, recurring_invoice_id, invoice_date),
  constraint recurring_invoice_dates_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint recurring_invoice_dates_of FOREIGN KEY (organization_id, recurring_invoice_id) REFERENCES app.recurring_invoices(organization_id, id),
  constraint recurring_invoice_dates_outcome_complete CHECK ((((outcome = 'issued'::text) = (invoice_id IS NOT NULL)) AND ((outcome = 'drafted'::text) = (draft_id IS NOT NULL)))),
  constraint recurring_invoice_dates_outcome_known CHECK ((outcome = ANY (ARRAY['issued'::text, 'drafted'::text, 'skipped'::text])))
);
comment on table app.recurring_invoice_dates is 'dist:tenant What became of a date of a recurring invoice. The key lets each be made once; draft_id may be a draft that is gone.';
CREATE INDEX recurring_invoice_dates_by_invoice ON app.recurring_invoice_dates USING btree (organization_id, invoice_id) WHERE (invoice_id IS NOT NULL);
create policy tenant on app.recurring_invoice_dates using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.recurring_invoice_dates to app_user;

create table app.recurring_invoices (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  status text not null,
  billing_interval text not null,
  interval_count integer not null,
  first_date date not null,
  next_index integer not null,
  next_date date not null,
  end_after_count integer,
  end_date date,
  when_due text not null,
  currency text not null,
  reference text,
  notes text,
  lines jsonb not null,
  total_amount_cents bigint not null,
  made_count integer not null default 0,
  held_reason text,
  held_detail text,
  paused_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint recurring_invoices_pkey PRIMARY KEY (organization_id, id),
  constraint recurring_invoices_currency_check CHECK ((currency = 'SGD'::text)),
  constraint recurring_invoices_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint recurring_invoices_end_after_count_positive CHECK ((end_after_count > 0)),
  constraint recurring_invoices_ended_complete CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint recurring_invoices_held_complete CHECK (((held_reason IS NULL) = (held_detail IS NULL))),
  constraint recurring_invoices_held_reason_known CHECK ((held_reason = ANY (ARRAY['customer_archived'::text, 'customer_address_missing'::text, 'incomplete'::text, 'limit_reached'::text]))),
  constraint recurring_invoices_interval_count_known CHECK (((interval_count >= 1) AND (interval_count <= 99))),
  constraint recurring_invoices_interval_known CHECK ((billing_interval = ANY (ARRAY['week'::text, 'month'::text, 'quarter'::text, 'year'::text]))),
  constraint recurring_invoices_made_count_positive CHECK ((made_count >= 0)),
  constraint recurring_invoices_next_index_positive CHECK ((next_index >= 0)),
  constraint recurring_invoices_one_end CHECK (((end_after_count IS NULL) OR (end_date IS NULL))),
  constraint recurring_invoices_paused_complete CHECK (((status <> 'paused'::text) OR (paused_at IS NOT NULL))),
  constraint recurring_invoices_status_known CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text]))),
  constraint recurring_invoices_when_due_known CHECK ((when_due = ANY (ARRAY['issue'::text, 'draft'::text])))
);
comment on table app.recurring_invoices is 'dist:tenant What is invoiced again and again without a plan. Dates are counted from first_date, so no month end drifts: date n is n intervals after it.';
CREATE INDEX recurring_invoices_by_customer ON app.recurring_invoices USING btree (organization_id, customer_id, id DESC);
CREATE INDEX recurring_invoices_by_status ON app.recurring_invoices USING btree (organization_id, status, id DESC);
CREATE INDEX recurring_invoices_due ON app.recurring_invoices USING btree (organization_id, next_date, id) WHERE (status = 'active'::text);
create policy tenant on app.recurring_invoices using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.recurring_invoices to app_user;

create table app.refresh_tokens (
  token_hash bytea not null,
  session_id uuid not null,
  created_at timestamp with time zone not null,
  rotated_at timestamp with time zone,
  rotated_by bytea,
  successor bytea,
  successor_shown_at timestamp with time zone,
  constraint refresh_tokens_pkey PRIMARY KEY (token_hash),
  constraint refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES app.sessions(id) ON DELETE CASCADE
);
comment on table app.refresh_tokens is 'dist:local Each works once. Its successor is kept sealed with the token itself, for a client that lost the answer; any other second use ends the session.';
CREATE INDEX refresh_tokens_session ON app.refresh_tokens USING btree (session_id);
grant insert, select, update on app.refresh_tokens to app_user;

create table app.refunds (
  organization_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  amount_cents bigint not null,
  refund_date date not null,
  method text not null,
  account text not null,
  reference text,
  reason text not null,
  status text not null,
  failure text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint refunds_pkey PRIMARY KEY (organization_id, id),
  constraint refunds_account_known CHECK ((account = ANY (ARRAY['bank'::text, 'cash'::text, 'stripe_balance'::text]))),
  constraint refunds_amount_positive CHECK ((amount_cents > 0)),
  constraint refunds_failed_has_failure CHECK (((status = 'failed'::text) = (failure IS NOT NULL))),
  constraint refunds_method_known CHECK ((method = ANY (ARRAY['paynow'::text, 'bank_transfer'::text, 'cash'::text, 'cheque'::text, 'card'::text, 'other'::text]))),
  constraint refunds_payment FOREIGN KEY (organization_id, payment_id) REFERENCES app.payments(organization_id, id),
  constraint refunds_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);
comment on table app.refunds is 'dist:tenant Money that went back to who paid it.';
CREATE INDEX refunds_by_date ON app.refunds USING btree (organization_id, refund_date DESC, id DESC);
CREATE INDEX refunds_by_payment ON app.refunds USING btree (organization_id, payment_id, id DESC);
create policy tenant on app.refunds using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.refunds to app_user;
grant update (status, failure, updated_at) on app.refunds to app_user;

create table app.renewal_runs (
  organization_id uuid not null,
  id uuid not null,
  run_date date not null,
  status text not null,
  is_dry_run boolean not null,
  due_count integer not null,
  renewed_count integer not null default 0,
  issued_count integer not null default 0,
  ended_count integer not null default 0,
  skipped_count integer not null default 0,
  amount_cents bigint not null default 0,
  failure text,
  started_by text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  drafted_count integer not null default 0,
  constraint renewal_runs_pkey PRIMARY KEY (organization_id, id),
  constraint renewal_runs_ended_complete CHECK (((status = 'running'::text) = (ended_at IS NULL))),
  constraint renewal_runs_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint renewal_runs_status_known CHECK ((status = ANY (ARRAY['running'::text, 'completed'::text, 'failed'::text])))
);
comment on table app.renewal_runs is 'dist:tenant Renewal runs with their progress and what came of them.';
CREATE UNIQUE INDEX renewal_runs_one_running ON app.renewal_runs USING btree (organization_id) WHERE ((status = 'running'::text) AND (NOT is_dry_run));
create policy tenant on app.renewal_runs using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.renewal_runs to app_user;

create table app.renewal_skips (
  organization_id uuid not null,
  run_id uuid not null,
  subscription_id uuid not null,
  reason text not null,
  constraint renewal_skips_pkey PRIMARY KEY (organization_id, run_id, subscription_id),
  constraint renewal_skips_run FOREIGN KEY (organization_id, run_id) REFERENCES app.renewal_runs(organization_id, id),
  constraint renewal_skips_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.renewal_skips is 'dist:tenant What was due in a run and could not be billed, and why.';
create policy tenant on app.renewal_skips using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.renewal_skips to app_user;

create table app.saved_cards (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  stripe_payment_method_id text not null,
  brand text not null,
  last4 text not null,
  exp_month integer not null,
  exp_year integer not null,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint saved_cards_pkey PRIMARY KEY (organization_id, id),
  constraint saved_cards_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint saved_cards_last4_known CHECK ((last4 ~ '^\d{4}$'::text)),
  constraint saved_cards_taken UNIQUE (organization_id, stripe_payment_method_id)
);
comment on table app.saved_cards is 'dist:tenant Cards that customers left with Stripe, to be charged when nobody is there: what may be shown of them.';
CREATE INDEX saved_cards_by_customer ON app.saved_cards USING btree (organization_id, customer_id, id DESC) WHERE (removed_at IS NULL);
create policy tenant on app.saved_cards using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.saved_cards to app_user;
grant update (removed_at) on app.saved_cards to app_user;

create table app.saved_views (
  organization_id uuid not null,
  id uuid not null,
  list text not null,
  user_id uuid not null,
  user_name text not null,
  name text not null,
  name_normalized text not null,
  layout text not null,
  query jsonb not null,
  is_shared boolean not null default false,
  archived_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (organization_id, id),
  constraint saved_views_layout_known CHECK ((layout = ANY (ARRAY['table'::text, 'board'::text]))),
  constraint saved_views_list_known CHECK ((list = 'leads'::text))
);
comment on table app.saved_views is 'dist:tenant A filter, an order and columns under a name: of one member, or shared with all.';
CREATE UNIQUE INDEX saved_views_name_taken ON app.saved_views USING btree (organization_id, user_id, list, name_normalized) WHERE (archived_at IS NULL);
create policy tenant on app.saved_views using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.saved_views to app_user;

create table app.server_failures (
  id uuid not null,
  request_id text not null,
  method text not null,
  route text not null,
  status integer not null,
  code text not null,
  cause text not null,
  organization_id uuid,
  user_id uuid,
  created_at timestamp with time zone not null,
  constraint server_failures_pkey PRIMARY KEY (id)
);
comment on table app.server_failures is 'dist:local Requests that failed through a fault of ours; no bodies, and no values in the cause. Kept for 30 days.';
grant delete, insert, select on app.server_failures to app_user;

create table app.sessions (
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  token_hash bytea,
  user_agent text,
  ip text,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  device text not null default 'Unknown device'::text,
  authenticated_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  has_second_factor boolean not null default false,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_browser_has_token CHECK (((kind = 'browser'::text) = (token_hash IS NOT NULL))),
  constraint sessions_kind_check CHECK ((kind = ANY (ARRAY['browser'::text, 'api'::text]))),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.sessions is 'dist:local One sign-in: a browser (by cookie hash) or a family of refresh tokens.';
CREATE INDEX sessions_user ON app.sessions USING btree (user_id, last_used_at DESC);
grant delete, insert, select, update on app.sessions to app_user;

create table app.sign_in_throttles (
  key bytea not null,
  failures integer not null,
  failed_at timestamp with time zone not null,
  blocked_until timestamp with time zone not null,
  constraint sign_in_throttles_pkey PRIMARY KEY (key),
  constraint sign_in_throttles_failures_check CHECK ((failures > 0))
);
comment on table app.sign_in_throttles is 'dist:local Wrong guesses in a row, by account and address; the key is a hash of what it counts.';
grant delete, insert, select, update on app.sign_in_throttles to app_user;

create table app.signing_keys (
  kid text not null,
  state text not null,
  public_key text not null,
  private_key bytea not null,
  created_at timestamp with time zone not null,
  current_since timestamp with time zone,
  retired_at timestamp with time zone,
  constraint signing_keys_pkey PRIMARY KEY (kid),
  constraint signing_keys_has_its_times CHECK ((((state = 'next'::text) = (current_since IS NULL)) AND ((state = 'retiring'::text) = (retired_at IS NOT NULL)))),
  constraint signing_keys_state_check CHECK ((state = ANY (ARRAY['next'::text, 'current'::text, 'retiring'::text])))
);
comment on table app.signing_keys is 'dist:local Ed25519 keys of the access tokens. The private part is sealed with a key grown from SECRET_KEY.';
CREATE UNIQUE INDEX signing_keys_one_of_each ON app.signing_keys USING btree (state) WHERE (state <> 'retiring'::text);
grant delete, insert, select, update on app.signing_keys to app_user;

create table app.stripe_connections (
  organization_id uuid not null,
  secret_key bytea,
  key_last4 text,
  account_id text,
  account_name text,
  is_live boolean not null,
  webhook_secret bytea,
  webhook_secret_last4 text,
  previous_webhook_secret bytea,
  previous_until timestamp with time zone,
  webhook_endpoint_id text,
  is_card_offered boolean not null default true,
  charged_since timestamp with time zone,
  retry_days integer[] not null default '{1,2,3,5,7,9,12,14}'::integer[],
  connected_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint stripe_connections_pkey PRIMARY KEY (organization_id),
  constraint stripe_connections_organization FOREIGN KEY (organization_id) REFERENCES app.organizations(organization_id),
  constraint stripe_connections_own CHECK ((num_nulls(secret_key, key_last4, account_id, webhook_secret, webhook_secret_last4) = ANY (ARRAY[0, 5]))),
  constraint stripe_connections_previous CHECK (((previous_webhook_secret IS NULL) = (previous_until IS NULL))),
  constraint stripe_connections_retry_days CHECK ((cardinality(retry_days) <= 8))
);
comment on table app.stripe_connections is 'dist:tenant By which Stripe account an organisation is paid: its own, by a sealed key, or that of the installation where there is none. And how its cards are charged.';
create policy tenant on app.stripe_connections using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select, update on app.stripe_connections to app_user;

create table app.stripe_customers (
  organization_id uuid not null,
  customer_id uuid not null,
  stripe_customer_id text not null,
  created_at timestamp with time zone not null,
  constraint stripe_customers_pkey PRIMARY KEY (organization_id, customer_id),
  constraint stripe_customers_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id)
);
comment on table app.stripe_customers is 'dist:tenant Which customer of Stripe holds the cards of one of ours.';
create policy tenant on app.stripe_customers using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant delete, insert, select on app.stripe_customers to app_user;

create table app.stripe_events (
  id uuid not null,
  event_id text not null,
  type text not null,
  object_id text,
  payload text not null,
  status text not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  last_error text,
  organization_id uuid,
  occurred_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  processed_at timestamp with time zone,
  endpoint_organization_id uuid,
  attempt_log jsonb not null default '[]'::jsonb,
  constraint stripe_events_pkey PRIMARY KEY (id),
  constraint stripe_events_ended CHECK (((processed_at IS NULL) = (status = ANY (ARRAY['waiting'::text, 'dead'::text])))),
  constraint stripe_events_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'processed'::text, 'ignored'::text, 'dead'::text]))),
  constraint stripe_events_taken UNIQUE NULLS NOT DISTINCT (event_id, endpoint_organization_id)
);
comment on table app.stripe_events is 'dist:local What Stripe sent, each event once, as it was signed. Waits until due_at, which is also how long whoever took it may be at work. Found before any organisation is known; kept for 90 days.';
CREATE INDEX stripe_events_dead ON app.stripe_events USING btree (id) WHERE (status = 'dead'::text);
CREATE INDEX stripe_events_due ON app.stripe_events USING btree (due_at, id) WHERE (status = 'waiting'::text);
CREATE INDEX stripe_events_of_organization ON app.stripe_events USING btree (organization_id, id DESC);
grant delete, insert, select on app.stripe_events to app_user;
grant update (status, attempts, due_at, last_error, organization_id, processed_at, attempt_log) on app.stripe_events to app_user;

create table app.stripe_reconciliations (
  id uuid not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  checked_count integer not null default 0,
  drifts jsonb not null default '[]'::jsonb,
  failure text,
  checked_counts jsonb not null default '{}'::jsonb,
  constraint stripe_reconciliations_pkey PRIMARY KEY (id)
);
comment on table app.stripe_reconciliations is 'dist:local What each night found when it compared what we hold with what Stripe holds. Drifts name Stripe objects, organisations and states, and nobody.';
grant insert, select on app.stripe_reconciliations to app_user;
grant update (ended_at, checked_count, drifts, failure, checked_counts) on app.stripe_reconciliations to app_user;

create table app.subscription_add_ons (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  price_id uuid not null,
  quantity integer not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint subscription_add_ons_pkey PRIMARY KEY (organization_id, id),
  constraint subscription_add_ons_price FOREIGN KEY (organization_id, price_id) REFERENCES app.prices(organization_id, id),
  constraint subscription_add_ons_quantity_positive CHECK ((quantity > 0)),
  constraint subscription_add_ons_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.subscription_add_ons is 'dist:tenant What a subscription has beside its plan, in the same interval; on the next invoice from the day it was added.';
CREATE INDEX subscription_add_ons_by_price ON app.subscription_add_ons USING btree (organization_id, price_id, id);
CREATE UNIQUE INDEX subscription_add_ons_once ON app.subscription_add_ons USING btree (organization_id, subscription_id, price_id) WHERE (removed_at IS NULL);
create policy tenant on app.subscription_add_ons using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.subscription_add_ons to app_user;
grant update (quantity, removed_at) on app.subscription_add_ons to app_user;

create table app.subscription_charges (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  kind text not null,
  description text not null,
  quantity numeric not null,
  unit_price_cents bigint not null,
  discount_cents bigint not null default 0,
  gst_code text,
  service_from_date date,
  service_to_date date,
  created_at timestamp with time zone not null,
  invoice_id uuid,
  removed_at timestamp with time zone,
  draft_id uuid,
  constraint subscription_charges_pkey PRIMARY KEY (organization_id, id),
  constraint subscription_charges_description_check CHECK ((description <> ''::text)),
  constraint subscription_charges_discount_positive CHECK ((discount_cents >= 0)),
  constraint subscription_charges_discount_within CHECK ((round((quantity * (unit_price_cents)::numeric)) >= (discount_cents)::numeric)),
  constraint subscription_charges_drafted_once CHECK (((draft_id IS NULL) OR ((invoice_id IS NULL) AND (removed_at IS NULL)))),
  constraint subscription_charges_gst_code_fkey FOREIGN KEY (gst_code) REFERENCES app.gst_codes(gst_code),
  constraint subscription_charges_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint subscription_charges_kind_known CHECK ((kind = ANY (ARRAY['one_off'::text, 'proration'::text]))),
  constraint subscription_charges_quantity_positive CHECK (((quantity > (0)::numeric) AND (scale(quantity) <= 6))),
  constraint subscription_charges_service_complete CHECK (((service_from_date IS NULL) = (service_to_date IS NULL))),
  constraint subscription_charges_settled_once CHECK (((invoice_id IS NULL) OR (removed_at IS NULL))),
  constraint subscription_charges_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id),
  constraint subscription_charges_unit_price_positive CHECK ((unit_price_cents >= 0))
);
comment on table app.subscription_charges is 'dist:tenant What goes on the next invoice beside the plan: one-off charges and prorations.';
CREATE INDEX subscription_charges_draft ON app.subscription_charges USING btree (organization_id, draft_id) WHERE (draft_id IS NOT NULL);
CREATE INDEX subscription_charges_open ON app.subscription_charges USING btree (organization_id, subscription_id, id) WHERE ((invoice_id IS NULL) AND (removed_at IS NULL) AND (draft_id IS NULL));
create policy tenant on app.subscription_charges using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.subscription_charges to app_user;
grant update (invoice_id, removed_at, draft_id) on app.subscription_charges to app_user;

create table app.subscription_credits (
  organization_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  amount_cents bigint not null,
  reason text not null,
  invoice_id uuid,
  created_at timestamp with time zone not null,
  draft_id uuid,
  constraint subscription_credits_pkey PRIMARY KEY (organization_id, id),
  constraint subscription_credits_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint subscription_credits_not_zero CHECK ((amount_cents <> 0)),
  constraint subscription_credits_reason_check CHECK ((reason <> ''::text)),
  constraint subscription_credits_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.subscription_credits is 'dist:tenant Credit before GST that came and went: given for unused time, taken off invoices. Their sum is subscriptions.credit_cents.';
CREATE INDEX subscription_credits_draft ON app.subscription_credits USING btree (organization_id, draft_id) WHERE (draft_id IS NOT NULL);
CREATE INDEX subscription_credits_subscription ON app.subscription_credits USING btree (organization_id, subscription_id, id DESC);
create policy tenant on app.subscription_credits using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.subscription_credits to app_user;

create table app.subscription_periods (
  organization_id uuid not null,
  subscription_id uuid not null,
  from_date date not null,
  to_date date not null,
  price_id uuid not null,
  quantity integer not null,
  amount_cents bigint not null,
  invoice_id uuid,
  run_id uuid,
  created_at timestamp with time zone not null,
  draft_id uuid,
  waived_at timestamp with time zone,
  constraint subscription_periods_pkey PRIMARY KEY (organization_id, subscription_id, from_date),
  constraint subscription_periods_cut_in_order CHECK ((from_date <= to_date)),
  constraint subscription_periods_invoice FOREIGN KEY (organization_id, invoice_id) REFERENCES app.invoices(organization_id, id),
  constraint subscription_periods_subscription FOREIGN KEY (organization_id, subscription_id) REFERENCES app.subscriptions(organization_id, id)
);
comment on table app.subscription_periods is 'dist:tenant Periods that were billed, one row each: its key is what keeps a period from being billed twice. amount_cents is before GST; neither invoice nor draft where there was nothing to pay. Waived: its draft was deleted.';
CREATE INDEX subscription_periods_draft ON app.subscription_periods USING btree (organization_id, draft_id) WHERE (draft_id IS NOT NULL);
CREATE INDEX subscription_periods_invoice ON app.subscription_periods USING btree (organization_id, invoice_id) WHERE (invoice_id IS NOT NULL);
create policy tenant on app.subscription_periods using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.subscription_periods to app_user;
grant update (to_date, waived_at) on app.subscription_periods to app_user;

create table app.subscriptions (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  price_id uuid not null,
  quantity integer not null,
  status text not null,
  start_date date not null,
  trial_end_date date,
  anchor_date date not null,
  billing_anchor_day integer not null generated always as ((EXTRACT(day FROM anchor_date))::integer) stored,
  period_index integer not null,
  current_period_start_date date not null,
  current_period_end_date date not null,
  next_invoice_date date,
  cancel_at_period_end boolean not null default false,
  cancel_reason text,
  canceled_at timestamp with time zone,
  ended_date date,
  paused_at timestamp with time zone,
  minimum_term_end_date date,
  pending_price_id uuid,
  pending_quantity integer,
  coupon_id uuid,
  coupon_end_date date,
  credit_cents bigint not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  noticed_term_end_date date,
  pause_reason text,
  constraint subscriptions_pkey PRIMARY KEY (organization_id, id),
  constraint subscriptions_canceled_complete CHECK (((status = 'canceled'::text) = (ended_date IS NOT NULL))),
  constraint subscriptions_coupon FOREIGN KEY (organization_id, coupon_id) REFERENCES app.coupons(organization_id, id),
  constraint subscriptions_credit_positive CHECK ((credit_cents >= 0)),
  constraint subscriptions_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint subscriptions_pause_complete CHECK ((((paused_at IS NULL) = (pause_reason IS NULL)) AND ((status <> 'paused'::text) OR (paused_at IS NOT NULL)))),
  constraint subscriptions_pause_reason_known CHECK ((pause_reason = ANY (ARRAY['requested'::text, 'unpaid'::text]))),
  constraint subscriptions_pending_complete CHECK (((pending_price_id IS NULL) = (pending_quantity IS NULL))),
  constraint subscriptions_pending_price FOREIGN KEY (organization_id, pending_price_id) REFERENCES app.prices(organization_id, id),
  constraint subscriptions_pending_quantity_positive CHECK ((pending_quantity > 0)),
  constraint subscriptions_period_in_order CHECK ((current_period_start_date <= current_period_end_date)),
  constraint subscriptions_price FOREIGN KEY (organization_id, price_id) REFERENCES app.prices(organization_id, id),
  constraint subscriptions_quantity_positive CHECK ((quantity > 0)),
  constraint subscriptions_resting_not_due CHECK (((status <> ALL (ARRAY['paused'::text, 'unpaid'::text, 'canceled'::text])) OR (next_invoice_date IS NULL))),
  constraint subscriptions_running_due CHECK (((status = ANY (ARRAY['paused'::text, 'unpaid'::text, 'canceled'::text])) OR (next_invoice_date IS NOT NULL))),
  constraint subscriptions_status_known CHECK ((status = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'unpaid'::text, 'paused'::text, 'canceled'::text])))
);
comment on table app.subscriptions is 'dist:tenant Who is on which price. Periods are counted from anchor_date, so no month end drifts: period n begins n intervals after it, and end dates are the day on which the next begins.';
CREATE INDEX subscriptions_by_customer ON app.subscriptions USING btree (organization_id, customer_id, id DESC);
CREATE INDEX subscriptions_by_pending_price ON app.subscriptions USING btree (organization_id, pending_price_id, id) WHERE (pending_price_id IS NOT NULL);
CREATE INDEX subscriptions_by_price ON app.subscriptions USING btree (organization_id, price_id, id);
CREATE INDEX subscriptions_by_status ON app.subscriptions USING btree (organization_id, status, id DESC);
CREATE INDEX subscriptions_by_term_end ON app.subscriptions USING btree (organization_id, minimum_term_end_date) WHERE (minimum_term_end_date IS NOT NULL);
CREATE INDEX subscriptions_due ON app.subscriptions USING btree (organization_id, next_invoice_date, id) WHERE (next_invoice_date IS NOT NULL);
create policy tenant on app.subscriptions using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.subscriptions to app_user;

create table app.support_accesses (
  id uuid not null,
  organization_id uuid not null,
  granted_by uuid not null,
  reason text not null,
  is_write_allowed boolean not null,
  created_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint support_accesses_pkey PRIMARY KEY (id),
  constraint support_accesses_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES app.users(id),
  constraint support_accesses_in_order CHECK ((ends_at > created_at)),
  constraint support_accesses_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES app.organization_directory(organization_id)
);
comment on table app.support_accesses is 'dist:local For how long an organisation lets the operator in. Off unless a row is open; a new one takes the place of the one before.';
CREATE UNIQUE INDEX support_accesses_one_open ON app.support_accesses USING btree (organization_id) WHERE (revoked_at IS NULL);
grant insert, select on app.support_accesses to app_user;
grant update (revoked_at) on app.support_accesses to app_user;

create table app.tenant_customers (
  organization_id uuid not null,
  tenant_id uuid not null,
  customer_id uuid not null,
  pushed jsonb,
  reminded_trial_end_date date,
  created_at timestamp with time zone not null,
  constraint tenant_customers_pkey PRIMARY KEY (organization_id, tenant_id),
  constraint tenant_customers_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint tenant_customers_customer_taken UNIQUE (organization_id, customer_id),
  constraint tenant_customers_not_itself CHECK ((organization_id <> tenant_id))
);
comment on table app.tenant_customers is 'dist:tenant Which customer of the operator an organisation (tenant_id) is; pushed is what its entitlements were set to last.';
create policy tenant on app.tenant_customers using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.tenant_customers to app_user;
grant update (pushed, reminded_trial_end_date) on app.tenant_customers to app_user;

create table app.totp_apps (
  user_id uuid not null,
  secret bytea,
  last_step integer,
  confirmed_at timestamp with time zone,
  pending_secret bytea,
  pending_until timestamp with time zone,
  constraint totp_apps_pkey PRIMARY KEY (user_id),
  constraint totp_apps_active_whole CHECK ((((secret IS NULL) = (confirmed_at IS NULL)) AND ((secret IS NULL) = (last_step IS NULL)))),
  constraint totp_apps_pending_whole CHECK (((pending_secret IS NULL) = (pending_until IS NULL))),
  constraint totp_apps_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.totp_apps is 'dist:local The authenticator app of a user, and the one that waits for its first code. Secrets are sealed; last_step is the time step of the last code, which works once.';
grant delete, insert, select, update on app.totp_apps to app_user;

create table app.uen_claims (
  id uuid not null,
  user_id uuid not null,
  uen text not null,
  message text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  is_upheld boolean,
  constraint uen_claims_pkey PRIMARY KEY (id),
  constraint uen_claims_once UNIQUE (user_id, uen),
  constraint uen_claims_resolved CHECK (((resolved_at IS NULL) = (is_upheld IS NULL))),
  constraint uen_claims_user_id_fkey FOREIGN KEY (user_id) REFERENCES app.users(id)
);
comment on table app.uen_claims is 'dist:local Who asks the operator for a UEN that they could not use.';
grant insert, select, update on app.uen_claims to app_user;

create table app.usage_events (
  organization_id uuid not null,
  meter_id uuid not null,
  event_key text not null,
  customer_id uuid not null,
  quantity numeric not null,
  unique_value text,
  occurred_at timestamp with time zone not null,
  counted_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint usage_events_pkey PRIMARY KEY (organization_id, meter_id, event_key),
  constraint usage_events_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint usage_events_event_key_check CHECK ((event_key <> ''::text)),
  constraint usage_events_meter FOREIGN KEY (organization_id, meter_id) REFERENCES app.meters(organization_id, id)
);
comment on table app.usage_events is 'dist:tenant What customers used. The key makes a repeated event count once; counted_at is when it happened, or the start of the open period when that one was billed already.';
CREATE INDEX usage_events_counted ON app.usage_events USING btree (organization_id, customer_id, meter_id, counted_at);
CREATE INDEX usage_events_recent ON app.usage_events USING btree (organization_id, counted_at);
create policy tenant on app.usage_events using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select on app.usage_events to app_user;

create table app.usage_horizons (
  organization_id uuid not null,
  customer_id uuid not null,
  meter_id uuid not null,
  billed_until timestamp with time zone not null,
  constraint usage_horizons_pkey PRIMARY KEY (organization_id, customer_id, meter_id),
  constraint usage_horizons_customer FOREIGN KEY (organization_id, customer_id) REFERENCES app.customers(organization_id, id),
  constraint usage_horizons_meter FOREIGN KEY (organization_id, meter_id) REFERENCES app.meters(organization_id, id)
);
comment on table app.usage_horizons is 'dist:tenant Until when the use of a customer is billed: what comes late counts from here on.';
create policy tenant on app.usage_horizons using ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)) with check ((organization_id = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)); -- row security forced
grant insert, select, update on app.usage_horizons to app_user;

create table app.user_events (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  data jsonb not null,
  request_id text,
  ip text,
  created_at timestamp with time zone not null,
  constraint user_events_pkey PRIMARY KEY (id)
);
comment on table app.user_events is 'dist:local What happened to an account, outside any organisation. Append-only.';
CREATE INDEX user_events_user ON app.user_events USING btree (user_id, id DESC);
grant insert, select on app.user_events to app_user;

create table app.user_idempotency_keys (
  user_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  created_at timestamp with time zone not null,
  constraint user_idempotency_keys_pkey PRIMARY KEY (user_id, route, key),
  constraint user_idempotency_keys_user FOREIGN KEY (user_id) REFERENCES app.users(id) ON DELETE CASCADE
);
comment on table app.user_idempotency_keys is 'dist:local The stored answer to a request outside any organisation that may be sent again; kept 24 hours.';
CREATE INDEX user_idempotency_keys_age ON app.user_idempotency_keys USING btree (created_at);
grant delete, insert, select, update on app.user_idempotency_keys to app_user;

create table app.users (
  id uuid not null,
  email text not null,
  email_normalized text not null,
  name text not null,
  timezone text not null,
  password_hash text not null,
  verified_at timestamp with time zone,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  has_short_password boolean not null default false,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_taken UNIQUE (email_normalized),
  constraint users_name_check CHECK ((name <> ''::text))
);
comment on table app.users is 'dist:local People who sign in. E-mail is matched by its normalised form.';
CREATE INDEX users_unverified ON app.users USING btree (created_at) WHERE (verified_at IS NULL);
grant insert, select, update on app.users to app_user;

create table app.worker_heartbeats (
  pool_id text not null,
  seen_at timestamp with time zone not null,
  constraint worker_heartbeats_pkey PRIMARY KEY (pool_id)
);
comment on table app.worker_heartbeats is 'dist:local When each running worker was last heard of.';
grant delete, insert, select, update on app.worker_heartbeats to app_worker;

CREATE OR REPLACE FUNCTION app.find_leads(organization uuid, fragments text[], pattern text, most integer)
 RETURNS SETOF tid
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 200
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
    select l.ctid from app.leads l
    where l.organization_id = organization
      and l.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::pg_catalog.uuid
      and app.search_vector_of(l.search_text) operator(pg_catalog.@@) app.search_query_of(fragments)
      and l.search_text like pattern
    limit most
  $function$;

CREATE OR REPLACE FUNCTION app.is_job_alive(job_key text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (
    select from graphile_worker.jobs j
    where j.key = job_key and (j.attempts < j.max_attempts or j.locked_at is not null))
$function$;

CREATE OR REPLACE FUNCTION app.price_amount(model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE model WHEN 'flat'::text THEN (unit_amount_cents)::numeric WHEN 'per_seat'::text THEN round(((unit_amount_cents)::numeric * quantity)) WHEN 'package'::text THEN ((unit_amount_cents)::numeric * ceil((quantity / (package_size)::numeric))) WHEN 'volume'::text THEN COALESCE((SELECT (round(((t.unit_amount_cents)::numeric * price_amount.quantity)) + (COALESCE(t.flat_amount_cents, (0)::bigint))::numeric) FROM ROWS FROM(jsonb_to_recordset(price_amount.tiers) AS (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint)) WITH ORDINALITY t(up_to, unit_amount_cents, flat_amount_cents, n) WHERE ((price_amount.quantity > (0)::numeric) AND ((t.up_to IS NULL) OR (price_amount.quantity <= t.up_to))) ORDER BY t.n LIMIT 1), (0)::numeric) ELSE (SELECT COALESCE(sum((round(((LEAST(price_amount.quantity, COALESCE(b.up_to, price_amount.quantity)) - b.above) * (b.unit_amount_cents)::numeric)) + (COALESCE(b.flat_amount_cents, (0)::bigint))::numeric)), (0)::numeric) AS "coalesce" FROM (SELECT t.up_to, t.unit_amount_cents, t.flat_amount_cents, t.n, COALESCE(lag(t.up_to) OVER (ORDER BY t.n), (0)::numeric) AS above FROM ROWS FROM(jsonb_to_recordset(price_amount.tiers) AS (up_to numeric, unit_amount_cents bigint, flat_amount_cents bigint)) WITH ORDINALITY t(up_to, unit_amount_cents, flat_amount_cents, n)) b WHERE (price_amount.quantity > b.above)) END;

CREATE OR REPLACE FUNCTION app.price_amount_cents(model text, unit_amount_cents bigint, package_size integer, tiers jsonb, quantity numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (app.price_amount(model, unit_amount_cents, package_size, tiers, quantity))::bigint;

CREATE OR REPLACE FUNCTION app.queue_job(task text, payload json, priority integer, run_at timestamp with time zone, job_key text, max_attempts integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select graphile_worker.add_job(
    identifier => task,
    payload => payload,
    priority => priority,
    run_at => run_at,
    job_key => job_key,
    max_attempts => max_attempts
  )
$function$;

CREATE OR REPLACE FUNCTION app.remove_unverified_users(registered_before timestamp with time zone, present timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  delete from app.users u
  where u.verified_at is null and u.disabled_at is null and u.created_at < registered_before
    and not exists (select from app.memberships m where m.user_id = u.id)
    and not exists (
      select from app.email_verifications e where e.user_id = u.id and e.used_at is null and e.expires_at > present)
    and not exists (
      select from app.password_resets p where p.user_id = u.id and p.used_at is null and p.expires_at > present)
  returning u.id
$function$;

CREATE OR REPLACE FUNCTION app.search_query_of(fragments text[])
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT (string_agg((((''''::text || replace(replace(each.each, '\'::text, '\\'::text), ''''::text, ''''''::text)) || ''''::text) || CASE WHEN (length(each.each) < 3) THEN ':*'::text ELSE ''::text END), ' & '::text))::tsquery AS string_agg FROM unnest(search_query_of.fragments) each(each));

CREATE OR REPLACE FUNCTION app.search_vector_of(searched text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN array_to_tsvector(ARRAY(SELECT substr((search_vector_of.searched || '  '::text), i.i, 3) AS substr FROM generate_series(1, length(search_vector_of.searched)) i(i)));
