-- Who runs the installation, what they may do to those who use it, and how they come in to help.

create table operator_organizations (
  organization_id uuid primary key references organization_directory,
  is_only boolean not null default true
    constraint operator_organizations_is_only check (is_only)
    constraint operator_organizations_taken unique,
  created_at timestamptz not null
);
comment on table operator_organizations is 'dist:local The one organisation whose owners and admins run this installation. Named on the machine by npm run operator; the service can only read it.';

-- Asked with each request, before an organisation is entered: hence in the directory.
alter table organization_directory add column disabled_at timestamptz;
-- The UEN that was taken from a disabled organisation; uen then holds the id, which is nobody's number.
alter table organization_directory add column released_uen text;

alter table uen_claims add column resolved_at timestamptz;
alter table uen_claims add column is_upheld boolean;
alter table uen_claims add constraint uen_claims_resolved check ((resolved_at is null) = (is_upheld is null)) not valid;
alter table uen_claims validate constraint uen_claims_resolved;

create table support_accesses (
  id uuid primary key,
  organization_id uuid not null references organization_directory,
  granted_by uuid not null references users,
  reason text not null,
  is_write_allowed boolean not null,
  created_at timestamptz not null,
  ends_at timestamptz not null constraint support_accesses_in_order check (ends_at > created_at),
  revoked_at timestamptz
);
create unique index support_accesses_one_open on support_accesses (organization_id) where revoked_at is null;
comment on table support_accesses is 'dist:local For how long an organisation lets the operator in. Off unless a row is open; a new one takes the place of the one before.';

create table impersonations (
  id uuid primary key,
  organization_id uuid not null references organization_directory,
  support_access_id uuid not null references support_accesses,
  session_id uuid not null,
  operator_id uuid not null references users,
  user_id uuid not null references users,
  reason text not null,
  is_read_only boolean not null,
  started_at timestamptz not null,
  ends_at timestamptz not null constraint impersonations_in_order check (ends_at > started_at),
  ended_at timestamptz
);
create unique index impersonations_one_open on impersonations (session_id) where ended_at is null;
create index impersonations_organization on impersonations (organization_id, id desc);
comment on table impersonations is 'dist:local When an operator stood in for a member of an organisation, by one session of theirs. Good until ends_at, unless it was ended before.';

create table server_failures (
  id uuid primary key,
  request_id text not null,
  method text not null,
  route text not null,
  status integer not null,
  code text not null,
  cause text not null,
  organization_id uuid,
  user_id uuid,
  created_at timestamptz not null
);
comment on table server_failures is 'dist:local Requests that failed through a fault of ours; no bodies, and no values in the cause. Kept for 30 days.';

grant select on operator_organizations to app_user;
grant select, insert on support_accesses, impersonations, server_failures to app_user;
grant update (revoked_at) on support_accesses to app_user;
grant update (ended_at) on impersonations to app_user;
grant delete on server_failures to app_user;
