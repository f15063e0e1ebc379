-- no transaction
-- How many leads came in within a month, for the limit of a plan, and in a span of days.
create index concurrently leads_by_time on leads (organization_id, created_at);
