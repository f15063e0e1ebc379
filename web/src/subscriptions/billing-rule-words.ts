import type { BillingRules } from '#modules/subscriptions/billing-schemas.ts'

/** The rules that are a number of days. */
export const dayRules = ['draft_days', 'unpaid_after_days', 'paused_after_days', 'renewal_notice_days'] as const
export type DayRule = (typeof dayRules)[number]
type Field = Exclude<keyof BillingRules, DayRule>
type Option = { value: BillingRules[Field]; label: string; hint: string }
type Rule = { field: Field; legend: string; options: Option[] }

const now = 'The rest of the period is credited at the old price and charged at the new.'
const later = 'The present terms run on to the end of the period; nothing is charged or credited before.'

/** Every choice with what it means for a customer. */
export const ruleChoices: { title: string; hint: string; rules: Rule[] }[] = [
  {
    title: 'When a change takes effect',
    hint: 'What is proposed; whoever makes a change may choose another way for it.',
    rules: [
      {
        field: 'upgrade_rule',
        legend: 'To a dearer price',
        options: [
          { value: 'now', label: 'Now', hint: now },
          {
            value: 'now_new_anchor',
            label: 'Now, with a new period',
            hint: 'The full new price is charged less what is unused, and periods are counted from that day.',
          },
          { value: 'period_end', label: 'At renewal', hint: later },
        ],
      },
      {
        field: 'downgrade_rule',
        legend: 'To a cheaper price',
        options: [
          { value: 'period_end', label: 'At renewal', hint: later },
          { value: 'now', label: 'Now', hint: 'What was paid too much becomes credit for the next invoices.' },
        ],
      },
      {
        field: 'seat_rule',
        legend: 'More or fewer seats',
        options: [
          {
            value: 'now',
            label: 'Now',
            hint: 'Seats are charged from the day they are added, and credited from the day they go.',
          },
          { value: 'period_end', label: 'At renewal', hint: later },
        ],
      },
    ],
  },
  {
    title: 'What a change costs',
    hint: 'How finely a period is cut, and when the difference is asked for.',
    rules: [
      {
        field: 'proration_unit',
        legend: 'Counted by',
        options: [
          {
            value: 'day',
            label: 'Whole days',
            hint: 'The day of the change costs the new price. Easy to check on paper.',
          },
          { value: 'second', label: 'Seconds', hint: 'To the second of the change; two changes on one day differ.' },
        ],
      },
      {
        field: 'proration_charge',
        legend: 'The difference is charged',
        options: [
          { value: 'now', label: 'At once', hint: 'A change that costs more issues a tax invoice on the same day.' },
          {
            value: 'next_invoice',
            label: 'With the next invoice',
            hint: 'It waits, and is a line of the next renewal.',
          },
        ],
      },
    ],
  },
  {
    title: 'What a renewal run makes',
    hint: 'A subscription that begins today is always invoiced today, by itself.',
    rules: [
      {
        field: 'invoice_grouping',
        legend: 'A customer with several subscriptions gets',
        options: [
          {
            value: 'per_subscription',
            label: 'An invoice for each',
            hint: 'Every subscription has its own number and due date, and can be paid by itself.',
          },
          {
            value: 'per_customer',
            label: 'One invoice for all',
            hint: 'What a run finds due for a customer stands on one tax invoice. GST is rounded once on its total, not on each.',
          },
        ],
      },
    ],
  },
]

type DayChoice = {
  field: DayRule
  title: string
  hint: string
  label: string
  note: string
  least: number
  most: number
}

export const dayChoices: DayChoice[] = [
  {
    field: 'draft_days',
    title: 'Time to look over',
    hint: 'What a run bills can lie among the drafts first, where it may be edited or deleted.',
    label: 'Issue after',
    note: '0: invoices are issued at once. Else by themselves when the days are over, or before by hand.',
    least: 0,
    most: 14,
  },
  {
    field: 'unpaid_after_days',
    title: 'When nobody pays',
    hint: 'An overdue invoice makes a subscription past due; it is still renewed.',
    label: 'Stop renewals after',
    note: 'Past due for so long, it is unpaid and gets no more invoices until it is paid',
    least: 1,
    most: 365,
  },
  {
    field: 'paused_after_days',
    title: 'When it stays unpaid',
    hint: 'It can be paused then by itself. Payment brings it back; what you paused yourselves waits for you.',
    label: 'Pause after another',
    note: '0: never. Else counted from the day it became unpaid. The days it is away cost nothing.',
    least: 0,
    most: 365,
  },
  {
    field: 'renewal_notice_days',
    title: 'Before a minimum term ends',
    hint: 'The customer is told once by mail what comes next, what it costs, and how to end it.',
    label: 'Write ahead by',
    note: '0: nobody is written to',
    least: 0,
    most: 90,
  },
]
