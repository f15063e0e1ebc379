-- What was written off goes to another accounting system, too.

alter table accounting_exports
  drop constraint accounting_exports_content_known,
  add constraint accounting_exports_content_known
    check (content in ('invoices', 'credit_notes', 'payments', 'write_offs', 'contacts'));
