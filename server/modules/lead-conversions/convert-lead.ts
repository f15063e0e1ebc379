import { createContact } from '#modules/contacts/create-contact.ts'
import { createCustomer } from '#modules/customers/create-customer.ts'
import { getCustomer } from '#modules/customers/queries.ts'
import type { NewCustomer } from '#modules/customers/schemas.ts'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { createDraft } from '#modules/invoices/create-draft.ts'
import { leadColumns } from '#modules/leads/lead-columns.ts'
import { lockLead } from '#modules/leads/queries.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { listLeadStages } from '#modules/leads/stage-queries.ts'
import { createQuotation } from '#modules/quotations/create-quotation.ts'
import { handOverQuotations } from '#modules/quotations/hand-over-quotations.ts'
import { createSubscription } from '#modules/subscriptions/create-subscription.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { leadConverted } from './events.ts'
import type { LeadConversion, LeadToConvert } from './schemas.ts'

/**
 * Makes a lead a customer, once: of two who try at the same time the second is told which customer it became. What
 * comes with it (contact, subscription, drafts) is made in the same transaction, so a refusal leaves everything as it was.
 */
export async function convertLead(ctx: Context, id: string, input: LeadToConvert): Promise<LeadConversion> {
  const lead = await lockLead(ctx, id)
  refuseUnconvertible(lead)
  if (input.customer_id && input.customer)
    throw invalid('lead_conversions.invalid', 'Name a customer that is there, or describe a new one.', [
      { pointer: '/customer', code: 'unexpected', detail: 'Leave this out where `customer_id` names a customer.' },
    ])
  const stage = await wonStage(ctx, input.stage_id)
  const customer = input.customer_id
    ? await getCustomer(ctx, input.customer_id)
    : await createCustomer(ctx, { ...customerOf(lead), ...input.customer })
  const contact =
    (input.with_contact ?? lead.company !== null)
      ? await createContact(ctx, customer.id, {
          name: lead.name,
          email: lead.email,
          phone: lead.phone,
          job_title: lead.job_title,
        })
      : undefined
  const subscription =
    input.subscription && (await createSubscription(ctx, { ...input.subscription, customer_id: customer.id }))
  const draft = input.invoice_draft && (await createDraft(ctx, { ...input.invoice_draft, customer_id: customer.id }))
  // To the lead, who is handed over with all that was quoted to them.
  const quotation = input.quotation_draft && (await createQuotation(ctx, { ...input.quotation_draft, lead_id: id }))
  const made = {
    id: newId(),
    customer_id: customer.id,
    is_new_customer: input.customer_id === undefined,
    contact_id: contact?.id ?? null,
    subscription_id: subscription?.id ?? null,
    invoice_draft_id: draft?.id ?? null,
    quotation_id: quotation?.id ?? null,
    created_at: ctx.now.toString(),
  }
  const { organization_id } = ctx
  ctx.db.send(
    db.insertInto('lead_conversions').values({ ...made, organization_id, lead_id: id, stage_before_id: lead.stage_id }),
  )
  handOverQuotations(ctx, id, customer.id)
  const converted = await markConverted(ctx, lead, stage.id, customer.id)
  recordEvent(ctx, leadConverted, converted, changesBetween(lead, converted))
  return { ...made, lead: converted }
}

function refuseUnconvertible(lead: Lead): void {
  if (lead.customer_id)
    throw conflict('leads.converted', 'This lead is a customer already. What is sold to them goes on there.')
  if (lead.merged_into_id) throw conflict('leads.merged', 'This lead was merged into another: convert that one.')
  if (lead.archived_at)
    throw conflict('lead_conversions.archived', 'This lead is archived. Restore it, then convert it.')
}

async function wonStage(ctx: Context, stage_id: string | undefined): Promise<{ id: string }> {
  const { data } = await listLeadStages(ctx)
  const stage = data.find(({ id, status }) => status === 'converted' && (!stage_id || id === stage_id))
  if (!stage) throw notFound('stage for those who were won')
  return stage
}

/** The company where one is named, else the person. */
function customerOf({ name, company, uen, email, phone }: Lead): NewCustomer {
  return { name: company ?? name, kind: company || uen ? 'business' : 'individual', uen, email, phone }
}

async function markConverted(ctx: Context, lead: Lead, stage_id: string, customer_id: string): Promise<Lead> {
  const now = ctx.now.toString()
  return ctx.db.one(
    db
      .updateTable('leads')
      .set({
        stage_id,
        status: 'converted',
        stage_changed_at: now,
        first_replied_at: lead.first_replied_at ?? now,
        disqualified_reason: null,
        customer_id,
        converted_at: now,
        version: lead.version + 1,
        updated_at: now,
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', lead.id)
      .returning(leadColumns),
  )
}
