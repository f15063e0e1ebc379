-- no transaction
-- The organisation stands second: where it stands first, whoever asks walks through the list of all its leads for each
-- row that the letters offer.
create index concurrently leads_search_vector on leads using gin (search_vector_of(search_text), organization_id);
