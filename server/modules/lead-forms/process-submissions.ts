import { setTimeout } from 'node:timers/promises'
import { changesBetween, recordEvents } from '#modules/events/record-event.ts'
import { insertActivities } from '#modules/lead-activities/insert-activities.ts'
import { recordConsents } from '#modules/lead-consents/record-consents.ts'
import { yearOf } from '#modules/leads/check-lead.ts'
import { insertLeads, type PreparedLead } from '#modules/leads/insert-leads.ts'
import { listMemberAddresses } from '#modules/leads/member-queries.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { listLeadFields } from '#modules/leads/stage-queries.ts'
import type { Context, InTransaction } from '#platform/context.ts'
import { isConnectionLoss, isRetryable } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { queueJob } from '#platform/jobs.ts'
import type { Log } from '#platform/log.ts'
import { leadSubmitted } from './events.ts'
import { detailsOf, type Group, groupSubmissions, type ReadOne, utmOf, visitedPagesOf } from './group-submissions.ts'
import { tellOfSubmissions } from './jobs.ts'
import { joinLeads } from './join-leads.ts'
import { judgeSubmission } from './judge-submission.ts'
import { messageOf, readSubmission } from './read-submission.ts'
import type { LeadForm } from './schemas.ts'
import { listWaiting, lockForms, lockLeadsOf, type Waiting } from './waiting-queries.ts'
import { writeOutcomes } from './write-outcomes.ts'

const batchSize = 500
const breath_ms = 250

/**
 * Makes leads of what waits, a batch in a transaction. Where a batch fails, its submissions are tried one by one, so
 * that one that we cannot make sense of holds up no other: it is kept as failed, and somebody can have it tried again.
 */
export async function processSubmissions(transact: InTransaction, log: Pick<Log, 'error'>): Promise<void> {
  for (let small = 0; ;) {
    try {
      const count = await transact((ctx) => processBatch(ctx, batchSize))
      if (count === 0) return
      // Batches that stay small however often one looks are a flood at the door: larger ones leave the machine to it.
      if (count < batchSize && ++small > 3) await setTimeout(breath_ms)
    } catch (error) {
      if (isPassing(error)) throw error
      await processEach(transact, log)
    }
  }
}

async function processEach(transact: InTransaction, log: Pick<Log, 'error'>): Promise<void> {
  for (const { id } of await transact((ctx) => listWaiting(ctx, batchSize)))
    try {
      await transact((ctx) => processBatch(ctx, 1, id))
    } catch (error) {
      if (isPassing(error)) throw error
      log.error({ error, submission_id: id }, 'a submission could not be made a lead')
      await transact(async (ctx) => fail(ctx, id))
    }
}

/** No fault of what was sent: somebody else was at it for long, or the database went away. The job comes again. */
const isPassing = (error: unknown): boolean =>
  isConnectionLoss(error) || isRetryable(error) || (error as { code?: string }).code === '55P03'

/** One batch, or one submission by its id; answers how many were looked at. */
export async function processBatch(ctx: Context, most: number, id?: string): Promise<number> {
  const forms = await lockForms(ctx)
  const waiting = await listWaiting(ctx, most, id)
  if (waiting.length === 0) return 0
  const form = forms.get(waiting[0]!.form_id)!
  const judged = waiting.map((each) => ({ ...each, reasons: each.is_released ? [] : judgeSubmission(each) }))
  const good = judged.filter(({ reasons }) => reasons.length === 0)
  const { leads, made_count } = await makeLeads(ctx, form, good)
  writeOutcomes(
    ctx,
    form.id,
    judged.map(({ id: submission_id, reasons, received_at }) => ({
      id: submission_id,
      received_at,
      status: reasons.length ? ('spam' as const) : ('processed' as const),
      spam_reasons: reasons,
      lead_id: leads.get(submission_id) ?? null,
    })),
    made_count,
  )
  if (good.length)
    queueJob(
      ctx,
      tellOfSubmissions,
      { organization_id: ctx.organization_id },
      {
        key: `${tellOfSubmissions.name} ${ctx.organization_id}`,
      },
    )
  return waiting.length
}

