import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AllocateTransaction } from '#modules/bank/transaction-schemas.ts'
import { formatDate, formatMoney } from '#web/api/format.ts'
import { hasCode } from '#web/api/problem.ts'
import {
  acceptSuggestion,
  allocateTransaction,
  holdTransaction,
  ignoreTransaction,
  reopenTransaction,
  undoMatch,
} from '#web/bank/api.ts'
import type { BankSuggestion, BankTransaction } from '#web/bank/queries.ts'
import { listed } from '#web/bank/words.ts'
import { refreshMoney } from '#web/invoices/refresh-money.ts'
import { toast, toastError, toastUndo } from '#web/ui/toast.ts'

type Options = {
  /** The next line to look at once this one is out of the way. */
  after: (id: string) => string | undefined
  show: (id: string | undefined) => void
}

/**
 * What one does with a line of a statement. It leaves the list at once and the next one is shown; a refusal brings it
 * back and says why, and each can be undone for some seconds.
 */
export function useMatching({ after, show }: Options) {
  const queryClient = useQueryClient()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [lastUndo, setLastUndo] = useState<() => void>()

  const refresh = () => Promise.all([queryClient.invalidateQueries({ queryKey: ['bank'] }), refreshMoney(queryClient)])
  const hide = (id: string, isGone: boolean) =>
    setGone((before) => (isGone ? new Set([...before, id]) : new Set([...before].filter((other) => other !== id))))

  async function move(id: string, work: () => Promise<unknown>, refusal: string): Promise<boolean> {
    show(after(id))
    hide(id, true)
    try {
      await work()
      void refresh().finally(() => hide(id, false))
      return true
    } catch (error) {
      hide(id, false)
      toastError(refusal, error)
      // Somebody else was faster: the line is where they put it, and the next one stays on the screen.
      if (!hasCode(error, 'bank.already_matched')) show(id)
      void refresh()
      return false
    }
  }

  function offerUndo(title: string, id: string, undo: () => Promise<unknown>) {
    const takeBack = () => {
      setLastUndo(undefined)
      undo()
        .then(() => show(id))
        .catch((error: unknown) => toastError('It could not be undone', error))
        .finally(() => void refresh())
    }
    setLastUndo(() => takeBack)
    toastUndo(title, takeBack)
  }

  const undoneAtOnce = (id: string) => () => undoMatch(id, 'Undone on the match screen')

  return {
    gone,
    /** The last thing that was done here, taken back. */
    undoLast: lastUndo,
    async accept({ id, amount_cents }: BankTransaction, suggestion: BankSuggestion) {
      const done = await move(id, () => acceptSuggestion(id, suggestion.id), 'It was not matched')
      const numbers = suggestion.allocations.map(({ invoice_number }) => invoice_number)
      if (done)
        offerUndo(
          `${formatMoney(amount_cents)} matched to ${listed(numbers) || suggestion.customer_name}`,
          id,
          undoneAtOnce(id),
        )
    },
    /** Throws what the server refuses, for the dialog to show. */
    async allocate({ id, amount_cents }: BankTransaction, input: AllocateTransaction, customer: string) {
      await allocateTransaction(id, input)
      show(after(id))
      hide(id, true)
      void refresh().finally(() => hide(id, false))
      offerUndo(`${formatMoney(amount_cents)} matched to ${customer}`, id, undoneAtOnce(id))
    },
    async hold({ id, amount_cents }: BankTransaction, held_until: string, note: string | null) {
      await holdTransaction(id, held_until, note)
      show(after(id))
      hide(id, true)
      void refresh().finally(() => hide(id, false))
      offerUndo(`${formatMoney(amount_cents)} on hold till ${formatDate(held_until)}`, id, () => reopenTransaction(id))
    },
    async ignore({ id, amount_cents }: BankTransaction, note: string) {
      await ignoreTransaction(id, note)
      show(after(id))
      hide(id, true)
      void refresh().finally(() => hide(id, false))
      offerUndo(`${formatMoney(Math.abs(amount_cents))} ignored`, id, () => reopenTransaction(id))
    },
    async reopen({ id, amount_cents }: BankTransaction) {
      if (await move(id, () => reopenTransaction(id), 'It could not be taken up again'))
        toast({ title: `${formatMoney(Math.abs(amount_cents))} waits to be matched again` })
    },
    async undo({ id, amount_cents }: BankTransaction, reason: string) {
      await undoMatch(id, reason)
      show(after(id))
      hide(id, true)
      void refresh().finally(() => hide(id, false))
      toast({ title: `${formatMoney(amount_cents)} waits to be matched again` })
    },
  }
}

export type Matching = ReturnType<typeof useMatching>
