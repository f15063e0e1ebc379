-- The index over fragments reads the list of every three letters it is asked for, also of those that nearly every lead
-- has ("pte ltd", ".com"). So it is asked for the rare words of a fragment, and what it finds is compared with the whole.
-- `sought` is a pattern that every text which fits `pattern` fits too; textlike is LIKE, but not for the index.
drop function find_leads_by_fragment(uuid, text, integer);
create function find_leads_by_fragment(organization uuid, sought text, pattern text, most integer) returns setof uuid
  language sql stable security definer set search_path to ''
  as $$
    select l.id from app.leads l
    where l.organization_id = organization
      and l.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::pg_catalog.uuid
      and l.search_text like sought
      and pg_catalog.textlike(l.search_text, pattern)
    limit most
  $$;
revoke execute on function find_leads_by_fragment from public;
grant execute on function find_leads_by_fragment to app_user;
