-- Who may come in: people, their sessions, and the directory of organisations. These tables are dist:local: they are
-- read before an organisation is known, so row security by organisation cannot guard them.

create table users (
  id uuid primary key,
  email text not null,
  email_normalized text not null constraint users_email_taken unique,
  name text not null check (name <> ''),
  timezone text not null,
  password_hash text not null,
  verified_at timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table users is 'dist:local People who sign in. E-mail is matched by its normalised form.';

create table email_verifications (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index email_verifications_user on email_verifications (user_id, created_at desc);
comment on table email_verifications is 'dist:local Single-use links that prove an address; only the SHA-256 is kept.';

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  kind text not null check (kind in ('browser', 'api')),
  token_hash bytea unique,
  user_agent text,
  ip text,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint sessions_browser_has_token check ((kind = 'browser') = (token_hash is not null))
);
create index sessions_user on sessions (user_id, last_used_at desc);
comment on table sessions is 'dist:local One sign-in: a browser (by cookie hash) or a family of refresh tokens.';

create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null references sessions on delete cascade,
  created_at timestamptz not null,
  rotated_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);
comment on table refresh_tokens is 'dist:local Each works once; a second use ends the session it belongs to.';

create table user_events (
  id uuid primary key,
  user_id uuid not null,
  name text not null,
  data jsonb not null,
  request_id text,
  ip text,
  created_at timestamptz not null
);
create index user_events_user on user_events (user_id, id desc);
comment on table user_events is 'dist:local What happened to an account, outside any organisation. Append-only.';

create table organization_directory (
  organization_id uuid primary key,
  name text not null check (name <> ''),
  slug text not null constraint organization_directory_slug_taken unique,
  uen text not null constraint organization_directory_uen_taken unique,
  created_at timestamptz not null
);
comment on table organization_directory is 'dist:local What must be unique over all organisations, and their names.';

create table memberships (
  organization_id uuid not null references organization_directory,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null,
  primary key (organization_id, user_id)
);
create index memberships_user on memberships (user_id);
comment on table memberships is 'dist:local Who belongs to which organisation, and as what.';

create table mailbox_messages (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  created_at timestamptz not null
);
create index mailbox_messages_recipient on mailbox_messages (recipient, id desc);
comment on table mailbox_messages is 'dist:local Mail of a development installation, shown at /dev/mail.';

grant select, insert, update on users, email_verifications, sessions, refresh_tokens to app_user;
grant select, insert, update on organization_directory, memberships to app_user;
grant select, insert on user_events, mailbox_messages to app_user;
