import { getRouteApi } from '@tanstack/react-router'
import { NewQuotationPage } from '#web/quotations/new-quotation-page.tsx'
import { QuotationPage } from '#web/quotations/quotation-page.tsx'
import { QuotationsPage } from '#web/quotations/quotations-page.tsx'
import { readQuotationSearch } from '#web/quotations/search.ts'

const route = getRouteApi('/app/$slug/leads/$')

/** /leads/quotations, /leads/quotations/new and /leads/quotations/{id}. */
export default function QuotationPages() {
  const [, id = ''] = (route.useParams()._splat ?? '').split('/')
  const search = readQuotationSearch(route.useSearch())
  if (id === 'new') return <NewQuotationPage search={search} />
  return id ? <QuotationPage key={id} id={id} /> : <QuotationsPage search={search} />
}
