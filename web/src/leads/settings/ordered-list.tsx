import { type QueryKey, type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { orderList } from '#web/leads/api.ts'
import { IconButton } from '#web/ui/button.tsx'
import { ErrorState, Skeleton } from '#web/ui/state.tsx'
import { toastError } from '#web/ui/toast.ts'

type Row = { id: string }
type Props<T extends Row> = {
  /** The list's path: lead-stages and the like. */
  noun: string
  query: Pick<UseQueryResult<{ data: T[] }>, 'data' | 'error' | 'refetch'>
  queryKey: QueryKey
  nameOf: (row: T) => string
  canWrite: boolean
  empty: string
  /** What stands there where it could not be loaded. */
  failed: string
  row: (row: T) => ReactNode
  actions: (row: T) => ReactNode
}

/** A short list whose order matters: one place up or down, seen at once and put back when it is refused. */
export function OrderedList<T extends Row>(props: Props<T>) {
  const { noun, query, queryKey, nameOf, canWrite, empty, failed, row, actions } = props
  const queryClient = useQueryClient()
  const list = useRef<HTMLUListElement>(null)
  const [spoken, setSpoken] = useState('')
  const rows = query.data?.data
  if (!rows)
    return query.error ? (
      <ErrorState title={failed} error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="m-4 h-32" />
    )

  async function move(place: number, step: -1 | 1) {
    const before = query.data
    const moved = rows![place]!
    const next = rows!.filter(({ id }) => id !== moved.id).toSpliced(place + step, 0, moved)
    queryClient.setQueryData(queryKey, { ...before, data: next })
    setSpoken(`${nameOf(moved)} is now ${place + step + 1} of ${next.length}`)
    // A row that is moved loses the focus; at either end the other button takes it.
    requestAnimationFrame(() => {
      const [up, down] = list.current?.children[place + step]?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? []
      const [own, other] = step < 0 ? [up, down] : [down, up]
      ;(own?.disabled ? other : own)?.focus()
    })
    try {
      await orderList(
        noun,
        next.map(({ id }) => id),
      )
    } catch (error) {
      queryClient.setQueryData(queryKey, before)
      toastError(`${nameOf(moved)} was not moved`, error)
    }
    void queryClient.invalidateQueries({ queryKey: ['lead-settings'] })
  }

  if (rows.length === 0) return <p className="border-t border-line px-4 py-6 text-center text-sm text-ink-2">{empty}</p>
  return (
    <>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <ul ref={list}>
        {rows.map((each, place) => (
          <li
            key={each.id}
            className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-1.5 text-sm"
          >
            <div className="min-w-0 flex-1 basis-48">{row(each)}</div>
            {canWrite && (
              <div className="ml-auto flex items-center">
                {actions(each)}
                <IconButton
                  data-move
                  label={`Move ${nameOf(each)} up`}
                  disabled={place === 0}
                  onClick={() => void move(place, -1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  data-move
                  label={`Move ${nameOf(each)} down`}
                  disabled={place === rows.length - 1}
                  onClick={() => void move(place, 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
