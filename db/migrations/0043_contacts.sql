-- People at a customer, and what leads became.

create table contacts (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  email text,
  phone text,
  job_title text,
  notes text,
  archived_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint contacts_pkey primary key (organization_id, id),
  constraint contacts_customer foreign key (organization_id, customer_id) references customers (organization_id, id)
);
create index contacts_of_customer on contacts (organization_id, customer_id, id);
comment on table contacts is 'dist:tenant People at a customer.';

create table lead_conversions (
  organization_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  customer_id uuid not null,
  is_new_customer boolean not null,
  contact_id uuid,
  subscription_id uuid,
  invoice_draft_id uuid,
  stage_before_id uuid not null,
  created_at timestamptz not null,
  undone_at timestamptz,
  constraint lead_conversions_pkey primary key (organization_id, id),
  constraint lead_conversions_lead foreign key (organization_id, lead_id) references leads (organization_id, id),
  constraint lead_conversions_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint lead_conversions_contact foreign key (organization_id, contact_id) references contacts (organization_id, id),
  constraint lead_conversions_subscription foreign key (organization_id, subscription_id) references subscriptions (organization_id, id),
  constraint lead_conversions_stage foreign key (organization_id, stage_before_id) references lead_stages (organization_id, id)
);
create unique index lead_conversions_once on lead_conversions (organization_id, lead_id) where undone_at is null;
create index lead_conversions_of_customer on lead_conversions (organization_id, customer_id) where undone_at is null;
comment on table lead_conversions is 'dist:tenant What became of a lead that was won, once at a time: an undone one stays as what was.';

do $$
declare t text;
begin
  foreach t in array array['contacts', 'lead_conversions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on contacts to app_user;
grant select, insert on lead_conversions to app_user;
grant update (undone_at) on lead_conversions to app_user;
