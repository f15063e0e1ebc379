import { useEffect, useState } from 'react'
import { isTyping } from '#web/ui/is-typing.ts'

/** Which rows of a list are chosen: some by id, or all that its filter shows, on whatever page. */
export type Selection = {
  ids: ReadonlySet<string>
  isAll: boolean
  has: (id: string) => boolean
  /** With `isRange` all between the last one and this, as with Shift. */
  toggle: (id: string, isRange?: boolean) => void
  /** Of the rows on this page. */
  page: 'all' | 'some' | 'none'
  togglePage: () => void
  chooseAll: () => void
  clear: () => void
}

type State = { scope: string; ids: ReadonlySet<string>; isAll: boolean; last?: string }

/** `scope` is what the list is filtered by: with another filter nothing is chosen. x chooses the row that has focus. */
export function useSelection(rows: string[] | undefined, scope: string): Selection {
  const [kept, setState] = useState<State>({ scope, ids: new Set(), isAll: false })
  const state: State = kept.scope === scope ? kept : { scope, ids: new Set(), isAll: false }
  const onPage = rows ?? []
  const ids = state.isAll ? new Set(onPage) : state.ids
  const chosen = onPage.filter((id) => ids.has(id)).length
  const clear = () => setState({ scope, ids: new Set(), isAll: false })

  function toggle(id: string, isRange = false) {
    const next = new Set(ids)
    const from = state.last === undefined ? -1 : onPage.indexOf(state.last)
    const to = onPage.indexOf(id)
    const reached = isRange && from >= 0 ? onPage.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
    put(next, reached, !ids.has(id))
    setState({ scope, ids: next, isAll: false, last: id })
  }

  function togglePage() {
    const next = new Set(ids)
    put(next, onPage, chosen < onPage.length)
    setState({ scope, ids: next, isAll: false })
  }

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (isTyping(event)) return
      const row = document.activeElement?.getAttribute('data-row')
      if (event.key === 'x' && row) toggle(row)
      else if (event.key === 'Escape' && !row && (state.isAll || state.ids.size > 0)) clear()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })

  return {
    ids,
    isAll: state.isAll,
    has: (id) => ids.has(id),
    toggle,
    page: chosen === 0 ? 'none' : chosen === onPage.length ? 'all' : 'some',
    togglePage,
    chooseAll: () => setState({ scope, ids: new Set(), isAll: true }),
    clear,
  }
}

function put(ids: Set<string>, changed: string[], isOn: boolean) {
  for (const id of changed) {
    if (isOn) ids.add(id)
    else ids.delete(id)
  }
}
