-- The audit trail as a chain: for each organisation a number without gaps and a hash over all that came before, so
-- that whatever is changed, deleted, added or moved afterwards shows, whoever did it. What may be personal enters the
-- chain as a digest, keyed with a key that lies beside the clear text: erased together, they leave the chain whole.

alter table events add column on_behalf_of_id uuid;
alter table events add column on_behalf_of_name text;
alter table events add column user_agent text;
alter table events add column data_key uuid default gen_random_uuid();
alter table events add column actor_key uuid default gen_random_uuid();
-- Null until the event has its place in the chain. Events of before get theirs when a worker first runs.
alter table events add column sealed_at timestamptz;

create index events_unsealed on events (id) where sealed_at is null;
drop index events_undispatched;
grant update (sealed_at) on events to app_worker;

create table event_seals (
  organization_id uuid not null,
  seq integer not null,
  event_id uuid not null,
  data_digest bytea not null,
  actor_digest bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null,
  constraint event_seals_pkey primary key (organization_id, seq),
  constraint event_seals_event unique (organization_id, event_id)
);
comment on table event_seals is 'dist:tenant The hash chain over the events of each organisation, in the order of sealing. Append-only, and written by the worker alone.';
alter table event_seals enable row level security;
alter table event_seals force row level security;
create policy tenant on event_seals
  using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select on event_seals to app_user;
grant select, insert on event_seals to app_worker;
grant select (organization_id) on organization_directory to app_worker;

-- The same as idempotency_keys for what a person does outside any organisation, such as making one.
create table user_idempotency_keys (
  user_id uuid not null,
  route text not null,
  key text not null,
  fingerprint text not null,
  status integer,
  body text,
  created_at timestamptz not null,
  constraint user_idempotency_keys_pkey primary key (user_id, route, key),
  constraint user_idempotency_keys_user foreign key (user_id) references users (id) on delete cascade
);
create index user_idempotency_keys_age on user_idempotency_keys (created_at);
comment on table user_idempotency_keys is 'dist:local The stored answer to a request outside any organisation that may be sent again; kept 24 hours.';
grant select, insert, update, delete on user_idempotency_keys to app_user;
