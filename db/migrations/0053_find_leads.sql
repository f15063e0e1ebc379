-- Every three letters in a row, spaces too, for where two words meet says most about a name; and every two of a script
-- whose words are that short.
create function fragments_of(searched text) returns text[] language sql immutable strict parallel safe
  return array(
    select substr(searched, i, 3) from generate_series(1, length(searched) - 2) i
    union all
    select substr(searched, i, 2)
    from generate_series(1, case when octet_length(searched) > length(searched) then length(searched) - 1 else 0 end) i
    where octet_length(substr(searched, i, 2)) > 2);
revoke execute on function fragments_of from public;
grant execute on function fragments_of to app_user, app_worker;

-- The organisation stands second: where it stands first, whoever asks walks through the list of all its leads for each
-- row that the letters offer.
create index leads_search on leads using gin (fragments_of(search_text), organization_id);

-- Row security keeps what is not leakproof out of index conditions. Under the rights of its owner this reads with the
-- index, and says the same as the policy would. The index reads a list for each fragment that it is asked for, so it is
-- asked for a few, and what it finds is compared with the whole. Answers where the leads lie, for the statement that asks
-- and no other: to look each up by its id takes as long as finding it. At most so many; null: all.
create function find_leads(organization uuid, fragments text[], pattern text, most integer) returns setof tid
  language sql stable security definer rows 200 set search_path to '' set plan_cache_mode to force_generic_plan
  as $$
    select l.ctid from app.leads l
    where l.organization_id = organization
      and l.organization_id = nullif(pg_catalog.current_setting('app.organization_id', true), '')::pg_catalog.uuid
      and app.fragments_of(l.search_text) operator(pg_catalog.@>) fragments
      and l.search_text like pattern
    limit most
  $$;
revoke execute on function find_leads from public;
grant execute on function find_leads to app_user;
