import { createFileRoute } from '@tanstack/react-router'
import { readNewInvoiceSearch } from '#web/invoices/search.ts'

export const Route = createFileRoute('/app/$slug/invoices/_editor/new')({ validateSearch: readNewInvoiceSearch })
