import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 64rem)')

/** Wide enough for the list and one line of it side by side. */
export function useTwoColumns(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed)
      return () => wide.removeEventListener('change', changed)
    },
    () => wide.matches,
  )
}
