-- Forms that bring leads, what people sent through them, and what they agreed to.

create table lead_form_keys (
  form_key text primary key,
  organization_id uuid not null references organization_directory,
  form_id uuid not null
);
comment on table lead_form_keys is 'dist:local Whose a form is, by the key in its address: a visitor names no organisation.';

create table lead_forms (
  organization_id uuid not null,
  id uuid not null,
  form_key text not null,
  name text not null,
  heading text not null,
  intro text,
  button_label text not null,
  thanks text not null,
  redirect_url text,
  fields jsonb not null constraint lead_forms_fields check (jsonb_array_length(fields) between 1 and 20),
  consents jsonb not null default '[]',
  source text not null,
  tags jsonb not null default '[]',
  owner_user_id uuid,
  allowed_origins jsonb not null default '[]',
  notify_user_ids jsonb not null default '[]',
  is_open boolean not null default true,
  submission_count integer not null default 0,
  lead_count integer not null default 0,
  spam_count integer not null default 0,
  last_submission_at timestamptz,
  told_at timestamptz,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_forms_pkey primary key (organization_id, id)
);
comment on table lead_forms is 'dist:tenant Forms for visitors. The counts follow from what was looked at of the submissions.';

create table lead_submissions (
  organization_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  status text not null default 'received' constraint lead_submissions_status_known
    check (status in ('received', 'processed', 'spam', 'failed')),
  spam_reasons jsonb not null default '[]',
  is_released boolean not null default false,
  payload jsonb not null,
  is_filled_trap boolean not null,
  shown_at timestamptz,
  address_key text not null,
  origin text,
  user_agent text,
  lead_id uuid,
  failure text,
  received_at timestamptz not null,
  processed_at timestamptz,
  told_at timestamptz,
  constraint lead_submissions_pkey primary key (organization_id, id),
  constraint lead_submissions_form foreign key (organization_id, form_id) references lead_forms (organization_id, id),
  constraint lead_submissions_lead foreign key (organization_id, lead_id) references leads (organization_id, id),
  constraint lead_submissions_processed check ((status = 'received') = (processed_at is null))
);
create index lead_submissions_waiting on lead_submissions (organization_id, received_at, id) where status = 'received';
create index lead_submissions_untold on lead_submissions (organization_id, processed_at) where status = 'processed' and told_at is null;
create index lead_submissions_by_time on lead_submissions (organization_id, received_at desc, id desc);
create index lead_submissions_of_form on lead_submissions (organization_id, form_id, received_at desc, id desc);
create index lead_submissions_of_lead on lead_submissions (organization_id, lead_id) where lead_id is not null;
comment on table lead_submissions is 'dist:tenant What came through a form, kept before anything else happens to it; identity numbers alone are masked.';

create table lead_consents (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  channel text not null constraint lead_consents_channel_known
    check (channel in ('email', 'phone', 'whatsapp', 'text_message', 'post')),
  is_given boolean not null,
  text text not null,
  submission_id uuid,
  recorded_by_user_id uuid,
  recorded_by_name text not null,
  note text,
  recorded_at timestamptz not null,
  constraint lead_consents_pkey primary key (organization_id, id),
  constraint lead_consents_lead foreign key (organization_id, lead_id) references leads (organization_id, id),
  constraint lead_consents_submission foreign key (organization_id, submission_id) references lead_submissions (organization_id, id)
);
create index lead_consents_of_lead on lead_consents (organization_id, lead_id, id);
comment on table lead_consents is 'dist:tenant What somebody agreed to or withdrew, by channel, in the words they saw. Only ever added to: the newest counts.';

do $$
declare t text;
begin
  foreach t in array array['lead_forms', 'lead_submissions', 'lead_consents'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on lead_form_keys, lead_consents to app_user;
grant select, insert, update on lead_forms to app_user;
grant select, insert, delete on lead_submissions to app_user;
grant update (status, spam_reasons, is_released, lead_id, failure, processed_at, told_at) on lead_submissions to app_user;
