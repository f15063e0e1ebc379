-- Credit that is set against an invoice later is in the books from that day on, not from the day on which it came.

alter table payment_allocations add column entry_date date,
  add constraint payment_allocations_entry_date check (entry_date >= allocation_date);
comment on column payment_allocations.entry_date is 'The day of its journal entry; null of old rows: allocation_date.';
