// Generated from the migrated database by `npm run db:generate`; do not edit.
import type { ColumnType, Generated } from 'kysely'
import type { Scope } from '#modules/api-keys/schemas.ts'
import type { GstCode } from '#modules/gst/schemas.ts'
import type { IssuedLine, NewLine, Party } from '#modules/invoices/schemas.ts'
import type { Reason } from '#modules/lead-duplicates/compare-pair.ts'
import type { Payload } from '#modules/lead-forms/read-submission.ts'
import type { FormConsent, FormField } from '#modules/lead-forms/schemas.ts'
import type { SpamReason } from '#modules/lead-forms/submission-schemas.ts'
import type { Condition } from '#modules/lead-rules/schemas.ts'
import type { CustomFields, Utm } from '#modules/leads/schemas.ts'
import type { PlanFeature, PlanLimits, Tier } from '#modules/plans/schemas.ts'
import type { Address } from '#platform/schemas.ts'

export type Tables = {
  accounting_exports: {
    organization_id: string
    id: string
    system: 'xero' | 'quickbooks'
    content: 'invoices' | 'credit_notes' | 'payments' | 'write_offs' | 'contacts'
    account: 'bank' | 'cash' | 'stripe_balance' | null
    from_date: string | null
    to_date: string
    count: number
    amount_cents: number
    exported_by: string
    created_at: string
    is_new: Generated<boolean>
  }
  accounting_settings: {
    organization_id: string
    codes: string
    updated_at: string
  }
  agreement_parts: {
    organization_id: string
    agreement_id: string
    nth: number
    invoice_id: string
    kind: 'deposit' | 'progress' | 'final'
    label: string | null
    percent_bp: number | null
    subtotal_cents: number
    billed_before_cents: number
    amounts: string
    released_amounts: string
    released_cents: Generated<number>
    created_at: string
  }
  agreements: {
    organization_id: string
    id: string
    customer_id: string
    title: string
    reference: string | null
    lines: string
    subtotal_cents: number
    billed_cents: Generated<number>
    ended_at: string | null
    end_reason: string | null
    status: ColumnType<string, never, never>
    created_at: string
    updated_at: string
  }
  api_keys: {
    id: string
    organization_id: string
    key_id: string
    secret_hash: Buffer
    name: string
    scopes: Scope[]
    allowed_networks: string[]
    created_by: string
    created_at: string
    updated_at: string
    version: Generated<number>
    expires_at: string
    last_used_at: string | null
    last_used_ip: string | null
    revoked_at: string | null
    replaced_by: string | null
  }
  bank_accounts: {
    organization_id: string
    id: string
    name: string
    bank: string | null
    account_number: string | null
    currency: 'SGD'
    created_at: string
    updated_at: string
    version: Generated<number>
    archived_at: string | null
  }
  bank_column_mappings: {
    organization_id: string
    bank_account_id: string
    header_fingerprint: string
    mapping: string
    updated_at: string
  }
  bank_imports: {
    organization_id: string
    id: string
    bank_account_id: string
    file_name: string
    file_key: string
    file_hash: string
    byte_count: number
    format: 'csv' | 'ofx' | 'mt940' | 'camt053'
    bank: string | null
    status: 'reading' | 'matching' | 'completed' | 'failed' | 'taking_back' | 'taken_back'
    failure: string | null
    row_count: Generated<number>
    new_count: Generated<number>
    bad_count: Generated<number>
    doubtful_count: Generated<number>
    matched_count: Generated<number>
    bad_rows: Generated<string>
    started_by: string
    created_at: string
    ended_at: string | null
    taken_back_by: string | null
    taken_back_at: string | null
  }
  bank_suggestions: {
    organization_id: string
    id: string
    bank_transaction_id: string
    rank: number
    customer_id: string
    allocations: string
    fee_cents: number
    score: number
    reasons: string
    created_at: string
  }
  bank_transactions: {
    organization_id: string
    id: string
    bank_account_id: string
    bank_import_id: string
    line: number
    row_hash: string
    occurrence: number
    transaction_date: string
    amount_cents: number
    description: string
    reference: string | null
    payer_name: string | null
    payer_account: string | null
    balance_cents: number | null
    warning: string | null
    status: Generated<'open' | 'matched' | 'ignored' | 'on_hold'>
    held_until: string | null
    note: string | null
    payment_id: string | null
    is_automatic: Generated<boolean>
    match_score: number | null
    match_reasons: Generated<string>
    matched_by: string | null
    matched_at: string | null
    undone_at: string | null
    created_at: string
    updated_at: string
    doubts: Generated<string>
  }
  billing_settings: {
    organization_id: string
    upgrade_rule: 'now' | 'now_new_anchor' | 'period_end'
    downgrade_rule: 'now' | 'period_end'
    seat_rule: 'now' | 'period_end'
    proration_unit: 'day' | 'second'
    proration_charge: 'now' | 'next_invoice'
    unpaid_after_days: number
    version: Generated<number>
    updated_at: string
    invoice_grouping: Generated<'per_subscription' | 'per_customer'>
    draft_days: Generated<number>
    renewal_notice_days: Generated<number>
    paused_after_days: Generated<number>
  }
  card_collections: {
    organization_id: string
    invoice_id: string
    customer_id: string
    status: 'due' | 'charging' | 'collected' | 'stopped'
    stop_reason: 'hard_decline' | 'used_up' | 'settled' | 'no_card' | 'by_hand' | 'disputed' | null
    tries: Generated<number>
    first_tried_at: string | null
    next_try_at: string | null
    online_payment_id: string | null
    told_at: string | null
    created_at: string
    updated_at: string
  }
  card_disputes: {
    organization_id: string
    id: string
    online_payment_id: string
    stripe_dispute_id: string
    amount_cents: number
    fee_cents: Generated<number>
    reason: string
    status: 'open' | 'under_review' | 'won' | 'lost'
    respond_by: string | null
    refund_id: string | null
    opened_at: string
    closed_at: string | null
    updated_at: string
  }
  card_setups: {
    organization_id: string
    id: string
    customer_id: string
    account_id: string | null
    status: 'opening' | 'open' | 'done' | 'expired'
    stripe_checkout_id: string | null
    url: string | null
    expires_at: string
    created_at: string
  }
  contacts: {
    organization_id: string
    id: string
    customer_id: string
    name: string
    email: string | null
    phone: string | null
    job_title: string | null
    notes: string | null
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  coupons: {
    organization_id: string
    id: string
    code: string
    name: string
    percent_off_bp: number | null
    amount_off_cents: number | null
    duration: 'once' | 'months' | 'forever'
    duration_months: number | null
    max_redemptions: number | null
    redemption_count: Generated<number>
    expires_date: string | null
    version: Generated<number>
    archived_at: string | null
    created_at: string
    updated_at: string
  }
  credit_note_gst_groups: {
    organization_id: string
    credit_note_id: string
    gst_code: string
    gst_rate_bp: number
    taxable_cents: number
    gst_cents: number
  }
  credit_note_lines: {
    organization_id: string
    credit_note_id: string
    position: number
    invoice_position: number
    description: string
    quantity: string | null
    unit: string | null
    gst_code: string
    gst_rate_bp: number
    amount_cents: number
    service_from_date: string | null
    service_to_date: string | null
  }
  credit_notes: {
    organization_id: string
    id: string
    number: string
    invoice_id: string
    invoice_number: string
    invoice_issue_date: string
    customer_id: string
    seller: string
    buyer: string
    currency: 'SGD'
    issue_date: string
    reason: string
    subtotal_cents: number
    gst_amount_cents: number
    total_amount_cents: ColumnType<number, never, never>
    amount_released_cents: number
    search_text: string
    created_at: string
  }
  custom_roles: {
    organization_id: string
    id: string
    name: string
    name_normalized: string
    description: string
    permissions: string[]
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  customer_mails: {
    organization_id: string
    id: string
    customer_id: string | null
    kind: 'invoice' | 'reminder' | 'statement' | 'portal_link' | 'portal_notice' | 'card_failed' | 'card_link' | 'quotation'
    source_id: string
    recipient: string
    subject: string
    text_body: string
    html_body: string
    reply_to: string
    attachments: string
    status: Generated<'queued' | 'sending' | 'sent' | 'failed' | 'cancelled'>
    attempts: Generated<number>
    failure: string | null
    created_at: string
    settled_at: string | null
    delivered_at: string | null
    opened_at: string | null
    bounced_at: string | null
    complained_at: string | null
    return_reason: string | null
  }
  customers: {
    organization_id: string
    id: string
    name: string
    kind: 'business' | 'individual'
    uen: string | null
    gst_reg_no: string | null
    email: string | null
    phone: string | null
    address: Address | null
    peppol_id: string | null
    currency: 'SGD'
    payment_terms_days: number
    notes: string | null
    archived_at: string | null
    name_normalized: string
    search_text: string
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  document_archive_items: {
    organization_id: string
    archive_id: string
    position: number
    document_kind: 'invoice' | 'debit_note' | 'credit_note'
    document_id: string
    number: string
    file_key: string | null
    file_bytes: number | null
    file_crc32: string | null
  }
  document_archives: {
    organization_id: string
    id: string
    customer_id: string | null
    status: Generated<'building' | 'ready' | 'failed' | 'cancelled'>
    document_count: number
    done_count: Generated<number>
    content_bytes: Generated<number>
    attempts: Generated<number>
    failure: string | null
    requested_by: string
    created_at: string
    ended_at: string | null
    expires_at: string | null
    swept_at: string | null
    is_by_customer: Generated<boolean>
  }
  dunning_notice_invoices: {
    organization_id: string
    notice_id: string
    invoice_id: string
    step_days: number | null
    amount_cents: number
  }
  dunning_notices: {
    organization_id: string
    id: string
    customer_id: string
    lead_invoice_id: string
    step_days: number
    tone: 'friendly' | 'firm' | 'final'
    is_by_hand: boolean
    notice_date: string
    amount_cents: number
    sent_by: string
    cancelled_at: string | null
    created_at: string
  }
  dunning_pauses: {
    organization_id: string
    customer_id: string
    until_date: string | null
    reason: string
    paused_by: string
    created_at: string
  }
  dunning_settings: {
    organization_id: string
    is_enabled: boolean
    steps: string
    updated_at: string
  }
  email_changes: {
    id: string
    user_id: string
    new_email: string
    old_token_hash: Buffer
    new_token_hash: Buffer | null
    old_confirmed_at: string | null
    new_confirmed_at: string | null
    created_at: string
    expires_at: string
    ended_at: string | null
  }
  email_verifications: {
    token_hash: Buffer
    user_id: string
    created_at: string
    expires_at: string
    used_at: string | null
  }
  entitlements: {
    organization_id: string
    plan_code: string
    plan_name: string
    features: PlanFeature[]
    limits: PlanLimits
    subscription_status: 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled'
    trial_end_date: string | null
    updated_at: string
    pause_reason: 'requested' | 'unpaid' | null
  }
  event_seals: {
    organization_id: string
    seq: number
    event_id: string
    data_digest: Buffer
    actor_digest: Buffer
    hash: Buffer
    sealed_at: string
  }
  events: {
    organization_id: string
    id: string
    name: string
    actor_kind: 'user' | 'api_key' | 'system' | 'customer'
    actor_id: string | null
    actor_name: string | null
    subject_id: string
    data: Record<string, unknown>
    changes: Record<string, { before: unknown; after: unknown }> | null
    request_id: string | null
    ip: string | null
    created_at: string
    dispatched_at: string | null
    on_behalf_of_id: string | null
    on_behalf_of_name: string | null
    user_agent: string | null
    data_key: Generated<string | null>
    actor_key: Generated<string | null>
    sealed_at: string | null
  }
  gst_codes: {
    gst_code: string
    title: string
    description: string
    is_common: boolean
    display_order: number
  }
  gst_rates: {
    gst_code: string
    from_date: string
    gst_rate_bp: number
  }
  gst_registrations: {
    organization_id: string
    id: string
    gst_reg_no: string
    from_date: string
    to_date: string | null
    created_at: string
  }
  idempotency_keys: {
    organization_id: string
    actor_id: string
    route: string
    key: string
    fingerprint: string
    status: number | null
    body: string | null
    created_at: string
  }
  impersonations: {
    id: string
    organization_id: string
    support_access_id: string
    session_id: string
    operator_id: string
    user_id: string
    reason: string
    is_read_only: boolean
    started_at: string
    ends_at: string
    ended_at: string | null
  }
  interest_charges: {
    organization_id: string
    id: string
    invoice_id: string
    customer_id: string
    debit_note_id: string | null
    from_date: string
    to_date: string
    rate_bp: number
    amount_cents: number
    segments: string
    reason: string | null
    decided_by: string
    cancelled_at: string | null
    created_at: string
  }
  interest_settings: {
    organization_id: string
    is_enabled: boolean
    is_automatic: boolean
    rate_bp: number
    grace_days: number
    minimum_cents: number
    starts_on_date: string
    updated_at: string
  }
  interest_terms: {
    organization_id: string
    customer_id: string
    is_exempt: boolean
    rate_bp: number | null
    grace_days: number | null
    minimum_cents: number | null
    updated_at: string
  }
  invitations: {
    organization_id: string
    id: string
    email: string
    email_normalized: string
    role: 'owner' | 'admin' | 'member' | 'viewer' | 'accountant' | 'dpo' | 'custom'
    token_hash: Buffer
    invited_by: string
    created_at: string
    expires_at: string
    custom_role_id: string | null
  }
  invoice_batch_items: {
    organization_id: string
    batch_id: string
    position: number
    document_id: string
    customer_name: string
    number: string | null
    amount_cents: number
    status: Generated<'waiting' | 'done' | 'refused'>
    invoice_id: string | null
    refusal_code: string | null
    refusal: string | null
    settled_at: string | null
  }
  invoice_batches: {
    organization_id: string
    id: string
    action: 'issue' | 'send' | 'mark_sent'
    status: Generated<'running' | 'completed' | 'cancelled'>
    includes_sent: Generated<boolean>
    item_count: number
    done_count: Generated<number>
    refused_count: Generated<number>
    amount_cents: Generated<number>
    attempts: Generated<number>
    started_by: string
    created_at: string
    ended_at: string | null
  }
  invoice_disputes: {
    organization_id: string
    id: string
    invoice_id: string
    reason: string
    opened_by: string
    resolution: string | null
    resolved_at: string | null
    created_at: string
  }
  invoice_drafts: {
    organization_id: string
    id: string
    customer_id: string
    currency: 'SGD'
    due_date: string | null
    reference: string | null
    notes: string | null
    lines: IssuedLine[]
    total_amount_cents: number
    version: Generated<number>
    created_at: string
    updated_at: string
    issues_on_date: string | null
    subscription_ids: Generated<string[]>
  }
  invoice_gst_groups: {
    organization_id: string
    invoice_id: string
    gst_code: string
    gst_rate_bp: number
    taxable_cents: number
    gst_cents: ColumnType<number, never, never>
  }
  invoice_lines: {
    organization_id: string
    invoice_id: string
    position: number
    description: string
    quantity: string
    unit: string | null
    unit_price_cents: number
    discount_cents: number
    gst_code: string
    gst_rate_bp: number
    amount_cents: ColumnType<number, never, never>
    service_from_date: string | null
    service_to_date: string | null
  }
  invoice_promises: {
    organization_id: string
    id: string
    invoice_id: string
    promised_date: string
    note: string | null
    recorded_by: string
    withdrawn_at: string | null
    created_at: string
  }
  invoice_sent_marks: {
    organization_id: string
    invoice_id: string
    marked_by: string
    created_at: string
  }
  invoice_subscriptions: {
    organization_id: string
    subscription_id: string
    invoice_id: string
  }
  invoices: {
    organization_id: string
    id: string
    number: string
    kind: 'tax_invoice' | 'invoice' | 'debit_note'
    customer_id: string
    seller: Party
    buyer: Party
    currency: 'SGD'
    issue_date: string
    due_date: string
    tax_point_date: string
    reference: string | null
    notes: string | null
    subtotal_cents: number
    gst_amount_cents: number
    total_amount_cents: ColumnType<number, never, never>
    amount_paid_cents: Generated<number>
    amount_credited_cents: Generated<number>
    voided_at: string | null
    void_reason: string | null
    written_off_at: string | null
    amount_due_cents: ColumnType<number, never, never>
    status: ColumnType<string, never, never>
    search_text: string
    created_at: string
    updated_at: string
    subscription_id: string | null
    write_off_reason: string | null
    amount_written_off_cents: ColumnType<number, never, never>
    corrects_invoice_id: string | null
    correction_reason: string | null
    progress: string | null
  }
  journal_entries: {
    organization_id: string
    source: 'invoice' | 'invoice_voided' | 'invoice_written_off' | 'credit_note' | 'payment' | 'payment_reversed' | 'allocation' | 'allocation_removed' | 'refund' | 'refund_failed' | 'dispute'
    source_id: string
    position: number
    entry_date: string
    debit_account: 'bank' | 'cash' | 'stripe_balance' | 'receivables' | 'customer_credits' | 'deferred_revenue' | 'revenue' | 'gst_output' | 'fees' | 'bad_debts'
    credit_account: 'bank' | 'cash' | 'stripe_balance' | 'receivables' | 'customer_credits' | 'deferred_revenue' | 'revenue' | 'gst_output' | 'fees' | 'bad_debts'
    amount_cents: number
    created_at: string
  }
  lead_absences: {
    organization_id: string
    id: string
    user_id: string
    from_date: string
    until_date: string
    created_at: string
  }
  lead_activities: {
    organization_id: string
    id: string
    lead_id: string
    kind: 'note' | 'call' | 'mail' | 'message' | 'meeting' | 'task'
    body: string
    direction: 'in' | 'out' | null
    happened_at: string
    duration_minutes: number | null
    dnc_basis: 'checked' | 'consent' | 'not_marketing' | null
    dnc_checked_on: string | null
    due_at: string | null
    done_at: string | null
    assignee_user_id: string | null
    actor_id: string | null
    actor_name: string
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_assignment_rules: {
    organization_id: string
    id: string
    name: string
    conditions: Condition[]
    strategy: 'round_robin' | 'least_loaded'
    user_ids: string[]
    turn: Generated<number>
    position: number
    is_active: Generated<boolean>
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_bulk_edit_values: {
    organization_id: string
    bulk_edit_id: string
    lead_id: string
    before: string
    after: string
  }
  lead_bulk_edits: {
    organization_id: string
    id: string
    changes: string
    columns: string
    changed_count: number
    actor_name: string
    undone_at: string | null
    undone_by_name: string | null
    restored_count: number | null
    created_at: string
  }
  lead_consents: {
    organization_id: string
    id: string
    lead_id: string
    channel: 'email' | 'phone' | 'whatsapp' | 'text_message' | 'post'
    is_given: boolean
    text: string
    submission_id: string | null
    recorded_by_user_id: string | null
    recorded_by_name: string
    note: string | null
    recorded_at: string
  }
  lead_conversions: {
    organization_id: string
    id: string
    lead_id: string
    customer_id: string
    is_new_customer: boolean
    contact_id: string | null
    subscription_id: string | null
    invoice_draft_id: string | null
    stage_before_id: string
    created_at: string
    undone_at: string | null
    quotation_id: string | null
  }
  lead_duplicates: {
    organization_id: string
    id: string
    lead_id: string
    other_lead_id: string
    score: number
    reasons: Reason[]
    state: Generated<'open' | 'dismissed' | 'merged'>
    dismissed_at: string | null
    created_at: string
    updated_at: string
  }
  lead_fields: {
    organization_id: string
    id: string
    key: string
    label: string
    kind: 'text' | 'number' | 'date' | 'yes_no' | 'choice'
    choices: Generated<string[]>
    position: number
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_form_keys: {
    form_key: string
    organization_id: string
    form_id: string
  }
  lead_forms: {
    organization_id: string
    id: string
    form_key: string
    name: string
    heading: string
    intro: string | null
    button_label: string
    thanks: string
    redirect_url: string | null
    fields: FormField[]
    consents: Generated<FormConsent[]>
    source: string
    tags: Generated<string[]>
    owner_user_id: string | null
    allowed_origins: Generated<string[]>
    notify_user_ids: Generated<string[]>
    is_open: Generated<boolean>
    submission_count: Generated<number>
    lead_count: Generated<number>
    spam_count: Generated<number>
    last_submission_at: string | null
    told_at: string | null
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_import_columns: {
    organization_id: string
    header_fingerprint: string
    fields: string
    updated_at: string
  }
  lead_import_rows: {
    organization_id: string
    import_id: string
    line: number
    verdict: 'new' | 'duplicate' | 'bad'
    cells: string
    lead: string | null
    reasons: Generated<string>
    email_normalized: string | null
    phone: string | null
    uen: string | null
    duplicate_of_line: number | null
    duplicate_of_lead_id: string | null
  }
  lead_imports: {
    organization_id: string
    id: string
    file_name: string
    byte_count: number
    received_bytes: Generated<number>
    part_count: Generated<number>
    status: Generated<'uploading' | 'uploaded' | 'checking' | 'checked' | 'importing' | 'completed' | 'undoing' | 'undone' | 'failed' | 'cancelled'>
    heads: string | null
    fields: string | null
    choices: string | null
    check_count: Generated<number>
    read_line: Generated<number>
    row_count: Generated<number>
    new_count: Generated<number>
    duplicate_count: Generated<number>
    bad_count: Generated<number>
    masked_count: Generated<number>
    done_line: Generated<number>
    done_count: Generated<number>
    imported_count: Generated<number>
    undone_count: Generated<number>
    failure: string | null
    started_by: string
    created_at: string
    checked_at: string | null
    ended_at: string | null
    undone_at: string | null
    swept_at: string | null
  }
  lead_mail_addresses: {
    organization_id: string
    address_key: string
    created_at: string
  }
  lead_mail_settings: {
    organization_id: string
    makes_leads: boolean
    updated_at: string
  }
  lead_mails: {
    organization_id: string
    id: string
    recipient: string
    content_hash: string
    byte_count: number
    status: 'received' | 'filed' | 'held' | 'discarded'
    is_raw_kept: Generated<boolean>
    message_id: string | null
    direction: 'in' | 'out' | null
    is_sender_verified: Generated<boolean>
    held_reason: string | null
    sender: string | null
    recipients: Generated<string>
    counterparts: Generated<string>
    subject: Generated<string>
    body: Generated<string>
    attachments: Generated<string>
    sent_at: string | null
    lead_ids: Generated<string>
    settled_at: string | null
    received_at: string
    updated_at: string
  }
  lead_match_keys: {
    organization_id: string
    key: string
    lead_id: string
  }
  lead_merges: {
    organization_id: string
    id: string
    survivor_id: string
    merged_ids: string[]
    before: string
    after: string
    undone_at: string | null
    created_at: string
  }
  lead_score_rules: {
    organization_id: string
    id: string
    name: string
    points: number
    conditions: Condition[]
    position: number
    is_active: Generated<boolean>
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_settings: {
    organization_id: string
    reply_within_minutes: Generated<number>
    rescored_at: string | null
    updated_at: string
  }
  lead_stages: {
    organization_id: string
    id: string
    name: string
    name_normalized: string
    status: 'new' | 'contacted' | 'qualified' | 'converted' | 'disqualified'
    probability_percent: number
    position: number
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  lead_submissions: {
    organization_id: string
    id: string
    form_id: string
    status: Generated<'received' | 'processed' | 'spam' | 'failed'>
    spam_reasons: Generated<SpamReason[]>
    is_released: Generated<boolean>
    payload: Payload
    is_filled_trap: boolean
    shown_at: string | null
    address_key: string
    origin: string | null
    user_agent: string | null
    lead_id: string | null
    failure: string | null
    received_at: string
    processed_at: string | null
    told_at: string | null
  }
  leads: {
    organization_id: string
    id: string
    name: string
    email: string | null
    phone: string | null
    company: string | null
    uen: string | null
    job_title: string | null
    source: string
    stage_id: string
    status: 'new' | 'contacted' | 'qualified' | 'converted' | 'disqualified'
    stage_changed_at: string
    score: Generated<number>
    owner_user_id: string | null
    next_follow_up_at: string | null
    first_replied_at: string | null
    estimated_value_cents: number | null
    tags: Generated<string[]>
    utm: Generated<Utm>
    visited_pages: Generated<string[]>
    submission_count: Generated<number>
    custom_fields: Generated<CustomFields>
    notes: string | null
    disqualified_reason: string | null
    customer_id: string | null
    converted_at: string | null
    merged_into_id: string | null
    archived_at: string | null
    import_id: string | null
    email_normalized: string | null
    name_normalized: string
    company_normalized: string | null
    search_text: string
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  leads_to_compare: {
    organization_id: string
    lead_id: string
  }
  mailbox_messages: {
    id: string
    recipient: string
    subject: string
    text_body: string
    html_body: string
    created_at: string
    attachments: Generated<string>
  }
  memberships: {
    organization_id: string
    user_id: string
    role: 'owner' | 'admin' | 'member' | 'viewer' | 'accountant' | 'dpo' | 'custom'
    created_at: string
    custom_role_id: string | null
    permissions: string[] | null
  }
  meters: {
    organization_id: string
    id: string
    code: string
    name: string
    unit: string
    aggregation: 'sum' | 'max' | 'unique' | 'last'
    version: Generated<number>
    archived_at: string | null
    created_at: string
    updated_at: string
  }
  migrations: {
    name: string
    checksum: string
    applied_at: Generated<string>
  }
  number_series: {
    organization_id: string
    series: string
    last_number: number
  }
  online_payments: {
    organization_id: string
    id: string
    invoice_id: string
    customer_id: string
    kind: 'checkout' | 'saved_card' | 'paynow'
    amount_cents: number
    status: 'opening' | 'open' | 'processing' | 'succeeded' | 'failed' | 'canceled'
    saves_card: boolean
    saved_card_id: string | null
    return_url: string | null
    stripe_checkout_id: string | null
    stripe_payment_intent_id: string | null
    url: string | null
    qr_data: string | null
    failure_code: string | null
    failure: string | null
    is_hard_decline: boolean | null
    fee_cents: number | null
    payment_id: string | null
    expires_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
    account_id: string | null
  }
  online_refunds: {
    organization_id: string
    refund_id: string
    online_payment_id: string
    stripe_refund_id: string | null
    created_at: string
  }
  operator_organizations: {
    organization_id: string
    is_only: Generated<boolean>
    created_at: string
  }
  organization_directory: {
    organization_id: string
    name: string
    slug: string
    uen: string
    created_at: string
    require_second_factor: Generated<boolean>
    disabled_at: string | null
    released_uen: string | null
    clock_shift_seconds: Generated<number>
    clock_to_date: string | null
  }
  organizations: {
    organization_id: string
    is_gst_registered: boolean
    gst_reg_no: string | null
    gst_registered_from: string | null
    billing_email: string
    address: Address
    timezone: string
    currency: Generated<'SGD'>
    version: Generated<number>
    created_at: string
    updated_at: string
    seat_limit: number | null
  }
  ownership_offers: {
    organization_id: string
    id: string
    from_user_id: string
    to_user_id: string
    created_at: string
    expires_at: string
  }
  passkey_challenges: {
    challenge_hash: Buffer
    purpose: 'add' | 'log_in' | 'second_factor' | 'step_up'
    session_id: string | null
    expires_at: string
  }
  passkeys: {
    id: string
    user_id: string
    credential_id: Buffer
    public_key: Buffer
    sign_count: number
    transports: string
    aaguid: string
    is_backup_eligible: boolean
    is_backed_up: boolean
    name: string
    created_at: string
    last_used_at: string | null
  }
  password_resets: {
    token_hash: Buffer
    user_id: string
    attempts: Generated<number>
    created_at: string
    expires_at: string
    used_at: string | null
  }
  pay_links: {
    organization_id: string
    invoice_id: string
    generation: Generated<number>
    revoked_at: string | null
    seen_at: string | null
  }
  payment_allocations: {
    organization_id: string
    payment_id: string
    invoice_id: string
    amount_cents: number
    created_at: string
    id: string
    allocation_date: string
    removed_at: string | null
    entry_date: string | null
    is_taken_off: Generated<boolean>
  }
  payment_settings: {
    organization_id: string
    is_credit_applied: boolean
    updated_at: string
  }
  payments: {
    organization_id: string
    id: string
    customer_id: string
    amount_cents: number
    currency: 'SGD'
    payment_date: string
    method: 'paynow' | 'bank_transfer' | 'cash' | 'cheque' | 'card' | 'other'
    reference: string | null
    created_at: string
    payer_name: string | null
    account: Generated<'bank' | 'cash' | 'stripe_balance'>
    fee_cents: Generated<number>
    amount_allocated_cents: Generated<number>
    amount_refunded_cents: Generated<number>
    reversed_at: string | null
    reverse_reason: string | null
    updated_at: string
    amount_unallocated_cents: ColumnType<number, never, never>
  }
  plans: {
    organization_id: string
    id: string
    kind: 'plan' | 'add_on'
    code: string
    name: string
    description: string | null
    gst_code: GstCode | null
    trial_days: number
    features: PlanFeature[]
    limits: PlanLimits
    is_active: boolean
    is_visible: boolean
    is_default: Generated<boolean>
    display_order: number
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  portal_links: {
    organization_id: string
    token_hash: Buffer
    email: string
    customer_id: string | null
    created_at: string
    expires_at: string
    used_at: string | null
  }
  portal_sessions: {
    organization_id: string
    id: string
    customer_id: string
    email: string
    token_hash: Buffer
    device: string
    created_at: string
    last_used_at: string
    ended_at: string | null
  }
  portal_settings: {
    organization_id: string
    is_enabled: boolean
    modules: string
    allows_plan_change: boolean
    updated_at: string
  }
  prices: {
    organization_id: string
    id: string
    plan_id: string
    model: 'flat' | 'per_seat' | 'tiered' | 'volume' | 'package'
    billing_interval: 'month' | 'quarter' | 'year'
    interval_months: ColumnType<number, never, never>
    currency: 'SGD'
    unit_amount_cents: number | null
    package_size: number | null
    tiers: Tier[] | null
    meter_id: string | null
    available_from_date: string
    available_to_date: string | null
    replaced_by_id: string | null
    created_at: string
  }
  quotation_seals: {
    organization_id: string
    quotation_id: string
    seal: string
  }
  quotations: {
    organization_id: string
    id: string
    number: string | null
    status: 'draft' | 'sent' | 'accepted' | 'declined' | 'withdrawn'
    customer_id: string | null
    lead_id: string | null
    currency: 'SGD'
    valid_until: string | null
    reference: string | null
    notes: string | null
    lines: string
    seller: string | null
    buyer: string | null
    gst_breakdown: string | null
    subtotal_cents: number
    gst_amount_cents: number
    total_amount_cents: ColumnType<number, never, never>
    issue_date: string | null
    sent_at: string | null
    sent_to: string | null
    sent_by_user_id: string | null
    answered_at: string | null
    answered_by: string | null
    decline_reason: string | null
    replaces_quotation_id: string | null
    invoice_draft_id: string | null
    search_text: string
    version: Generated<number>
    created_at: string
    updated_at: string
    seen_at: string | null
    last_seen_at: string | null
    seal: ColumnType<string | null, never, never>
  }
  recovery_codes: {
    user_id: string
    code_hash: Buffer
    created_at: string
    used_at: string | null
  }
  recurring_invoice_dates: {
    organization_id: string
    recurring_invoice_id: string
    invoice_date: string
    outcome: 'issued' | 'drafted' | 'skipped'
    invoice_id: string | null
    draft_id: string | null
    created_at: string
  }
  recurring_invoices: {
    organization_id: string
    id: string
    customer_id: string
    status: 'active' | 'paused' | 'ended'
    billing_interval: 'week' | 'month' | 'quarter' | 'year'
    interval_count: number
    first_date: string
    next_index: number
    next_date: string
    end_after_count: number | null
    end_date: string | null
    when_due: 'issue' | 'draft'
    currency: 'SGD'
    reference: string | null
    notes: string | null
    lines: NewLine[]
    total_amount_cents: number
    made_count: Generated<number>
    held_reason: 'customer_archived' | 'customer_address_missing' | 'incomplete' | 'limit_reached' | null
    held_detail: string | null
    paused_at: string | null
    ended_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  refresh_tokens: {
    token_hash: Buffer
    session_id: string
    created_at: string
    rotated_at: string | null
    rotated_by: Buffer | null
    successor: Buffer | null
    successor_shown_at: string | null
  }
  refunds: {
    organization_id: string
    id: string
    payment_id: string
    amount_cents: number
    refund_date: string
    method: 'paynow' | 'bank_transfer' | 'cash' | 'cheque' | 'card' | 'other'
    account: 'bank' | 'cash' | 'stripe_balance'
    reference: string | null
    reason: string
    status: 'pending' | 'succeeded' | 'failed'
    failure: string | null
    created_at: string
    updated_at: string
  }
  renewal_runs: {
    organization_id: string
    id: string
    run_date: string
    status: 'running' | 'completed' | 'failed'
    is_dry_run: boolean
    due_count: number
    renewed_count: Generated<number>
    issued_count: Generated<number>
    ended_count: Generated<number>
    skipped_count: Generated<number>
    amount_cents: Generated<number>
    failure: string | null
    started_by: string
    created_at: string
    ended_at: string | null
    drafted_count: Generated<number>
  }
  renewal_skips: {
    organization_id: string
    run_id: string
    subscription_id: string
    reason: string
  }
  saved_cards: {
    organization_id: string
    id: string
    customer_id: string
    stripe_payment_method_id: string
    brand: string
    last4: string
    exp_month: number
    exp_year: number
    removed_at: string | null
    created_at: string
  }
  saved_views: {
    organization_id: string
    id: string
    list: 'leads'
    user_id: string
    user_name: string
    name: string
    name_normalized: string
    layout: 'table' | 'board'
    query: Record<string, string>
    is_shared: Generated<boolean>
    archived_at: string | null
    version: Generated<number>
    created_at: string
    updated_at: string
  }
  server_failures: {
    id: string
    request_id: string
    method: string
    route: string
    status: number
    code: string
    cause: string
    organization_id: string | null
    user_id: string | null
    created_at: string
  }
  sessions: {
    id: string
    user_id: string
    kind: 'browser' | 'api'
    token_hash: Buffer | null
    user_agent: string | null
    ip: string | null
    created_at: string
    last_used_at: string
    expires_at: string
    ended_at: string | null
    device: Generated<string>
    authenticated_at: Generated<string>
    has_second_factor: Generated<boolean>
  }
  sign_in_throttles: {
    key: Buffer
    failures: number
    failed_at: string
    blocked_until: string
  }
  signing_keys: {
    kid: string
    state: 'next' | 'current' | 'retiring'
    public_key: string
    private_key: Buffer
    created_at: string
    current_since: string | null
    retired_at: string | null
  }
  stripe_connections: {
    organization_id: string
    secret_key: Buffer | null
    key_last4: string | null
    account_id: string | null
    account_name: string | null
    is_live: boolean
    webhook_secret: Buffer | null
    webhook_secret_last4: string | null
    previous_webhook_secret: Buffer | null
    previous_until: string | null
    webhook_endpoint_id: string | null
    is_card_offered: Generated<boolean>
    charged_since: string | null
    retry_days: Generated<string>
    connected_at: string
    updated_at: string
  }
  stripe_customers: {
    organization_id: string
    customer_id: string
    stripe_customer_id: string
    created_at: string
  }
  stripe_events: {
    id: string
    event_id: string
    type: string
    object_id: string | null
    payload: string
    status: 'waiting' | 'processed' | 'ignored' | 'dead'
    attempts: Generated<number>
    due_at: string
    last_error: string | null
    organization_id: string | null
    occurred_at: string
    received_at: string
    processed_at: string | null
    endpoint_organization_id: string | null
    attempt_log: Generated<string>
  }
  stripe_reconciliations: {
    id: string
    started_at: string
    ended_at: string | null
    checked_count: Generated<number>
    drifts: Generated<Record<string, unknown>[]>
    failure: string | null
    checked_counts: Generated<string>
  }
  subscription_add_ons: {
    organization_id: string
    id: string
    subscription_id: string
    price_id: string
    quantity: number
    created_at: string
    removed_at: string | null
  }
  subscription_charges: {
    organization_id: string
    id: string
    subscription_id: string
    kind: 'one_off' | 'proration'
    description: string
    quantity: string
    unit_price_cents: number
    discount_cents: Generated<number>
    gst_code: string | null
    service_from_date: string | null
    service_to_date: string | null
    created_at: string
    invoice_id: string | null
    removed_at: string | null
    draft_id: string | null
  }
  subscription_credits: {
    organization_id: string
    id: string
    subscription_id: string
    amount_cents: number
    reason: string
    invoice_id: string | null
    created_at: string
    draft_id: string | null
  }
  subscription_periods: {
    organization_id: string
    subscription_id: string
    from_date: string
    to_date: string
    price_id: string
    quantity: number
    amount_cents: number
    invoice_id: string | null
    run_id: string | null
    created_at: string
    draft_id: string | null
    waived_at: string | null
  }
  subscriptions: {
    organization_id: string
    id: string
    customer_id: string
    price_id: string
    quantity: number
    status: 'trialing' | 'active' | 'past_due' | 'unpaid' | 'paused' | 'canceled'
    start_date: string
    trial_end_date: string | null
    anchor_date: string
    billing_anchor_day: ColumnType<number, never, never>
    period_index: number
    current_period_start_date: string
    current_period_end_date: string
    next_invoice_date: string | null
    cancel_at_period_end: Generated<boolean>
    cancel_reason: string | null
    canceled_at: string | null
    ended_date: string | null
    paused_at: string | null
    minimum_term_end_date: string | null
    pending_price_id: string | null
    pending_quantity: number | null
    coupon_id: string | null
    coupon_end_date: string | null
    credit_cents: Generated<number>
    version: Generated<number>
    created_at: string
    updated_at: string
    noticed_term_end_date: string | null
    pause_reason: 'requested' | 'unpaid' | null
  }
  support_accesses: {
    id: string
    organization_id: string
    granted_by: string
    reason: string
    is_write_allowed: boolean
    created_at: string
    ends_at: string
    revoked_at: string | null
  }
  tenant_customers: {
    organization_id: string
    tenant_id: string
    customer_id: string
    pushed: Record<string, unknown> | null
    reminded_trial_end_date: string | null
    created_at: string
  }
  totp_apps: {
    user_id: string
    secret: Buffer | null
    last_step: number | null
    confirmed_at: string | null
    pending_secret: Buffer | null
    pending_until: string | null
  }
  uen_claims: {
    id: string
    user_id: string
    uen: string
    message: string
    created_at: string
    updated_at: string
    resolved_at: string | null
    is_upheld: boolean | null
  }
  usage_events: {
    organization_id: string
    meter_id: string
    event_key: string
    customer_id: string
    quantity: string
    unique_value: string | null
    occurred_at: string
    counted_at: string
    created_at: string
  }
  usage_horizons: {
    organization_id: string
    customer_id: string
    meter_id: string
    billed_until: string
  }
  user_events: {
    id: string
    user_id: string
    name: string
    data: Record<string, unknown>
    request_id: string | null
    ip: string | null
    created_at: string
  }
  user_idempotency_keys: {
    user_id: string
    route: string
    key: string
    fingerprint: string
    status: number | null
    body: string | null
    created_at: string
  }
  users: {
    id: string
    email: string
    email_normalized: string
    name: string
    timezone: string
    password_hash: string
    verified_at: string | null
    disabled_at: string | null
    created_at: string
    updated_at: string
    has_short_password: Generated<boolean>
  }
  worker_heartbeats: {
    pool_id: string
    seen_at: string
  }
}
