import process from 'node:process'
import { isConnectionLoss } from './errors.ts'
import type { Log } from './log.ts'

/**
 * What nobody caught is logged, and ends the program: nobody knows what state it is in, and its service manager starts
 * it again. A promise that a library left behind when the database died is the one exception.
 */
export function endOnTheUnexpected(log: Log): void {
  process.on('unhandledRejection', (error) => {
    if (isConnectionLoss(error)) log.error({ error }, 'unhandled rejection')
    else end(error, 'unhandled rejection')
  })
  process.on('uncaughtException', (error) => end(error, 'uncaught exception'))

  function end(error: unknown, what: string): void {
    try {
      log.fatal({ error }, `${what}: the program ends`)
    } finally {
      process.exit(1)
    }
  }
}
