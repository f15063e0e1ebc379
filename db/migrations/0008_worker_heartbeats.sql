-- A worker that was killed leaves its jobs locked. Whoever has not been heard of for a minute is dead, and its jobs
-- are given to others.

create table worker_heartbeats (
  pool_id text primary key,
  seen_at timestamptz not null
);
comment on table worker_heartbeats is 'dist:local When each running worker was last heard of.';
grant select, insert, update, delete on worker_heartbeats to app_worker;
