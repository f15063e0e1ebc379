-- The people of an organisation (six roles, invitations, handing over ownership, seats), and its GST registration as a
-- dated history, from which invoices take what held on their day.

alter table memberships drop constraint memberships_role_check;
alter table memberships add constraint memberships_role_known
  check (role in ('owner', 'admin', 'member', 'viewer', 'accountant', 'dpo')) not valid;
alter table memberships validate constraint memberships_role_known;
grant delete on memberships to app_user;

alter table organizations add column seat_limit integer;
alter table organizations add constraint organizations_seat_limit_positive check (seat_limit > 0) not valid;
alter table organizations validate constraint organizations_seat_limit_positive;

-- Asked with each request, before an organisation is entered: hence in the directory.
alter table organization_directory add column require_second_factor boolean not null default false;

create table invitations (
  organization_id uuid not null references organization_directory,
  id uuid not null,
  email text not null,
  email_normalized text not null,
  role text not null
    constraint invitations_role_known check (role in ('owner', 'admin', 'member', 'viewer', 'accountant', 'dpo')),
  token_hash bytea not null constraint invitations_token_taken unique,
  invited_by uuid not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  constraint invitations_email_taken unique (organization_id, email_normalized)
);
comment on table invitations is 'dist:local Open invitations, one for each address; a row goes when it is accepted or revoked. Only the SHA-256 of the token is kept.';

create table uen_claims (
  id uuid primary key,
  user_id uuid not null references users,
  uen text not null,
  message text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint uen_claims_once unique (user_id, uen)
);
comment on table uen_claims is 'dist:local Who asks the operator for a UEN that they could not use.';

create table ownership_offers (
  organization_id uuid not null,
  id uuid not null,
  from_user_id uuid not null,
  to_user_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint ownership_offers_pkey primary key (organization_id),
  constraint ownership_offers_organization foreign key (organization_id) references organizations
);
comment on table ownership_offers is 'dist:tenant The open offer of an owner to hand over, at most one; the row goes with the answer.';

create table gst_registrations (
  organization_id uuid not null,
  id uuid not null,
  gst_reg_no text not null,
  from_date date not null,
  to_date date,
  created_at timestamptz not null,
  constraint gst_registrations_pkey primary key (organization_id, id),
  constraint gst_registrations_organization foreign key (organization_id) references organizations,
  constraint gst_registrations_from_taken unique (organization_id, from_date),
  constraint gst_registrations_in_order check (to_date >= from_date)
);
create unique index gst_registrations_one_open on gst_registrations (organization_id) where to_date is null;
comment on table gst_registrations is 'dist:tenant When the organisation was registered for GST, and as what; to_date is the last day, null while none is known.';

insert into gst_registrations (organization_id, id, gst_reg_no, from_date, created_at)
select organization_id, gen_random_uuid(), gst_reg_no, gst_registered_from, updated_at
from organizations
where is_gst_registered;

do $$
declare t text;
begin
  foreach t in array array['ownership_offers', 'gst_registrations'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, delete on invitations, ownership_offers, gst_registrations to app_user;
grant update (id, email, role, token_hash, invited_by, created_at, expires_at) on invitations to app_user;
grant update (id, from_user_id, to_user_id, created_at, expires_at) on ownership_offers to app_user;
grant update (gst_reg_no, from_date, to_date) on gst_registrations to app_user;
grant select, insert, update on uen_claims to app_user;
