-- A clock that tests and the demo can move: how far the time of an organisation is ahead of ours, and the day to which it
-- is on its way. In production the service loses the right to move it when the program is migrated.

alter table organization_directory add column clock_shift_seconds integer not null default 0;
alter table organization_directory add constraint organization_directory_clock_ahead
  check (clock_shift_seconds between 0 and 631152000) not valid;
alter table organization_directory validate constraint organization_directory_clock_ahead;
alter table organization_directory add column clock_to_date date;

revoke update on organization_directory from app_user;
grant update (name, slug, uen, created_at, require_second_factor, disabled_at, released_uen, clock_shift_seconds, clock_to_date)
  on organization_directory to app_user;

-- Whether the job with a key will still run: work whose job gave up, or was removed, is nobody's any more.
create function is_job_alive(job_key text) returns boolean
language sql stable security definer set search_path = ''
as $$
  select exists (
    select from graphile_worker.jobs j
    where j.key = job_key and (j.attempts < j.max_attempts or j.locked_at is not null))
$$;
revoke execute on function is_job_alive from public;
grant execute on function is_job_alive to app_user;
