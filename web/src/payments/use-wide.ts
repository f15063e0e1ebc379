import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 48rem)')

/** Wide enough for two columns: anything but a phone. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener('change', changed)
      return () => wide.removeEventListener('change', changed)
    },
    () => wide.matches,
  )
}
