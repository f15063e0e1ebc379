-- Leads: who may become a customer, in stages, scored and assigned by rules.

create schema extensions;
create extension btree_gin with schema extensions;

create table lead_stages (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  name_normalized text not null,
  status text not null constraint lead_stages_status_known
    check (status in ('new', 'contacted', 'qualified', 'converted', 'disqualified')),
  probability_percent integer not null,
  position integer not null,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_stages_pkey primary key (organization_id, id),
  constraint lead_stages_status_of unique (organization_id, id, status),
  constraint lead_stages_probability check (case status when 'converted' then probability_percent = 100
    when 'disqualified' then probability_percent = 0 else probability_percent between 0 and 100 end)
);
create unique index lead_stages_name_taken on lead_stages (organization_id, name_normalized) where archived_at is null;
comment on table lead_stages is 'dist:tenant The columns of the board; each stands for one of five statuses, for good.';

create table lead_fields (
  organization_id uuid not null,
  id uuid not null,
  key text not null,
  label text not null,
  kind text not null constraint lead_fields_kind_known
    check (kind in ('text', 'number', 'date', 'yes_no', 'choice')),
  choices jsonb not null default '[]',
  position integer not null,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_fields_pkey primary key (organization_id, id),
  constraint lead_fields_choices check ((kind = 'choice') = (jsonb_array_length(choices) > 0))
);
create unique index lead_fields_key_taken on lead_fields (organization_id, key);
comment on table lead_fields is 'dist:tenant Fields that an organisation added to its leads; a key is taken once, also after its field was archived.';

create table lead_score_rules (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  points integer not null constraint lead_score_rules_points check (points between -100 and 100 and points <> 0),
  conditions jsonb not null,
  position integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_score_rules_pkey primary key (organization_id, id)
);
comment on table lead_score_rules is 'dist:tenant What makes a lead worth more or less: points where all conditions hold.';

create table lead_assignment_rules (
  organization_id uuid not null,
  id uuid not null,
  name text not null,
  conditions jsonb not null,
  strategy text not null constraint lead_assignment_rules_strategy_known check (strategy in ('round_robin', 'least_loaded')),
  user_ids jsonb not null constraint lead_assignment_rules_somebody check (jsonb_array_length(user_ids) > 0),
  turn integer not null default 0,
  position integer not null,
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_assignment_rules_pkey primary key (organization_id, id)
);
comment on table lead_assignment_rules is 'dist:tenant Who gets a lead that nobody has: the first rule whose conditions hold. turn counts what a round robin gave out.';

create table lead_absences (
  organization_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  from_date date not null,
  until_date date not null,
  created_at timestamptz not null,
  constraint lead_absences_pkey primary key (organization_id, id),
  constraint lead_absences_days check (until_date >= from_date)
);
create index lead_absences_of on lead_absences (organization_id, user_id, until_date);
comment on table lead_absences is 'dist:tenant Days on which somebody is given no leads.';

create table lead_settings (
  organization_id uuid not null,
  reply_within_minutes integer not null default 60
    constraint lead_settings_reply check (reply_within_minutes between 1 and 43200),
  rescored_at timestamptz,
  updated_at timestamptz not null,
  constraint lead_settings_pkey primary key (organization_id)
);
comment on table lead_settings is 'dist:tenant How soon a new lead is to hear from somebody, and when all were last scored anew.';

create table leads (
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
  status text not null constraint leads_status_known
    check (status in ('new', 'contacted', 'qualified', 'converted', 'disqualified')),
  stage_changed_at timestamptz not null,
  score integer not null default 0,
  owner_user_id uuid,
  next_follow_up_at timestamptz,
  first_replied_at timestamptz,
  estimated_value_cents bigint constraint leads_value_positive check (estimated_value_cents >= 0),
  tags jsonb not null default '[]',
  utm jsonb not null default '{}',
  visited_pages jsonb not null default '[]',
  submission_count integer not null default 0,
  custom_fields jsonb not null default '{}',
  notes text,
  disqualified_reason text,
  customer_id uuid,
  converted_at timestamptz,
  merged_into_id uuid,
  archived_at timestamptz,
  import_id uuid,
  needs_duplicate_check boolean not null default true,
  email_normalized text,
  name_normalized text not null,
  company_normalized text,
  search_text text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint leads_pkey primary key (organization_id, id),
  constraint leads_stage foreign key (organization_id, stage_id, status) references lead_stages (organization_id, id, status),
  constraint leads_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint leads_merged_into foreign key (organization_id, merged_into_id) references leads (organization_id, id),
  constraint leads_converted check ((status = 'converted') = (customer_id is not null) and (customer_id is null) = (converted_at is null)),
  constraint leads_disqualified check (disqualified_reason is null or status = 'disqualified'),
  constraint leads_merged_hidden check (merged_into_id is null or archived_at is not null)
);
create index leads_in_stage on leads (organization_id, stage_id, stage_changed_at desc, id desc) where archived_at is null;
create index leads_of_owner on leads (organization_id, owner_user_id, id desc) where archived_at is null;
create index leads_of_source on leads (organization_id, source, id desc) where archived_at is null;
create index leads_by_follow_up on leads (organization_id, next_follow_up_at, id) where archived_at is null;
create index leads_by_name on leads (organization_id, name_normalized, id) where archived_at is null;
create index leads_by_score on leads (organization_id, score, id) where archived_at is null;
create index leads_by_value on leads (organization_id, estimated_value_cents desc nulls last, id desc) where archived_at is null;
create index leads_unanswered on leads (organization_id, created_at, id) where archived_at is null and first_replied_at is null and status = 'new';
create index leads_by_email on leads (organization_id, email_normalized) where email_normalized is not null;
create index leads_by_phone on leads (organization_id, phone) where phone is not null;
create index leads_by_uen on leads (organization_id, uen) where uen is not null;
create index leads_by_company on leads (organization_id, company_normalized) where company_normalized is not null;
create index leads_of_customer on leads (organization_id, customer_id) where customer_id is not null;
create index leads_of_import on leads (organization_id, import_id) where import_id is not null;
create index leads_unchecked on leads (organization_id, id) where needs_duplicate_check;
comment on table leads is 'dist:tenant Who may become a customer. Normal forms and search_text follow from other columns; archived_at hides, also what was merged into another.';

do $$
declare t text;
begin
  foreach t in array array['lead_stages', 'lead_fields', 'lead_score_rules', 'lead_assignment_rules', 'lead_absences', 'lead_settings', 'leads'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on leads, lead_stages, lead_fields, lead_score_rules, lead_assignment_rules, lead_settings to app_user;
grant delete on lead_score_rules, lead_assignment_rules, lead_absences to app_user;
grant select, insert on lead_absences to app_user;

-- Organisations that are there already get the board that new ones begin with.
insert into lead_stages (organization_id, id, name, name_normalized, status, probability_percent, position, created_at, updated_at)
select o.organization_id, gen_random_uuid(), s.name, lower(s.name), s.status, s.probability_percent, s.position, now(), now()
from organizations o cross join (values
  ('New', 'new', 10, 0), ('Contacted', 'contacted', 20, 1), ('Qualified', 'qualified', 50, 2),
  ('Quoted', 'qualified', 70, 3), ('Won', 'converted', 100, 4), ('Lost', 'disqualified', 0, 5)
) s (name, status, probability_percent, position);
