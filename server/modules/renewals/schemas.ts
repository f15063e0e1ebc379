import { type Static, Type } from 'typebox'
import {
  Day,
  Id,
  Input,
  Instant,
  ListQuery,
  Meaning,
  Nullable,
  OneOf,
  Output,
  Page,
  SignedCents,
} from '#platform/schemas.ts'

const Count = (description: string) => Type.Integer({ minimum: 0, description })

export type NewRenewalRun = Static<typeof NewRenewalRun>
export const NewRenewalRun = Input('NewRenewalRun', {
  is_dry_run: Type.Optional(Type.Boolean({ description: 'Works everything out and changes nothing' })),
})

export type RenewalRun = Static<typeof RenewalRun>
export const RenewalRun = Output('RenewalRun', {
  id: Id,
  run_date: Meaning(Day, 'What is due on this day or before is renewed'),
  status: Meaning(OneOf('running', 'completed', 'failed'), 'A failed run leaves the rest due: the next one goes on'),
  is_dry_run: Type.Boolean({ description: 'Nothing was changed' }),
  due_count: Count('Subscriptions that were due when it began'),
  renewed_count: Count('Periods that were billed so far, also several of one subscription'),
  issued_count: Count('Invoices issued; none where there was nothing to pay'),
  drafted_count: Count('Drafts made, where invoices are issued some days later'),
  ended_count: Count('Subscriptions that ended with their period'),
  skipped_count: Count('Subscriptions that could not be billed; they stay due'),
  amount_cents: Meaning(SignedCents, 'Of the invoices and drafts, with GST'),
  failure: Nullable(Type.String({ description: 'Why it failed' })),
  started_by: Type.String({ description: 'Who started it; NexusCore by itself in the night' }),
  created_at: Instant,
  ended_at: Nullable(Instant),
})

export type RenewalRunQuery = Static<typeof RenewalRunQuery>
export const RenewalRunQuery = Input('RenewalRunQuery', ListQuery)
export type RenewalRunPage = Static<typeof RenewalRunPage>
export const RenewalRunPage = Page('RenewalRunPage', RenewalRun)

export type RenewalSkipList = Static<typeof RenewalSkipList>
export const RenewalSkipList = Output('RenewalSkipList', {
  data: Type.Array(
    Output('RenewalSkip', {
      subscription_id: Meaning(Id, 'What was due'),
      customer_id: Id,
      customer_name: Type.String(),
      plan_name: Type.String({ description: 'What they are on' }),
      reason: Meaning(
        OneOf('customer_archived', 'customer_address_missing', 'amount_too_large'),
        'Mend it, and the next run bills it',
      ),
    }),
    { description: 'The first thousand' },
  ),
})

export type DueRenewals = Static<typeof DueRenewals>
export const DueRenewals = Output('DueRenewals', {
  due_count: Count('Subscriptions that a run today would look at'),
  next_date: Meaning(Nullable(Day), 'When the next one is due after today'),
})
