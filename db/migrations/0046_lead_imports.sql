-- Leads from files: taken in pieces, tried first, then imported in the background.

create table lead_imports (
  organization_id uuid not null,
  id uuid not null,
  file_name text not null,
  byte_count integer not null constraint lead_imports_size check (byte_count between 1 and 104857600),
  received_bytes integer not null default 0,
  part_count integer not null default 0,
  status text not null default 'uploading' constraint lead_imports_status_known check (status in
    ('uploading', 'uploaded', 'checking', 'checked', 'importing', 'completed', 'undoing', 'undone', 'failed', 'cancelled')),
  heads jsonb,
  fields jsonb,
  choices jsonb,
  check_count integer not null default 0,
  read_line integer not null default 0,
  row_count integer not null default 0,
  new_count integer not null default 0,
  duplicate_count integer not null default 0,
  bad_count integer not null default 0,
  masked_count integer not null default 0,
  done_line integer not null default 0,
  done_count integer not null default 0,
  imported_count integer not null default 0,
  undone_count integer not null default 0,
  failure text,
  started_by text not null,
  created_at timestamptz not null,
  checked_at timestamptz,
  ended_at timestamptz,
  undone_at timestamptz,
  swept_at timestamptz,
  constraint lead_imports_pkey primary key (organization_id, id),
  constraint lead_imports_received check (received_bytes <= byte_count),
  constraint lead_imports_ended check ((ended_at is not null) = (status in ('completed', 'undoing', 'undone', 'failed', 'cancelled')))
);
create index lead_imports_unswept on lead_imports (organization_id, created_at) where swept_at is null;
comment on table lead_imports is 'dist:tenant Files of leads: uploaded in pieces, tried, imported by batches, and taken back by whoever wishes.';

create table lead_import_rows (
  organization_id uuid not null,
  import_id uuid not null,
  line integer not null,
  verdict text not null constraint lead_import_rows_verdict_known check (verdict in ('new', 'duplicate', 'bad')),
  cells jsonb not null,
  lead jsonb,
  reasons jsonb not null default '[]',
  email_normalized text,
  phone text,
  uen text,
  duplicate_of_line integer,
  duplicate_of_lead_id uuid,
  constraint lead_import_rows_pkey primary key (organization_id, import_id, line),
  constraint lead_import_rows_import foreign key (organization_id, import_id) references lead_imports (organization_id, id),
  constraint lead_import_rows_bad check ((verdict = 'bad') = (lead is null))
);
create index lead_import_rows_not_new on lead_import_rows (organization_id, import_id, verdict, line) where verdict <> 'new';
create index lead_import_rows_by_email on lead_import_rows (organization_id, import_id, email_normalized, line) where email_normalized is not null;
create index lead_import_rows_by_phone on lead_import_rows (organization_id, import_id, phone, line) where phone is not null;
create index lead_import_rows_by_uen on lead_import_rows (organization_id, import_id, uen, line) where uen is not null;
comment on table lead_import_rows is 'dist:tenant What was read of a file of leads, row by row, with identity numbers masked; gone a month after the import.';

create table lead_import_columns (
  organization_id uuid not null,
  header_fingerprint text not null,
  fields jsonb not null,
  updated_at timestamptz not null,
  constraint lead_import_columns_pkey primary key (organization_id, header_fingerprint)
);
comment on table lead_import_columns is 'dist:tenant Which column means what, as somebody said of a file with the same heads.';

do $$
declare t text;
begin
  foreach t in array array['lead_imports', 'lead_import_rows', 'lead_import_columns'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant on %I using (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)
         with check (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', t);
  end loop;
end $$;

grant select, insert, update on lead_imports, lead_import_columns to app_user;
grant select, insert, update, delete on lead_import_rows to app_user;
