import type { BillingRules } from '#modules/subscriptions/billing-schemas.ts'

type Field = Exclude<keyof BillingRules, 'unpaid_after_days'>
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
]
