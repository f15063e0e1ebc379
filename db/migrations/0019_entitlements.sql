-- Organisations are customers of the one that runs the installation: which customer each is, and what its plan lets it use.

create table tenant_customers (
  organization_id uuid not null,
  tenant_id uuid not null,
  customer_id uuid not null,
  pushed jsonb,
  reminded_trial_end_date date,
  created_at timestamptz not null,
  constraint tenant_customers_pkey primary key (organization_id, tenant_id),
  constraint tenant_customers_customer foreign key (organization_id, customer_id) references customers,
  constraint tenant_customers_customer_taken unique (organization_id, customer_id),
  constraint tenant_customers_not_itself check (organization_id <> tenant_id)
);
comment on table tenant_customers is 'dist:tenant Which customer of the operator an organisation (tenant_id) is; pushed is what its entitlements were set to last.';

create table entitlements (
  organization_id uuid not null,
  plan_code text not null check (plan_code <> ''),
  plan_name text not null check (plan_name <> ''),
  features jsonb not null,
  limits jsonb not null,
  subscription_status text not null constraint entitlements_status_known
    check (subscription_status in ('trialing', 'active', 'past_due', 'unpaid', 'paused', 'canceled')),
  trial_end_date date,
  updated_at timestamptz not null,
  constraint entitlements_pkey primary key (organization_id),
  constraint entitlements_organization foreign key (organization_id) references organizations
);
comment on table entitlements is 'dist:tenant What an organisation may use by its plan with the operator, written by the system alone. No row: no limits.';

do $$
declare name text;
begin
  foreach name in array array['tenant_customers', 'entitlements'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy tenant on %I
      using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
      with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)$p$, name);
  end loop;
end $$;

grant select, insert on tenant_customers to app_user;
grant update (pushed, reminded_trial_end_date) on tenant_customers to app_user;
grant select, insert, update on entitlements to app_user;
-- The dispatcher asks whose events lead to entitlements.
grant select on operator_organizations to app_worker;
