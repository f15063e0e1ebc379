import { useEffect, useRef } from 'react'
import { isTyping } from '#web/ui/is-typing.ts'

export type MatchKeys = {
  /** To the next line or the one before. */
  step: (by: 1 | -1) => void
  /** Takes the first suggestion, the second and so on. */
  accept: (place: number) => void
  open: (dialog: 'split' | 'hold' | 'ignore') => void
  undo: () => void
}

const dialogs: Record<string, 'split' | 'hold' | 'ignore'> = { s: 'split', h: 'hold', i: 'ignore' }

/** The match screen without a mouse; nothing fires in fields and dialogs, nor behind a `g` that goes elsewhere. */
export function useMatchKeys(keys: MatchKeys) {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let pressedG = 0
    function onKey(event: KeyboardEvent) {
      if (isTyping(event)) return
      const { key } = event
      const isSecond = Date.now() - pressedG < 1000
      pressedG = key === 'g' ? Date.now() : 0
      if (isSecond) return
      const dialog = dialogs[key]
      if (key === 'j' || key === 'ArrowDown') latest.current.step(1)
      else if (key === 'k' || key === 'ArrowUp') latest.current.step(-1)
      // Held down, a key moves on and on; it does not match one line after the other.
      else if (event.repeat) return
      else if (key === 'Enter' && !isOnControl(event)) latest.current.accept(0)
      else if (/^[2-4]$/.test(key)) latest.current.accept(Number(key) - 1)
      else if (key === 'u') latest.current.undo()
      else if (dialog) latest.current.open(dialog)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** Enter belongs to the button or link that has focus, but on the line that is shown already it accepts. */
function isOnControl({ target }: KeyboardEvent): boolean {
  const control = target instanceof Element ? target.closest('a, button, summary, select') : null
  return control !== null && !control.matches('a[data-row][data-current=true]')
}
