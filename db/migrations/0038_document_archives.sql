-- Many documents as one file of their PDFs.

create table document_archives (
  organization_id uuid not null,
  id uuid not null,
  customer_id uuid,
  status text not null default 'building'
    constraint document_archives_status_known check (status in ('building', 'ready', 'failed', 'cancelled')),
  document_count integer not null constraint document_archives_not_empty check (document_count > 0),
  done_count integer not null default 0,
  content_bytes integer not null default 0,
  attempts integer not null default 0,
  failure text,
  requested_by text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  expires_at timestamptz,
  swept_at timestamptz,
  constraint document_archives_pkey primary key (organization_id, id),
  constraint document_archives_customer foreign key (organization_id, customer_id) references customers (organization_id, id),
  constraint document_archives_ended check ((ended_at is null) = (status = 'building')),
  constraint document_archives_expires check ((expires_at is not null) = (status = 'ready'))
);
create index document_archives_unswept on document_archives (organization_id, ended_at) where swept_at is null;
comment on table document_archives is 'dist:tenant Zip files of documents: asked for, drawn in the background, and kept for a week.';

create table document_archive_items (
  organization_id uuid not null,
  archive_id uuid not null,
  position integer not null,
  document_kind text not null
    constraint document_archive_items_kind_known check (document_kind in ('invoice', 'debit_note', 'credit_note')),
  document_id uuid not null,
  number text not null,
  file_key text,
  file_bytes integer,
  file_crc32 text,
  constraint document_archive_items_pkey primary key (organization_id, archive_id, position),
  constraint document_archive_items_archive foreign key (organization_id, archive_id)
    references document_archives (organization_id, id),
  constraint document_archive_items_drawn check ((file_key is null) = (file_bytes is null) and (file_key is null) = (file_crc32 is null))
);
comment on table document_archive_items is 'dist:tenant What goes into a zip file, and the stored PDF of each document once it is drawn; gone when the file expired.';

do $$
declare t text;
begin
  foreach t in array array['document_archives', 'document_archive_items'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert on document_archives, document_archive_items to app_user;
grant update (status, done_count, content_bytes, attempts, failure, ended_at, expires_at, swept_at) on document_archives to app_user;
grant update (file_key, file_bytes, file_crc32) on document_archive_items to app_user;
grant delete on document_archive_items to app_user;
