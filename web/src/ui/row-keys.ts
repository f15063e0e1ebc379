import { type RefObject, useEffect } from 'react'
import { isTyping } from '#web/ui/is-typing.ts'

/** j and k move through the rows' links from anywhere on the page, the arrows too once one has focus. */
export function useRowKeys(container: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (isTyping(event) || !container.current) return
      const links = [...container.current.querySelectorAll<HTMLElement>('a[data-row]')]
      const at = links.findIndex((link) => link === document.activeElement)
      const step =
        event.key === 'j' || (at >= 0 && event.key === 'ArrowDown')
          ? 1
          : event.key === 'k' || (at >= 0 && event.key === 'ArrowUp')
            ? -1
            : 0
      if (event.key === 'Escape' && at >= 0) links[at]?.blur()
      if (step === 0 || links.length === 0) return
      event.preventDefault()
      const next = links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [container])
}

const key = () => `row:${location.pathname}${location.search}`

/** Remembers which row was opened, so that coming back to the list lands on it. */
export function rememberRow(id: string) {
  sessionStorage.setItem(key(), id)
}

export function recallRow(container: HTMLElement | null) {
  const id = sessionStorage.getItem(key())
  if (!id || !container) return
  sessionStorage.removeItem(key())
  container.querySelector<HTMLElement>(`a[data-row="${CSS.escape(id)}"]`)?.focus({ preventScroll: true })
}
