-- What bulk edits of leads changed, kept for a day to undo them.

create table lead_bulk_edits (
  organization_id uuid not null,
  id uuid not null,
  changes jsonb not null,
  columns jsonb not null,
  changed_count integer not null,
  actor_name text not null,
  undone_at timestamptz,
  undone_by_name text,
  restored_count integer,
  created_at timestamptz not null,
  constraint lead_bulk_edits_pkey primary key (organization_id, id),
  constraint lead_bulk_edits_undone check ((undone_at is null) = (undone_by_name is null) and (undone_at is null) = (restored_count is null))
);
comment on table lead_bulk_edits is 'dist:tenant The same change to many leads: what was asked, by whom, and whether it was undone. Swept after a day.';

create table lead_bulk_edit_values (
  organization_id uuid not null,
  bulk_edit_id uuid not null,
  lead_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  constraint lead_bulk_edit_values_pkey primary key (organization_id, bulk_edit_id, lead_id),
  constraint lead_bulk_edit_values_edit foreign key (organization_id, bulk_edit_id) references lead_bulk_edits (organization_id, id),
  constraint lead_bulk_edit_values_lead foreign key (organization_id, lead_id) references leads (organization_id, id)
);
create index lead_bulk_edit_values_of_lead on lead_bulk_edit_values (organization_id, lead_id);
comment on table lead_bulk_edit_values is 'dist:tenant What a bulk edit found on a lead and what it wrote there, by column. Swept with the edit.';

do $$
declare t text;
begin
  foreach t in array array['lead_bulk_edits', 'lead_bulk_edit_values'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update, delete on lead_bulk_edits to app_user;
grant select, insert, delete on lead_bulk_edit_values to app_user;
