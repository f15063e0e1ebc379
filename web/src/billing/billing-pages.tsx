import { getRouteApi, notFound } from '@tanstack/react-router'
import { AgreementPage } from '#web/agreements/agreement-page.tsx'
import { AgreementsPage } from '#web/agreements/agreements-page.tsx'
import { ProposalsPage } from '#web/interest/proposals-page.tsx'

const route = getRouteApi('/app/$slug/billing/$')

/** /billing/interest, /billing/agreements and /billing/agreements/{id}. */
export function BillingPages() {
  const { _splat = '' } = route.useParams()
  const search = route.useSearch()
  const [noun, id] = _splat.split('/')
  if (noun === 'interest') return <ProposalsPage cursor={search.cursor} />
  if (noun !== 'agreements') throw notFound()
  return id ? <AgreementPage key={id} id={id} /> : <AgreementsPage search={search} />
}
