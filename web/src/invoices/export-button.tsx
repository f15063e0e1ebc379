import { useQueryClient } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { today } from '#web/api/format.ts'
import { exportInvoices } from '#web/invoices/export-invoices.ts'
import { invoiceTotalsQuery } from '#web/invoices/queries.ts'
import type { InvoiceSearch } from '#web/invoices/search.ts'
import { Button } from '#web/ui/button.tsx'
import { toast, toastError } from '#web/ui/toast.ts'

/** A CSV of what the filter shows, all pages, counted while it runs; pressing again stops it. */
export function ExportButton({ search }: { search: InvoiceSearch }) {
  const queryClient = useQueryClient()
  const running = useRef<AbortController>(null)
  const [done, setDone] = useState<number>()
  useEffect(() => () => running.current?.abort(), [])

  async function start() {
    const stop = new AbortController()
    running.current = stop
    setDone(0)
    try {
      const file = await exportInvoices(search, setDone, stop.signal)
      save(file.blob, `invoices-${search.status ?? 'all'}-${today()}.csv`)
      toast({ title: `${file.count} ${file.count === 1 ? 'invoice' : 'invoices'} exported` })
    } catch (error) {
      if (!stop.signal.aborted) toastError('The export stopped', error)
    }
    setDone(undefined)
  }

  const total = queryClient.getQueryData(invoiceTotalsQuery(search).queryKey)?.count
  if (done === undefined)
    return (
      <Button onClick={() => void start()} disabled={total === 0}>
        <Download aria-hidden />
        <span className="max-md:sr-only">Export CSV</span>
      </Button>
    )
  return (
    <Button onClick={() => running.current?.abort()} title="Stop the export">
      <span role="status" className="tabular-nums">
        {done} of {total ?? '…'} · Stop
      </span>
    </Button>
  )
}

function save(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
