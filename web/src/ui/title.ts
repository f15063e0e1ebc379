import { useEffect } from 'react'

/** page · section · NexusCore */
export function useTitle(page: string, section?: string) {
  useEffect(() => {
    document.title = [page, section, 'NexusCore'].filter(Boolean).join(' · ')
  }, [page, section])
}
