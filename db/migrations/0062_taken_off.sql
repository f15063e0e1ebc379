-- Money that somebody took off an invoice is not set on that invoice again by itself.

alter table payment_allocations add column is_taken_off boolean not null default false,
  add constraint payment_allocations_taken_off check (removed_at is not null or not is_taken_off);
comment on column payment_allocations.is_taken_off is 'Somebody took it off; false where something else freed the money, such as a credit note.';
grant update (is_taken_off) on payment_allocations to app_user;
