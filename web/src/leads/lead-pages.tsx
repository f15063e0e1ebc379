import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { BoardPage } from '#web/leads/board-page.tsx'
import { EditLeadPage } from '#web/leads/edit-lead-page.tsx'
import { LeadPage } from '#web/leads/lead-page.tsx'
import { LeadImportPages } from '#web/lead-imports/lead-import-pages.tsx'
import { MyDayPage } from '#web/leads/my-day-page.tsx'
import { readLeadSearch } from '#web/leads/search.ts'
import { TablePage } from '#web/leads/table-page.tsx'

const FlowPage = lazy(() => import('#web/lead-flow/flow-page.tsx').then((module) => ({ default: module.FlowPage })))
const FormPages = lazy(() => import('#web/lead-forms/form-pages.tsx'))
const QuotationPages = lazy(() => import('#web/quotations/quotation-pages.tsx'))
const MailsPage = lazy(() => import('#web/lead-mails/mails-page.tsx'))
const route = getRouteApi('/app/$slug/leads/$')

/** /leads is the board; beside it table, my-day, flow, imports, forms, mails, quotations, /leads/{id} and /leads/{id}/edit. */
export function LeadPages() {
  const { _splat = '' } = route.useParams()
  const search = readLeadSearch(route.useSearch())
  const [page = '', part] = _splat.split('/')
  if (!page) return <BoardPage search={search} />
  if (page === 'flow')
    return (
      <Suspense>
        <FlowPage />
      </Suspense>
    )
  if (page === 'forms')
    return (
      <Suspense>
        <FormPages />
      </Suspense>
    )
  if (page === 'imports') return <LeadImportPages />
  if (page === 'mails')
    return (
      <Suspense>
        <MailsPage />
      </Suspense>
    )
  if (page === 'my-day') return <MyDayPage search={search} />
  if (page === 'quotations')
    return (
      <Suspense>
        <QuotationPages />
      </Suspense>
    )
  if (page === 'table') return <TablePage search={search} />
  return part === 'edit' ? <EditLeadPage key={page} id={page} /> : <LeadPage key={page} id={page} />
}
