import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { SubscriptionPreview } from '#modules/subscriptions/billed-schemas.ts'
import type { NewSubscription } from '#modules/subscriptions/schemas.ts'
import { formatMoney } from '#web/api/format.ts'
import { ApiError } from '#web/api/problem.ts'
import { type Fields, isReady, toInput } from '#web/subscriptions/new-subscription.ts'
import { newSubscriptionPreviewQuery } from '#web/subscriptions/queries.ts'

export type NewPreview = {
  data: SubscriptionPreview | undefined
  isStale: boolean
  error: unknown
  /** What is refused so far, by the field's pointer. */
  refused: Record<string, string>
  /** What the button says: the amount, once it is known. */
  confirm: string
}

/** What the server makes of the form as it is, a quarter of a second behind the typing. */
export function useNewPreview(form: UseFormReturn<Fields>): NewPreview {
  const [asked, setAsked] = useState<NewSubscription | null>(null)
  const [isTyping, setTyping] = useState(false)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      const values = form.getValues()
      setTyping(false)
      setAsked(isReady(values) ? toInput(values) : null)
    }
    const watching = form.watch(() => {
      setTyping(true)
      clearTimeout(timer)
      timer = setTimeout(ask, 250)
    })
    ask()
    return () => {
      clearTimeout(timer)
      watching.unsubscribe()
    }
  }, [form])

  const { data, error, isPlaceholderData } = useQuery(newSubscriptionPreviewQuery(asked))
  const known = asked && !error ? data : undefined
  const total = known?.invoice?.total_amount_cents
  return {
    data: known,
    isStale: isTyping || isPlaceholderData,
    error: asked ? error : null,
    refused: Object.fromEntries(
      (error instanceof ApiError ? error.fields : []).map((each) => [each.pointer, each.detail]),
    ),
    confirm: total && !isTyping && !isPlaceholderData ? `Subscribe and charge ${formatMoney(total)}` : 'Subscribe',
  }
}
