import type { DocumentArchive } from '#modules/document-archives/schemas.ts'
import type { BatchAction, InvoiceBatch, InvoiceBatchItem } from '#modules/invoice-batches/schemas.ts'
import { formatCount } from '#web/api/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

export const counted = (count: number, noun: string) => `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`

type Words = { verb: string; busy: string; done: string; noun: string; title: (what: string) => string }
export const actionWords: Record<BatchAction, Words> = {
  issue: { verb: 'Issue', busy: 'Issuing…', done: 'Issued', noun: 'draft', title: (what) => `Issue ${what}?` },
  send: { verb: 'Mail', busy: 'Mailing…', done: 'Mailed', noun: 'invoice', title: (what) => `Mail ${what}?` },
  mark_sent: {
    verb: 'Mark as sent',
    busy: 'Marking…',
    done: 'Marked as sent',
    noun: 'invoice',
    title: (what) => `Mark ${what} as sent?`,
  },
}

export const batchTitle = ({ action, item_count }: InvoiceBatch) =>
  `${actionWords[action].verb} ${counted(item_count, actionWords[action].noun)}`.replace(
    /^Mark as sent (.*)$/,
    'Mark $1 as sent',
  )

export const batchState: Record<InvoiceBatch['status'], [Tone, string]> = {
  running: ['info', 'Running'],
  completed: ['ok', 'Finished'],
  cancelled: ['mute', 'Cancelled'],
}

export const itemState: Record<InvoiceBatchItem['status'], [Tone, string]> = {
  waiting: ['mute', 'Not done'],
  done: ['ok', 'Done'],
  refused: ['warn', 'Refused'],
}

export const archiveState: Record<DocumentArchive['status'], [Tone, string]> = {
  building: ['info', 'In the making'],
  ready: ['ok', 'Ready'],
  expired: ['mute', 'Expired'],
  failed: ['bad', 'Failed'],
  cancelled: ['mute', 'Cancelled'],
}

export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
