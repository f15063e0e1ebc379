import { db, type Pool, transact } from '#platform/database.ts'
import type { Failure } from '#platform/http-failures.ts'
import { newId } from '#platform/ids.ts'
import type { Log } from '#platform/log.ts'
import { redactText } from '#platform/redact.ts'

export type FailureRecorder = { record(failure: Failure): void; settled(): Promise<void> }

/** Each process writes so many a minute; when everything fails the log has them all, and the database has other cares. */
const perMinute = 30

/** Keeps what failed through a fault of ours, for the operator to see. Nobody waits for it. */
export function createFailureRecorder({ pool, log }: { pool: Pool; log: Log }): FailureRecorder {
  const writing = new Set<Promise<void>>()
  let minute = 0
  let written = 0
  return {
    record(failure) {
      const now = Math.floor(failure.at.epochMilliseconds / 60_000)
      if (now !== minute) [minute, written] = [now, 0]
      if (++written > perMinute) return
      const write = keep(pool, failure)
        .catch((error: unknown) => log.warn({ error }, 'a failure was not kept for the operator'))
        .finally(() => writing.delete(write))
      writing.add(write)
    },
    async settled() {
      await Promise.all(writing)
    },
  }
}

async function keep(pool: Pool, { at, error, ...failure }: Failure): Promise<void> {
  await transact(pool, undefined, async (tx) => {
    tx.send(
      db
        .insertInto('server_failures')
        .values({ id: newId(), ...failure, cause: causeOf(error), created_at: at.toString() }),
    )
  })
}

/** The words of the program, without what they quote: values, addresses and numbers may be somebody's data. */
export function causeOf(error: unknown): string {
  const { name = 'Error', message = '', code } = error as Partial<Error> & { code?: unknown }
  const words = redactText(message)
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”/g, '…')
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/\d{3,}/g, '…')
  const kind = typeof code === 'string' ? `${name} ${code}` : name
  return `${kind}: ${words}`.slice(0, 300)
}

const kept = { hours: 24 * 30 }

export async function sweepServerFailures(pool: Pool, now: Temporal.Instant): Promise<void> {
  await transact(pool, undefined, async (tx) => {
    tx.send(db.deleteFrom('server_failures').where('created_at', '<', now.subtract(kept).toString()))
  })
}
