-- Money by card and PayNow through Stripe: what Stripe tells us, and what we asked of it.

create table stripe_events (
  id uuid primary key,
  event_id text not null constraint stripe_events_taken unique,
  type text not null,
  object_id text,
  payload text not null,
  status text not null constraint stripe_events_status_known check (status in ('waiting', 'processed', 'ignored', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  last_error text,
  organization_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  constraint stripe_events_ended check ((processed_at is null) = (status in ('waiting', 'dead')))
);
create index stripe_events_due on stripe_events (due_at, id) where status = 'waiting';
create index stripe_events_dead on stripe_events (id) where status = 'dead';
comment on table stripe_events is 'dist:local What Stripe sent, each event once, as it was signed. Waits until due_at, which is also how long whoever took it may be at work. Found before any organisation is known; kept for 90 days.';

grant select, insert, delete on stripe_events to app_user;
grant update (status, attempts, due_at, last_error, organization_id, processed_at) on stripe_events to app_user;
