-- What is unpaid for long is paused by rule, and comes back with the money; what somebody paused waits for somebody.

alter table billing_settings add column paused_after_days integer not null default 0;
alter table billing_settings add constraint billing_settings_paused_after_known
  check (paused_after_days between 0 and 365) not valid;
alter table billing_settings validate constraint billing_settings_paused_after_known;

alter table subscriptions add column pause_reason text;
alter table subscriptions add constraint subscriptions_pause_reason_known
  check (pause_reason in ('requested', 'unpaid')) not valid;
alter table subscriptions validate constraint subscriptions_pause_reason_known;
update subscriptions set pause_reason = 'requested' where paused_at is not null;
alter table subscriptions add constraint subscriptions_pause_complete
  check ((paused_at is null) = (pause_reason is null) and (status <> 'paused' or paused_at is not null)) not valid;
alter table subscriptions validate constraint subscriptions_pause_complete;

-- Whoever is a customer of the installation is told why it is paused: paying ends the one, not the other.
alter table entitlements add column pause_reason text;
alter table entitlements add constraint entitlements_pause_reason_known
  check (pause_reason in ('requested', 'unpaid')) not valid;
alter table entitlements validate constraint entitlements_pause_reason_known;
