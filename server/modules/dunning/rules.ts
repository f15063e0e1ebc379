import type { ProblemField } from '#platform/errors.ts'
import type { DunningStep } from './schemas.ts'

/** What a subject or a text may hold in braces, and what stands there in a preview without a customer. */
export const placeholders = {
  customer_name: 'Kopi Kaki',
  seller_name: 'Your company',
  total: '$1,090.00',
  invoice_count: '1 invoice',
  oldest_number: 'INV-2026-00007',
  oldest_due_date: '5 Nov 2026',
  days_late: '3 days',
} as const
export type Placeholder = keyof typeof placeholders

/** Polite, then plain, then short. Off until somebody has looked at it. */
export const defaultSteps: DunningStep[] = [
  {
    days: 3,
    tone: 'friendly',
    subject: 'A reminder from {seller_name}: {total} is due',
    text: 'Hello {customer_name},\n\nPerhaps it slipped through: {invoice_count} of ours, {total} in all, is past its due date. The list is below, and the papers are attached.\n\nIf you have paid in the last few days, thank you, and please leave this mail aside.',
  },
  {
    days: 14,
    tone: 'firm',
    subject: 'Overdue: {total} to {seller_name}',
    text: 'Hello {customer_name},\n\n{total} has not reached us yet. The oldest invoice, {oldest_number}, was due on {oldest_due_date}.\n\nPlease pay within seven days, or tell us the day on which you will. If something is wrong with an invoice, answer this mail and say what.',
  },
  {
    days: 30,
    tone: 'final',
    subject: 'Final reminder: {total} to {seller_name}',
    text: 'Hello {customer_name},\n\nThis is our final reminder. {total} is overdue, the oldest part of it since {oldest_due_date}.\n\nPlease pay within seven days. After that we shall have to take further steps, which we would both rather avoid.',
  },
]

const inBraces = /\{([^{}]*)\}/g
/** Mail programs make a link of these, and a mail that goes out in our name must not lead where a stranger wants. */
const linkLike = /\/\/|[\p{L}\p{N}-][.\u3002][\p{L}]{2,}/u

/** What is wrong with a ladder, each with its place. */
export function checkSteps(steps: readonly DunningStep[]): ProblemField[] {
  return steps.flatMap((step, i) => [
    ...mistakesOf(step.subject, `/steps/${i}/subject`),
    ...mistakesOf(step.text, `/steps/${i}/text`),
    ...(i > 0 && step.days <= steps[i - 1]!.days
      ? [{ pointer: `/steps/${i}/days`, code: 'not_later', detail: 'Each step must be later than the one before it.' }]
      : []),
  ])
}

function mistakesOf(text: string, pointer: string): ProblemField[] {
  const unknown = [...text.matchAll(inBraces)]
    .map(([, name]) => name!)
    .filter((name) => !Object.hasOwn(placeholders, name))
  const known = Object.keys(placeholders).map((name) => `{${name}}`)
  const mistakes = unknown.map((name) => ({
    pointer,
    code: 'unknown_placeholder',
    detail: `There is no {${name}}. Use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`,
  }))
  if (/[{}]/.test(text.replaceAll(inBraces, '')))
    mistakes.push({ pointer, code: 'lone_brace', detail: 'A brace stands alone: placeholders look like {total}.' })
  if (linkLike.test(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')))
    mistakes.push({
      pointer,
      code: 'link',
      detail: 'Leave out addresses of the web and of mail: answers reach you anyway.',
    })
  return mistakes
}

export const fill = (text: string, values: Record<Placeholder, string>): string =>
  text.replaceAll(inBraces, (whole, name: string) => values[name as Placeholder] ?? whole)

/** The highest step that a due date has reached. */
export function stepReached(steps: readonly DunningStep[], due_date: string, today: string): DunningStep | undefined {
  return steps.findLast(({ days }) => Temporal.PlainDate.compare(dayAfter(due_date, days), today) <= 0)
}

export const dayAfter = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()

export const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(to).days
