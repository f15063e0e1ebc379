import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Others' changes appear by themselves. Loaded after the page, which does not need it to be seen. */
export function useLiveUpdates() {
  const queryClient = useQueryClient()
  useEffect(() => {
    const following = import('#web/events/follow-changes.ts')
      .then(({ followChanges }) => followChanges(queryClient))
      .catch(() => undefined)
    return () => void following.then((leave) => leave?.())
  }, [queryClient])
}
