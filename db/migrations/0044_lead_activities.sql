-- What was said and done about a lead, and what is still to be done.

create table lead_activities (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  kind text not null constraint lead_activities_kind_known
    check (kind in ('note', 'call', 'mail', 'message', 'meeting', 'task')),
  body text not null,
  direction text constraint lead_activities_direction_known check (direction in ('in', 'out')),
  happened_at timestamptz not null,
  duration_minutes integer constraint lead_activities_duration check (duration_minutes between 0 and 1440),
  dnc_basis text constraint lead_activities_dnc_known check (dnc_basis in ('checked', 'consent', 'not_marketing')),
  dnc_checked_on date,
  due_at timestamptz,
  done_at timestamptz,
  assignee_user_id uuid,
  actor_id uuid,
  actor_name text not null,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_activities_pkey primary key (organization_id, id),
  constraint lead_activities_lead foreign key (organization_id, lead_id) references leads (organization_id, id),
  constraint lead_activities_task check ((kind = 'task') = (due_at is not null) and (done_at is null or kind = 'task')
    and (assignee_user_id is null or kind = 'task')),
  constraint lead_activities_dnc check ((dnc_basis is null or kind = 'call') and (dnc_checked_on is null or dnc_basis = 'checked'))
);
create index lead_activities_of_lead on lead_activities (organization_id, lead_id, happened_at desc, id desc);
create index lead_activities_open_tasks on lead_activities (organization_id, due_at, id)
  where kind = 'task' and done_at is null and archived_at is null;
comment on table lead_activities is 'dist:tenant Notes, calls, mails, messages and meetings about a lead, and tasks that are to be done for it.';

do $$
declare t text;
begin
  foreach t in array array['lead_activities'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on lead_activities to app_user;
