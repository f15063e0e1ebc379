import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import { formatCount, formatDate } from '#web/api/format.ts'
import { useCan } from '#web/app/session.ts'
import { Progress } from '#web/bulk/progress.tsx'
import { archiveFileUrl, archiveQuery, cancelArchive } from '#web/bulk/queries.ts'
import { archiveState, counted, sizeWords } from '#web/bulk/words.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { backClass } from '#web/ui/link-class.ts'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PageError, Skeleton } from '#web/ui/state.tsx'
import { toastError } from '#web/ui/toast.ts'

/** One file of many PDFs: how far it is, and where to have it. */
export function ArchivePage({ id }: { id: string }) {
  const { data: archive, error, refetch } = useQuery(archiveQuery(id))
  const back = (className: string) => (
    <Link from="/app/$slug" to="/app/$slug/invoices/batches/$" params={{ _splat: '' }} className={className}>
      Batches
    </Link>
  )
  if (!archive)
    return error ? (
      <PageError title="The file could not be loaded" error={error} onRetry={() => void refetch()}>
        {back(buttonClass())}
      </PageError>
    ) : (
      <Skeleton className="mt-2 h-40 w-full max-w-4xl" />
    )
  const [tone, word] = archiveState[archive.status]
  return (
    <>
      <PageHeader
        title={`Zip of ${counted(archive.document_count, 'document')}`}
        section="Invoices"
        badge={<Badge tone={tone}>{word}</Badge>}
        back={back(backClass)}
      >
        {archive.status === 'building' && <Cancel id={id} />}
        {archive.status === 'ready' && (
          <a href={archiveFileUrl(id)} download={archive.file_name} className={buttonClass('primary')}>
            <Download aria-hidden />
            Download zip
          </a>
        )}
      </PageHeader>
      <div className="grid max-w-4xl gap-5">
        <Progress
          label="Documents drawn"
          done={archive.done_count}
          of={archive.document_count}
          isBad={archive.status === 'failed'}
        >
          <p>{wordsOf(archive)}</p>
          <p className="text-ink-3">Asked for by {archive.requested_by}</p>
        </Progress>
      </div>
    </>
  )
}

function wordsOf({ status, done_count, document_count, file_name, file_bytes, failure, expires_at }: DocumentArchive) {
  if (status === 'building')
    return `${formatCount(done_count)} of ${counted(document_count, 'document')}. You may leave this page.`
  if (status === 'ready')
    return `${file_name}, ${sizeWords(file_bytes ?? 0)}. It can be downloaded until ${formatDate(expires_at!)}.`
  if (status === 'expired') return 'It was kept for seven days. Choose the documents again to have a new one.'
  return failure ?? 'It was cancelled. Nothing of it can be downloaded.'
}

function Cancel({ id }: { id: string }) {
  const queryClient = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const canCancel = useCan('invoices.download')
  async function cancel() {
    setIsBusy(true)
    await cancelArchive(id).catch((error: unknown) => toastError('The file was not cancelled', error))
    await queryClient.invalidateQueries({ queryKey: ['document-archives'] })
    setIsBusy(false)
  }
  if (!canCancel) return null
  return (
    <Button busy={isBusy} busyLabel="Stopping…" onClick={() => void cancel()}>
      Cancel
    </Button>
  )
}
