-- A period that was cut on the day it began is empty: billed, and taken back whole.
alter table subscription_periods add constraint subscription_periods_cut_in_order check (from_date <= to_date) not valid;
alter table subscription_periods validate constraint subscription_periods_cut_in_order;
alter table subscription_periods drop constraint subscription_periods_in_order;
