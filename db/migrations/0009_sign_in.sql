-- What a sign-in is worth and how long, links that change a password or an address, the delay after wrong guesses, and
-- the keys that sign access tokens. All dist:local, like the people they belong to.

alter table sessions
  add column device text not null default 'Unknown device',
  -- Sessions from before count as never proven afresh: what wants a step-up asks them for one.
  add column authenticated_at timestamptz not null default '1970-01-01T00:00:00Z',
  add column has_second_factor boolean not null default false;

alter table refresh_tokens
  add column rotated_by bytea,
  add column successor bytea,
  add column successor_shown_at timestamptz;
comment on table refresh_tokens is 'dist:local Each works once. Its successor is kept sealed with the token itself, for a client that lost the answer; any other second use ends the session.';

create table password_resets (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_user on password_resets (user_id, created_at desc);
comment on table password_resets is 'dist:local Single-use links that set a new password; only the SHA-256 is kept. A new one voids the old.';

create table email_changes (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  new_email text not null,
  old_token_hash bytea not null unique,
  new_token_hash bytea unique,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index email_changes_user on email_changes (user_id, created_at desc);
comment on table email_changes is 'dist:local A move to another address, done when both addresses have confirmed it. No new_token_hash: that address is taken.';

create table sign_in_throttles (
  key bytea primary key,
  failures integer not null check (failures > 0),
  failed_at timestamptz not null,
  blocked_until timestamptz not null
);
comment on table sign_in_throttles is 'dist:local Wrong guesses in a row, by account and address; the key is a hash of what it counts.';

create table signing_keys (
  kid text primary key,
  state text not null check (state in ('next', 'current', 'retiring')),
  public_key text not null,
  private_key bytea not null,
  created_at timestamptz not null,
  current_since timestamptz,
  retired_at timestamptz,
  constraint signing_keys_has_its_times check ((state = 'next') = (current_since is null) and (state = 'retiring') = (retired_at is not null))
);
create unique index signing_keys_one_of_each on signing_keys (state) where state <> 'retiring';
comment on table signing_keys is 'dist:local Ed25519 keys of the access tokens. The private part is sealed with a key grown from SECRET_KEY.';

grant select, insert, update, delete on password_resets, email_changes, sign_in_throttles, signing_keys to app_user;
grant delete on sessions, email_verifications to app_user;
