import { getRouteApi } from '@tanstack/react-router'
import { EditRecurringPage } from '#web/recurring-invoices/edit-recurring-page.tsx'
import { NewRecurringPage } from '#web/recurring-invoices/new-recurring-page.tsx'
import { RecurringInvoicePage } from '#web/recurring-invoices/recurring-invoice-page.tsx'
import { RecurringInvoicesPage } from '#web/recurring-invoices/recurring-invoices-page.tsx'

const route = getRouteApi('/app/$slug/invoices/recurring/$')

/** /recurring, /recurring/new, /recurring/{id} and /recurring/{id}/edit. */
export function RecurringPages() {
  const { _splat = '' } = route.useParams()
  const search = route.useSearch()
  const [id = '', part] = _splat.split('/')
  if (!id) return <RecurringInvoicesPage search={search} />
  if (id === 'new') return <NewRecurringPage search={search} />
  return part === 'edit' ? <EditRecurringPage key={id} id={id} /> : <RecurringInvoicePage id={id} />
}
