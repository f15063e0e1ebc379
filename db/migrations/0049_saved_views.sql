-- Views of lists that somebody gave a name.

create table saved_views (
  organization_id uuid not null,
  id uuid not null,
  list text not null constraint saved_views_list_known check (list in ('leads')),
  user_id uuid not null,
  user_name text not null,
  name text not null,
  name_normalized text not null,
  layout text not null constraint saved_views_layout_known check (layout in ('table', 'board')),
  query jsonb not null,
  is_shared boolean not null default false,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint saved_views_pkey primary key (organization_id, id)
);
create unique index saved_views_name_taken on saved_views (organization_id, user_id, list, name_normalized) where archived_at is null;
comment on table saved_views is 'dist:tenant A filter, an order and columns under a name: of one member, or shared with all.';

alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy tenant on saved_views using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert, update on saved_views to app_user;
