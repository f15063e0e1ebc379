-- What proves a person beside the password: an authenticator app, recovery codes, passkeys. All dist:local, like the
-- people they belong to.

-- True for a password that is too short to stand alone: the last second factor beside it cannot be removed.
alter table users add column has_short_password boolean not null default false;

create table totp_apps (
  user_id uuid primary key references users on delete cascade,
  secret bytea,
  last_step integer,
  confirmed_at timestamptz,
  pending_secret bytea,
  pending_until timestamptz,
  constraint totp_apps_active_whole check ((secret is null) = (confirmed_at is null) and (secret is null) = (last_step is null)),
  constraint totp_apps_pending_whole check ((pending_secret is null) = (pending_until is null))
);
comment on table totp_apps is 'dist:local The authenticator app of a user, and the one that waits for its first code. Secrets are sealed; last_step is the time step of the last code, which works once.';

create table recovery_codes (
  user_id uuid not null references users on delete cascade,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
comment on table recovery_codes is 'dist:local Ten codes for who lost every other factor, each works once; only the SHA-256 is kept.';

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  credential_id bytea not null constraint passkeys_credential_taken unique,
  public_key bytea not null,
  sign_count bigint not null check (sign_count >= 0),
  transports text not null,
  aaguid uuid not null,
  is_backup_eligible boolean not null,
  is_backed_up boolean not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id, id);
comment on table passkeys is 'dist:local WebAuthn credentials. sign_count is the authenticator''s own, 0 for those that travel between devices; transports are words with spaces between.';

create table passkey_challenges (
  challenge_hash bytea primary key,
  purpose text not null check (purpose in ('add', 'log_in', 'second_factor', 'step_up')),
  session_id uuid references sessions on delete cascade,
  expires_at timestamptz not null,
  constraint passkey_challenges_bound check ((session_id is null) = (purpose in ('log_in', 'second_factor')))
);
create index passkey_challenges_age on passkey_challenges (expires_at);
create index passkey_challenges_session on passkey_challenges (session_id);
comment on table passkey_challenges is 'dist:local What an authenticator is asked to sign; the row goes with the first answer, right or wrong.';

grant select, insert, update, delete on totp_apps, recovery_codes, passkeys, passkey_challenges to app_user;