/** Which lead each submission went to. */
async function makeLeads(ctx: Context, form: LeadForm, waiting: readonly Waiting[]) {
  if (waiting.length === 0) return { leads: new Map<string, string>(), made_count: 0 }
  const { data: own } = await listLeadFields(ctx)
  const sent = waiting.map(({ id, received_at, payload }): ReadOne => ({
    id,
    received_at,
    payload,
    details: readSubmission(payload, { form, own, year: yearOf(ctx) }),
  }))
  const emails = sent.flatMap(({ details }) => details.email?.trim().toLowerCase() ?? [])
  const phones = sent.flatMap(({ details }) => details.phone ?? [])
  const groups = groupSubmissions(sent, await lockLeadsOf(ctx, emails, phones))
  const asForm: Context = { ...ctx, actor: { kind: 'system', id: null, name: `Form “${form.name}”` } }
  const owner_user_id = await ownerOf(ctx, form)
  const fresh = groups.filter(({ lead }) => !lead).map((group) => ({ ...group, id: newId() }))
  const made = await insertLeads(
    asForm,
    fresh.map((group) => preparedOf(group, form, owner_user_id)),
  )
  const known = groups.filter((group): group is Group & { lead: Lead } => group.lead !== undefined)
  const joined = await joinLeads(asForm, known)
  const before = new Map(known.map(({ lead }) => [lead.id, lead]))
  recordEvents(asForm, leadSubmitted, [...made, ...joined], (lead) => {
    const was = before.get(lead.id)
    return was ? changesBetween(was, lead) : {}
  })
  const leads = new Map(
    [...fresh, ...known.map((group) => ({ ...group, id: group.lead.id }))].flatMap((group) =>
      group.sent.map((one) => [one.id, group.id] as const),
    ),
  )
  insertActivities(
    asForm,
    sent.map((one) => ({
      lead_id: leads.get(one.id)!,
      kind: 'message',
      direction: 'in',
      body: messageOf(one.payload, form),
      happened_at: one.received_at,
    })),
  )
  keepConsents(asForm, sent, leads)
  return { leads, made_count: made.length }
}

function preparedOf(group: Group & { id: string }, form: LeadForm, owner_user_id: string | undefined): PreparedLead {
  const { name, ...details } = detailsOf(group)
  return {
    ...details,
    name: name!,
    id: group.id,
    source: form.source,
    tags: form.tags,
    utm: utmOf(group),
    visited_pages: visitedPagesOf(group),
    submission_count: group.sent.length,
    ...(owner_user_id && { owner_user_id }),
  }
}

/** Whoever left the team is given no more leads: then the rules decide. */
async function ownerOf(ctx: Context, { owner_user_id }: LeadForm): Promise<string | undefined> {
  if (!owner_user_id) return undefined
  return [...(await listMemberAddresses(ctx)).values()].find((id) => id === owner_user_id)
}

function keepConsents(ctx: Context, sent: readonly ReadOne[], leads: ReadonlyMap<string, string>): void {
  recordConsents(
    ctx,
    sent.flatMap(({ id, received_at, payload }) =>
      payload.consents
        .filter(({ is_given }) => is_given)
        .map(({ channel, text }) => ({
          id: newId(),
          lead_id: leads.get(id)!,
          channel,
          is_given: true,
          text,
          submission_id: id,
          recorded_by_user_id: null,
          recorded_by_name: ctx.actor.name,
          note: null,
          recorded_at: received_at,
        })),
    ),
  )
}

function fail(ctx: Context, id: string): void {
  const failure =
    'This could not be made a lead, through a fault of ours that we noted. Try it again, or add the lead by hand.'
  ctx.db.send({
    text: `update lead_submissions set status = 'failed', failure = $3, processed_at = $4
           where organization_id = $1 and id = $2 and status = 'received'`,
    parameters: [ctx.organization_id, id, failure, ctx.now.toString()],
  })
}
