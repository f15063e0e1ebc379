import type { Announcement } from '#modules/events/announce-events.ts'
import { createLiveEvents, type LiveEvents } from '#modules/events/live-events.ts'
import type { App } from '#platform/http.ts'
import type { Listener } from '#platform/listen.ts'
import type { Parts } from './parts.ts'

/** What dispatchers announce, in this process or another, reaches the streams that are open here. */
export function liveEvents(app: App, { heartbeat_ms, listenForEvents }: Parts): LiveEvents {
  const live = createLiveEvents({ heartbeat_ms })
  let listener: Listener | undefined
  app.addHook('onListen', (done) => {
    listener = listenForEvents({
      onMessage: (payload) => live.tell(announcementFrom(payload)),
      onListening: () => live.tellAllToReread(),
    })
    done()
  })
  app.addHook('preClose', (done) => {
    live.end()
    done()
  })
  app.addHook('onClose', async () => listener?.stop())
  return live
}

/** Only our own dispatchers speak on this channel. */
function announcementFrom(payload: string): Announcement {
  return JSON.parse(payload) as Announcement
}
