-- Every three letters in a row, spaces too, for where two words meet says most about a name. As words of a text search,
-- so that two letters, or one, are found as how they begin; the end is made longer for that.
create function search_vector_of(searched text) returns tsvector language sql immutable strict parallel safe
  return array_to_tsvector(array(
    select substr(searched || '  ', i, 3) from generate_series(1, length(searched)) i));
revoke execute on function search_vector_of from public;
grant execute on function search_vector_of to app_user, app_worker;

create function search_query_of(fragments text[]) returns tsquery language sql immutable strict parallel safe
  return (
    select string_agg('''' || replace(replace(each, '\', '\\'), '''', '''''') || ''''
      || case when length(each) < 3 then ':*' else '' end, ' & ')::tsquery
    from unnest(fragments) each);
revoke execute on function search_query_of from public;
