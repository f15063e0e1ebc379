-- Roles that an organisation makes beside the six. dist:local like the memberships that hold them: what a role is called
-- and allows is read before an organisation is entered, and only so can a foreign key keep a role that somebody holds.

create table custom_roles (
  organization_id uuid not null references organization_directory,
  id uuid not null,
  name text not null constraint custom_roles_name_present check (name <> ''),
  name_normalized text not null,
  description text not null,
  permissions jsonb not null constraint custom_roles_permissions_listed check (jsonb_typeof(permissions) = 'array'),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id),
  constraint custom_roles_name_taken unique (organization_id, name_normalized),
  -- For the copy that each membership has: a foreign key needs something unique to point at.
  constraint custom_roles_permissions_held unique (organization_id, id, permissions)
);
comment on table custom_roles is 'dist:local Roles that an organisation made for itself, with what each allows.';

alter table memberships add column custom_role_id uuid;
alter table memberships add column permissions jsonb;
alter table memberships drop constraint memberships_role_known;
alter table memberships add constraint memberships_role_known
  check (role in ('owner', 'admin', 'member', 'viewer', 'accountant', 'dpo', 'custom')) not valid;
alter table memberships validate constraint memberships_role_known;
alter table memberships add constraint memberships_custom_role_whole
  check ((role = 'custom') = (custom_role_id is not null) and (role = 'custom') = (permissions is not null)) not valid;
alter table memberships validate constraint memberships_custom_role_whole;
-- The copy answers who is asking without a join. It cannot differ: a change of the role reaches every holder with it.
alter table memberships add constraint memberships_custom_role
  foreign key (organization_id, custom_role_id, permissions)
  references custom_roles (organization_id, id, permissions) on update cascade not valid;
alter table memberships validate constraint memberships_custom_role;

alter table invitations add column custom_role_id uuid;
alter table invitations drop constraint invitations_role_known;
alter table invitations add constraint invitations_role_known
  check (role in ('owner', 'admin', 'member', 'viewer', 'accountant', 'dpo', 'custom')) not valid;
alter table invitations validate constraint invitations_role_known;
alter table invitations add constraint invitations_custom_role_whole
  check ((role = 'custom') = (custom_role_id is not null)) not valid;
alter table invitations validate constraint invitations_custom_role_whole;
alter table invitations add constraint invitations_custom_role
  foreign key (organization_id, custom_role_id) references custom_roles (organization_id, id) not valid;
alter table invitations validate constraint invitations_custom_role;

grant select, insert, delete on custom_roles to app_user;
grant update (name, name_normalized, description, permissions, version, updated_at) on custom_roles to app_user;
grant update (custom_role_id) on invitations to app_user;

-- For the foreign key, and for who holds a role.
create index memberships_custom_role_holders on memberships (organization_id, custom_role_id)
  where custom_role_id is not null;
create index invitations_custom_role_offered on invitations (organization_id, custom_role_id)
  where custom_role_id is not null;
