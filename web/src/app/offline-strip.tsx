import { useSyncExternalStore } from 'react'

/** Says that nothing is sent for now, and goes by itself. */
export function OfflineStrip() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div role="status">
      {!online && (
        <p className="bg-warn-bg px-4 py-1.5 text-center text-sm font-medium text-warn print:hidden">
          You are offline. What you see may be old; changes wait until the connection is back.
        </p>
      )}
    </div>
  )
}

function subscribe(callback: () => void) {
  addEventListener('online', callback)
  addEventListener('offline', callback)
  return () => {
    removeEventListener('online', callback)
    removeEventListener('offline', callback)
  }
}
