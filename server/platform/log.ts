import pino, { type Logger } from 'pino'
import { redact } from './redact.ts'

export type Log = Logger

/** Structured lines on standard output, UTC, with secrets removed by key and by pattern. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'message',
      errorKey: 'error',
      serializers: { error: redact },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
    },
    destination ?? pino.destination({ fd: 1, sync: false }),
  )
}
