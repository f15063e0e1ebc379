-- Mail that comes to the address of an organisation: copies of what its members write to leads, and what leads write.

create table lead_mail_addresses (
  organization_id uuid not null references organization_directory,
  address_key text not null constraint lead_mail_addresses_key_taken unique,
  created_at timestamptz not null,
  constraint lead_mail_addresses_pkey primary key (organization_id)
);
comment on table lead_mail_addresses is 'dist:local What stands before the @ of the address to which an organisation has mail copied; none: it has not asked for one, or stopped it.';
grant select, insert, delete on lead_mail_addresses to app_user;
grant update (address_key, created_at) on lead_mail_addresses to app_user;

create table lead_mail_settings (
  organization_id uuid not null,
  makes_leads boolean not null,
  updated_at timestamptz not null,
  constraint lead_mail_settings_pkey primary key (organization_id)
);
comment on table lead_mail_settings is 'dist:tenant Whether mail from and to people whom nobody knows makes leads by itself. No row: it does not.';

create table lead_mails (
  organization_id uuid not null,
  id uuid not null,
  recipient text not null,
  content_hash text not null,
  byte_count integer not null,
  status text not null constraint lead_mails_status_known check (status in ('received', 'filed', 'held', 'discarded')),
  is_raw_kept boolean not null default true,
  message_id text,
  direction text constraint lead_mails_direction_known check (direction in ('in', 'out')),
  is_sender_verified boolean not null default false,
  held_reason text,
  sender jsonb,
  recipients jsonb not null default '[]',
  counterparts jsonb not null default '[]',
  subject text not null default '',
  body text not null default '',
  attachments jsonb not null default '[]',
  sent_at timestamptz,
  lead_ids jsonb not null default '[]',
  settled_at timestamptz,
  received_at timestamptz not null,
  updated_at timestamptz not null,
  constraint lead_mails_pkey primary key (organization_id, id),
  constraint lead_mails_came_once unique (organization_id, recipient, content_hash),
  constraint lead_mails_held check (status <> 'held' or held_reason is not null)
);
create unique index lead_mails_message_once on lead_mails (organization_id, recipient, message_id, is_sender_verified)
  where message_id is not null;
create index lead_mails_by_status on lead_mails (organization_id, status, received_at desc, id desc);
create index lead_mails_by_time on lead_mails (organization_id, received_at);
comment on table lead_mails is 'dist:tenant Mail to the address of an organisation. The message as it came lies in the storage until it was read.';

do $$
declare t text;
begin
  foreach t in array array['lead_mail_settings', 'lead_mails'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on lead_mail_settings to app_user;
grant select, insert, update, delete on lead_mails to app_user;
