import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Change, ChangePreview } from '#modules/subscriptions/change-schemas.ts'
import { changePreviewQuery } from '#web/subscriptions/queries.ts'

export type When = ChangePreview['when']
type Terms = { price_id: string; quantity: number }

export type Previews = {
  of: Partial<Record<When, ChangePreview>>
  /** As the billing rules have it. */
  usual: ChangePreview | undefined
  isLoading: boolean
  /** The numbers on screen are older than what is chosen. */
  isStale: boolean
  error: unknown
}

/** What each way of changing would do, a quarter of a second behind the typing. */
export function useChangePreviews(id: string, terms: Terms | undefined): Previews {
  const [asked, setAsked] = useState(terms)
  const isTyping = terms?.price_id !== asked?.price_id || terms?.quantity !== asked?.quantity
  const { price_id, quantity } = terms ?? {}
  useEffect(() => {
    const next = price_id && quantity ? { price_id, quantity } : undefined
    const timer = setTimeout(() => setAsked(next), 250)
    return () => clearTimeout(timer)
  }, [price_id, quantity])

  const usual = useOne(id, asked)
  // Terms that are refused are refused whenever they were to begin.
  const isFine = usual.isSuccess && !usual.isPlaceholderData
  const now = useOne(id, asked, 'now', isFine)
  const anew = useOne(id, asked, 'now_new_anchor', isFine)
  const later = useOne(id, asked, 'period_end', isFine)
  const all = [usual, now, anew, later]
  const isRefused = usual.isError && !isTyping
  const of = { now: now.data, now_new_anchor: anew.data, period_end: later.data }
  return {
    of:
      isRefused || !asked ? {} : (Object.fromEntries(Object.entries(of).filter(([, data]) => data)) as Previews['of']),
    usual: isRefused || !asked ? undefined : usual.data,
    isLoading: asked !== undefined && usual.isLoading,
    isStale: isTyping || all.some(({ isPlaceholderData, isFetching }) => isPlaceholderData || isFetching),
    error: isRefused ? usual.error : null,
  }
}

function useOne(id: string, terms: Terms | undefined, when?: When, isWanted = true) {
  const change: Change = { ...terms, ...(when && { when }) }
  return useQuery({ ...changePreviewQuery(id, change), enabled: terms !== undefined && isWanted })
}
