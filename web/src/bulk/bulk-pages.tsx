import { getRouteApi } from '@tanstack/react-router'
import { ArchivePage } from '#web/bulk/archive-page.tsx'
import { BatchPage } from '#web/bulk/batch-page.tsx'
import { BatchesPage } from '#web/bulk/batches-page.tsx'

const route = getRouteApi('/app/$slug/invoices/batches/$')

/** /batches, /batches/{id} and /batches/file/{id}. */
export function BulkPages() {
  const { _splat = '' } = route.useParams()
  const search = route.useSearch()
  const [id = '', file = ''] = _splat.split('/')
  if (!id) return <BatchesPage search={search} />
  return id === 'file' ? <ArchivePage id={file} /> : <BatchPage id={id} search={search} />
}
