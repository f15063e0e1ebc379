import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { Problem } from '#platform/errors.ts'
import { createEventStream, type EventStream, eventText } from '#platform/event-stream.ts'
import { accessOf } from '#platform/http-access.ts'
import type { Announcement } from './announce-events.ts'
import type { EventNotice } from './schemas.ts'

export type LiveEvents = {
  open(request: FastifyRequest): Promise<Readable>
  tell(announcement: Announcement): void
  /** When something may have been missed. */
  tellAllToReread(): void
  end(): void
}
type Reader = { organization_id: string; user_id: string; stream: EventStream }

/** A browser needs one for each organisation; the rest is for more browsers, and for lines that died unnoticed. */
const perUserMax = 20

const reread = eventText('reread', {})

/** The open streams of this process. They hear that something happened, and read it by the usual ways. */
export function createLiveEvents({ heartbeat_ms }: { heartbeat_ms: number }): LiveEvents {
  const readers = new Set<Reader>()
  return {
    async open(request) {
      await request.admit()
      const { organization_id, actor } = accessOf(request)!
      const user_id = actor!.id!
      refuseTooMany([...readers].filter((reader) => reader.user_id === user_id).length)
      const stream = createEventStream({
        heartbeat_ms,
        admit: () => request.admit(),
        onClose: () => readers.delete(reader),
      })
      const reader = { organization_id: organization_id!, user_id, stream }
      readers.add(reader)
      return stream.body
    },
    tell({ organization_id, events }) {
      const text = events?.map((event) => eventText('changed', noticeOf(event))).join('') ?? reread
      for (const reader of readers) if (reader.organization_id === organization_id) reader.stream.write(text)
    },
    tellAllToReread() {
      for (const { stream } of readers) stream.write(reread)
    },
    end() {
      for (const { stream } of readers) stream.end()
    },
  }
}

function refuseTooMany(open: number): void {
  if (open >= perUserMax)
    throw new Problem(
      429,
      'events.too_many_streams',
      `You have ${open} event streams open already. Close one, or share one stream among several readers.`,
      { headers: { 'retry-after': '30' } },
    )
}

const noticeOf = ({ name, subject_id }: { name: string; subject_id: string }): EventNotice => ({
  name,
  kind: name.slice(0, name.indexOf('.')),
  subject_id,
})
