-- Jobs live in graphile-worker's own schema, which guards its tables by row security. The service may do one thing
-- there: queue a job, in its own transaction, through this function.

create function queue_job(
  task text,
  payload json,
  priority integer,
  run_at timestamptz,
  job_key text,
  max_attempts integer
) returns void
language sql security definer set search_path = ''
as $$
  select graphile_worker.add_job(
    identifier => task,
    payload => payload,
    priority => priority,
    run_at => run_at,
    job_key => job_key,
    max_attempts => max_attempts
  )
$$;
revoke execute on function queue_job from public;
grant execute on function queue_job to app_user;
