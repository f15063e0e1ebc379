-- A file may hold only what no earlier one did, so that what is recorded later with an earlier day is in the next.

alter table accounting_exports add column is_new boolean not null default false;
comment on column accounting_exports.is_new is 'It held only what no earlier file of its kind did.';
