-- Keys by which programs come in: one organisation, some permissions, an end. dist:local, for a key is looked up before
-- an organisation is known; it is the key that tells which.

create table api_keys (
  id uuid primary key,
  organization_id uuid not null references organization_directory,
  key_id text not null constraint api_keys_key_id_taken unique,
  secret_hash bytea not null,
  name text not null check (name <> ''),
  scopes jsonb not null,
  allowed_networks jsonb not null,
  created_by uuid not null references users,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  last_used_ip text,
  revoked_at timestamptz,
  replaced_by uuid references api_keys
);
create index api_keys_organization on api_keys (organization_id, id);
comment on table api_keys is 'dist:local Credentials of programs. Only the SHA-256 of a key is kept; what it may do, never more than its creator may today.';

-- What was given out stays as it was: key, rights and creator cannot be changed, and no row goes.
grant select, insert on api_keys to app_user;
grant update (name, allowed_networks, updated_at, version, expires_at, last_used_at, last_used_ip, revoked_at, replaced_by) on api_keys to app_user;
