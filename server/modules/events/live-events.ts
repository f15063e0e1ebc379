import type { FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { Problem } from '#platform/errors.ts'
import { createEventStream, type EventStream, eventText } from '#platform/event-stream.ts'
import { accessOf } from '#platform/http-access.ts'
import type { Announcement } from './announce-events.ts'
import type { EventNotice } from './schemas.ts'

export type LiveEvents = {
  open(request: FastifyRequest): Promise<Readable>
  /** For who is not signed in and may follow one thing; `admit` throws as soon as they no longer may. */
  watch(watched: { organization_id: string; subject_id: string }, admit: () => Promise<void>): Readable
  tell(announcement: Announcement): void
  /** When something may have been missed. */
  tellAllToReread(): void
  end(): void
}
/** `holder` has so many streams at once; who watches hears of one subject alone. */
type Reader = { organization_id: string; holder: string; subject_id?: string; stream: EventStream }

/** A browser needs one for each organisation; the rest is for more browsers, and for lines that died unnoticed. */
const perHolderMax = 20
/** Of all who watch, so that they leave room for those who work here. A page that finds none asks now and then. */
const watchingMax = 5_000

const reread = eventText('reread', {})

/** The open streams of this process. They hear that something happened, and read it by the usual ways. */
export function createLiveEvents({ heartbeat_ms }: { heartbeat_ms: number }): LiveEvents {
  const readers = new Set<Reader>()

  function add(who: Omit<Reader, 'stream'>, admit: () => Promise<void>): Readable {
    refuseTooMany([...readers].filter((reader) => reader.holder === who.holder).length)
    const stream = createEventStream({ heartbeat_ms, admit, onClose: () => readers.delete(reader) })
    const reader = { ...who, stream }
    readers.add(reader)
    return stream.body
  }

  return {
    async open(request) {
      await request.admit()
      const { organization_id, actor } = accessOf(request)!
      return add({ organization_id: organization_id!, holder: actor!.id! }, () => request.admit())
    },
    watch({ organization_id, subject_id }, admit) {
      if ([...readers].filter((reader) => reader.subject_id).length >= watchingMax) throw tooMany(watchingMax)
      return add({ organization_id, holder: subject_id, subject_id }, admit)
    },
    tell({ organization_id, events }) {
      const textFor = (subject_id?: string) =>
        events
          ?.filter((event) => !subject_id || event.subject_id === subject_id)
          .map((event) => eventText('changed', noticeOf(event)))
          .join('') ?? reread
      const forAll = textFor()
      for (const reader of readers) {
        if (reader.organization_id !== organization_id) continue
        const text = reader.subject_id ? textFor(reader.subject_id) : forAll
        if (text) reader.stream.write(text)
      }
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
  if (open >= perHolderMax) throw tooMany(open)
}

const tooMany = (open: number) =>
  new Problem(
    429,
    'events.too_many_streams',
    `There are ${open} event streams open already. Close one, or share one stream among several readers.`,
    { headers: { 'retry-after': '30' } },
  )

const noticeOf = ({ name, subject_id }: { name: string; subject_id: string }): EventNotice => ({
  name,
  kind: name.slice(0, name.indexOf('.')),
  subject_id,
})
