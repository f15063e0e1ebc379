-- no transaction
-- How many leads came in within a month, for the limit of a plan. Partial, as all indexes of leads are but its key: to
-- the planner that knows no figures yet a whole one costs as much as the key, and each foreign key would be checked by
-- walking all leads of the organisation. No lead is older than that day, for NexusCore is not.
create index concurrently leads_by_time on leads (organization_id, created_at) where created_at >= '2020-01-01Z';
