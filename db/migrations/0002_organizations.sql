-- The tenant: settings of an organisation, its events, and its idempotency keys.

create table organizations (
  organization_id uuid not null,
  is_gst_registered boolean not null,
  gst_reg_no text,
  gst_registered_from date,
  billing_email text not null,
  address jsonb not null,
  timezone text not null,
  currency text not null default 'SGD' check (currency = 'SGD'),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint organizations_pkey primary key (organization_id),
  constraint organizations_gst_complete
    check (is_gst_registered = (gst_reg_no is not null) and is_gst_registered = (gst_registered_from is not null))
);
comment on table organizations is 'dist:tenant Settings of an organisation; its name, slug and UEN are in the directory.';

create table events (
  organization_id uuid not null,
  id uuid not null,
  name text not null check (name ~ '^[a-z_]+\.[a-z_]+$'),
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id uuid,
  actor_name text,
  subject_id uuid not null,
  data jsonb not null,
  changes jsonb,
  request_id text,
  ip text,
  created_at timestamptz not null,
  dispatched_at timestamptz,
  constraint events_pkey primary key (organization_id, id)
);
create index events_subject on events (organization_id, subject_id, id desc);
create index events_undispatched on events (id) where dispatched_at is null;
comment on table events is 'dist:tenant What happened: audit row, activity feed and outbox in one. Append-only for the service.';

create table idempotency_keys (
  organization_id uuid not null,
  actor_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (organization_id, actor_id, route, key)
);
create index idempotency_keys_age on idempotency_keys (organization_id, created_at);
comment on table idempotency_keys is 'dist:tenant The stored answer to a request that may be sent again; kept 24 hours.';

do $$
declare t text;
begin
  foreach t in array array['organizations', 'events', 'idempotency_keys'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on organizations to app_user;
grant select, insert on events to app_user;
grant select, insert, update, delete on idempotency_keys to app_user;
grant select on events to app_worker;
grant update (dispatched_at) on events to app_worker;
grant select on organization_directory to app_worker;
