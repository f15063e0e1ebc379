import type { CustomerMail } from '#modules/customer-mails/schemas.ts'
import type { DunningNotice, DunningStep, InvoiceDunning, PaymentPromise } from '#modules/dunning/schemas.ts'

export const toneWords: Record<DunningStep['tone'], string> = { friendly: 'Friendly', firm: 'Firm', final: 'Final' }

export const stateWords: Record<InvoiceDunning['state'], string> = {
  settled: 'Nothing is due.',
  off: 'Reminders are off.',
  disputed: 'Disputed: no reminders until that is resolved.',
  promised: 'Promised: no reminders until that day is over.',
  paused: 'The reminders of this customer are paused.',
  waiting: 'Reminders go out by themselves.',
}

export const promiseWords: Record<PaymentPromise['status'], string> = {
  open: 'Promised',
  kept: 'Promise kept',
  broken: 'Promise broken',
  withdrawn: 'Promise withdrawn',
}

export const mailWords: Record<CustomerMail['status'], string> = {
  queued: 'on its way',
  sending: 'on its way',
  sent: 'sent',
  failed: 'not delivered',
  cancelled: 'held back',
}

export const noticeTitle = ({ tone, status }: Pick<DunningNotice, 'tone' | 'status'>): string =>
  `${toneWords[tone]} reminder ${mailWords[status]}`

/** "3 days after", as the ladder says it. */
export function whenWords(days: number): string {
  if (days === 0) return 'On the due date'
  const count = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`
  return `${count} ${days < 0 ? 'before' : 'after'} the due date`
}
