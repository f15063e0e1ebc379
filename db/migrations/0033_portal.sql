-- The customers' own place at a seller: what it shows, the links that open it, and the sessions behind them.

create table portal_settings (
  organization_id uuid not null,
  is_enabled boolean not null,
  modules jsonb not null,
  allows_plan_change boolean not null,
  updated_at timestamptz not null,
  constraint portal_settings_pkey primary key (organization_id),
  constraint portal_settings_organization foreign key (organization_id) references organizations
);
comment on table portal_settings is 'dist:tenant Whether customers have a portal, and what they find in it. No row: none.';

create table portal_links (
  organization_id uuid not null,
  token_hash bytea not null,
  email text not null,
  customer_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint portal_links_pkey primary key (organization_id, token_hash),
  constraint portal_links_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index portal_links_by_email on portal_links (organization_id, email, created_at);
comment on table portal_links is 'dist:tenant Links that open the portal once; only their SHA-256. Without a customer: whoever has that address chooses.';

create table portal_sessions (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  email text not null,
  token_hash bytea not null,
  device text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  ended_at timestamptz,
  constraint portal_sessions_pkey primary key (organization_id, id),
  constraint portal_sessions_token_taken unique (organization_id, token_hash),
  constraint portal_sessions_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index portal_sessions_by_customer on portal_sessions (organization_id, customer_id, id desc);
comment on table portal_sessions is 'dist:tenant Customers who came in by a link; only the SHA-256 of the cookie. Good while the customer has that address.';

-- By whom a portal link is asked for.
create index customers_by_email on customers (organization_id, lower(normalize(email, nfkc)));

alter table events drop constraint events_actor_kind_check;
alter table events add constraint events_actor_kind_check
  check (actor_kind in ('user', 'api_key', 'system', 'customer')) not valid;
alter table customer_mails drop constraint customer_mails_kind_known;
alter table customer_mails add constraint customer_mails_kind_known
  check (kind in ('invoice', 'reminder', 'statement', 'portal_link', 'portal_notice')) not valid;

do $$
declare t text;
begin
  foreach t in array array['portal_settings', 'portal_links', 'portal_sessions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on portal_settings to app_user;
grant select, insert, delete on portal_links to app_user;
grant update (used_at) on portal_links to app_user;
grant select, insert, delete on portal_sessions to app_user;
grant update (email, last_used_at, ended_at) on portal_sessions to app_user;
