import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { ComputedDraft, DraftPreview } from '#modules/invoices/schemas.ts'
import { type DraftForm, toBody } from '#web/invoices/draft-form.ts'
import { previewQuery } from '#web/invoices/editor-queries.ts'

export type Preview = {
  computed: ComputedDraft | undefined
  /** The form row of each computed line. */
  rows: number[]
  /** The numbers on screen are older than what is typed. */
  isStale: boolean
  error: unknown
}

/** The server's totals for what is being typed, a quarter of a second behind; `draft_id` of one that a renewal run made. */
export function usePreview(form: UseFormReturn<DraftForm>, draft_id: string | undefined): Preview {
  const [asked, setAsked] = useState(() => toPreview(form.getValues()))
  const [isTyping, setTyping] = useState(false)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const watching = form.watch(() => {
      setTyping(true)
      clearTimeout(timer)
      timer = setTimeout(() => {
        setTyping(false)
        setAsked(toPreview(form.getValues()))
      }, 250)
    })
    return () => {
      clearTimeout(timer)
      watching.unsubscribe()
    }
  }, [form])

  const { data, isPlaceholderData, error } = useQuery(previewQuery({ ...asked.body, ...(draft_id && { draft_id }) }))
  return { computed: data, rows: asked.rows, isStale: isTyping || isPlaceholderData || error !== null, error }
}

function toPreview(values: DraftForm): { body: DraftPreview; rows: number[] } {
  const { body, rows } = toBody(values)
  return { body: { ...body, customer_id: body.customer_id || null }, rows }
}
