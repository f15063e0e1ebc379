import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { RecurringInvoice, RecurringInvoicePreview } from '#modules/recurring-invoices/schemas.ts'
import type { Preview } from '#web/invoices/use-preview.ts'
import { unsavedQuery } from '#web/recurring-invoices/queries.ts'
import { type RecurringForm, toRecurring, toUnsaved } from '#web/recurring-invoices/recurring-form.ts'

/** The next invoice as the draft editor's parts know it, with the dates to come. */
export type Coming = Preview & { coming: RecurringInvoicePreview | undefined }

/** The server's dates and totals for what is being typed, a quarter of a second behind. */
export function useComing(form: UseFormReturn<RecurringForm>, opened?: RecurringInvoice): Coming {
  const ask = () => ({ body: toUnsaved(form.getValues(), opened), rows: toRecurring(form.getValues()).rows })
  const [asked, setAsked] = useState(ask)
  const [isTyping, setTyping] = useState(false)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const watching = form.watch(() => {
      setTyping(true)
      clearTimeout(timer)
      timer = setTimeout(() => {
        setTyping(false)
        const values = form.getValues()
        setAsked({ body: toUnsaved(values, opened), rows: toRecurring(values).rows })
      }, 250)
    })
    return () => {
      clearTimeout(timer)
      watching.unsubscribe()
    }
  }, [form, opened])

  const { data, isPlaceholderData, error } = useQuery(unsavedQuery(asked.body))
  return {
    coming: data,
    computed: data?.invoice ?? undefined,
    rows: asked.rows,
    isStale: isTyping || isPlaceholderData || error !== null,
    error,
  }
}
