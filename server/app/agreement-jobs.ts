import * as jobs from '#modules/agreements/jobs.ts'
import { releasePart } from '#modules/agreements/release-part.ts'
import type { Subscription } from '#modules/events/dispatch-events.ts'
import { type HandledJob, handled } from '#platform/jobs.ts'
import { asSystem } from './as-system.ts'
import type { Parts } from './parts.ts'

export const agreementSubscriptions: Subscription[] = [
  { event: 'invoice.voided', job: jobs.releaseVoidedPart },
  { event: 'credit_note.issued', job: jobs.releaseCreditedPart },
]

export function agreementJobs(parts: Parts): HandledJob[] {
  return [
    handled(jobs.releaseVoidedPart, ({ organization_id, subject_id: invoice_id }) =>
      asSystem(parts, organization_id, (ctx) => releasePart(ctx, { invoice_id }), { even_disabled: true }),
    ),
    handled(jobs.releaseCreditedPart, ({ organization_id, subject_id: credit_note_id }) =>
      asSystem(parts, organization_id, (ctx) => releasePart(ctx, { credit_note_id }), { even_disabled: true }),
    ),
  ]
}
