import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ColumnForm } from '#web/lead-imports/column-form.tsx'
import { ImportActions } from '#web/lead-imports/import-actions.tsx'
import { ImportLink } from '#web/lead-imports/import-link.tsx'
import { Outcome } from '#web/lead-imports/outcome.tsx'
import { importQuery, isUnderWay, type LeadImport, previewQuery } from '#web/lead-imports/queries.ts'
import { Report } from '#web/lead-imports/report.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { TimeText } from '#web/ui/date.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ErrorState, PageError, Skeleton } from '#web/ui/state.tsx'

/** One import from its columns to what came of it. */
export function ImportPage({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(importQuery(id))
  // Of which dry run the columns are changed: the next one shows its own report.
  const [changed, setChanged] = useState<string | null>()
  if (error && !data)
    return (
      <PageError title="The import could not be loaded" error={error} onRetry={() => void refetch()}>
        <ImportLink className={buttonClass()}>All imports</ImportLink>
      </PageError>
    )
  const isMapping = data?.status === 'uploaded' || (data?.status === 'checked' && data.checked_at === changed)
  return (
    <>
      <PageHeader
        title={data?.file_name ?? 'Import'}
        section="Leads"
        back={<ImportLink className={backClass}>Imports</ImportLink>}
      >
        {data && (
          <ImportActions lead_import={data} isMapping={isMapping} onMapAgain={() => setChanged(data.checked_at)} />
        )}
      </PageHeader>
      {!data && <Skeleton className="h-32 w-full max-w-4xl" />}
      {data && isMapping && <Columns key={data.checked_at} lead_import={data} />}
      {data && !isMapping && (
        <div className="grid max-w-4xl gap-4">
          <section
            aria-live="polite"
            className="grid gap-2 rounded-lg border border-line bg-surface px-5 py-4 shadow-card"
          >
            <Outcome lead_import={data} />
            <p className="text-sm text-ink-2">
              Brought by {data.started_by} <TimeText value={data.created_at} />
            </p>
          </section>
          {data.row_count > 0 && !(isUnderWay(data) && data.status === 'checking') && <Report lead_import={data} />}
        </div>
      )}
    </>
  )
}

function Columns({ lead_import }: { lead_import: LeadImport }) {
  const { data, error, refetch } = useQuery(previewQuery(lead_import.id))
  if (error && !data)
    return <ErrorState title="The file could not be read" error={error} onRetry={() => void refetch()} />
  return data ? <ColumnForm lead_import={lead_import} preview={data} /> : <Skeleton className="h-64 w-full max-w-4xl" />
}
