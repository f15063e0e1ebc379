-- Leads that may be the same person, and how leads were merged into one.

create table lead_match_keys (
  organization_id uuid not null,
  key text not null,
  lead_id uuid not null,
  constraint lead_match_keys_pkey primary key (organization_id, key, lead_id)
);
create index lead_match_keys_of_lead on lead_match_keys (organization_id, lead_id);
comment on table lead_match_keys is 'dist:tenant What leads have in common with others: those that share a key are compared. It follows from the lead.';

create table lead_duplicates (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  other_lead_id uuid not null,
  score integer not null,
  reasons jsonb not null,
  state text not null default 'open' constraint lead_duplicates_state_known check (state in ('open', 'dismissed', 'merged')),
  dismissed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_duplicates_pkey primary key (organization_id, id),
  constraint lead_duplicates_pair unique (organization_id, lead_id, other_lead_id),
  constraint lead_duplicates_dismissed check ((state = 'dismissed') = (dismissed_at is not null)),
  constraint lead_duplicates_lead foreign key (organization_id, lead_id) references leads (organization_id, id),
  constraint lead_duplicates_other_lead foreign key (organization_id, other_lead_id) references leads (organization_id, id)
);
create index lead_duplicates_by_score on lead_duplicates (organization_id, state, score, id);
create index lead_duplicates_of_other on lead_duplicates (organization_id, other_lead_id);
comment on table lead_duplicates is 'dist:tenant Two leads that may be the same person, the smaller id first, and what was decided about them.';

create table lead_merges (
  organization_id uuid not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_ids jsonb not null,
  before jsonb not null,
  after jsonb not null,
  undone_at timestamptz,
  created_at timestamptz not null,
  constraint lead_merges_pkey primary key (organization_id, id),
  constraint lead_merges_survivor foreign key (organization_id, survivor_id) references leads (organization_id, id)
);
create index lead_merges_of on lead_merges (organization_id, survivor_id, id) where undone_at is null;
comment on table lead_merges is 'dist:tenant Leads that became one: all of them as they were before, and what the one that stayed became. Kept to undo it.';

create index leads_merged on leads (organization_id, merged_into_id) where merged_into_id is not null;

do $$
declare t text;
begin
  foreach t in array array['lead_match_keys', 'lead_duplicates', 'lead_merges'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update, delete on lead_duplicates to app_user;
grant select, insert, delete on lead_match_keys to app_user;
grant select, insert, update on lead_merges to app_user;
