-- Which leads are still to be compared stands in a table of its own: a mark on the lead itself made every index of leads be written twice.

create table leads_to_compare (
  organization_id uuid not null,
  lead_id uuid not null,
  constraint leads_to_compare_pkey primary key (organization_id, lead_id)
);
comment on table leads_to_compare is 'dist:tenant Leads that came, changed who they are or came back since they were last compared with the others.';
alter table leads_to_compare enable row level security;
alter table leads_to_compare force row level security;
create policy tenant on leads_to_compare using (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization_id', true), '')::uuid);
grant select, insert, delete on leads_to_compare to app_user;

insert into leads_to_compare (organization_id, lead_id) select organization_id, id from leads where needs_duplicate_check;
drop index leads_unchecked;
alter table leads drop column needs_duplicate_check;
