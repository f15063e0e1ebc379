import { archiveContact } from '#modules/contacts/archive-contact.ts'
import { archiveCustomer } from '#modules/customers/archive-customer.ts'
import { changesBetween, recordEvent } from '#modules/events/record-event.ts'
import { deleteDraft } from '#modules/invoices/delete-draft.ts'
import { leadColumns } from '#modules/leads/lead-columns.ts'
import { lockLead } from '#modules/leads/queries.ts'
import type { Lead } from '#modules/leads/schemas.ts'
import { deleteQuotation } from '#modules/quotations/delete-quotation.ts'
import { handOverQuotations } from '#modules/quotations/hand-over-quotations.ts'
import { getLeadStage, listLeadStages } from '#modules/leads/stage-queries.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict } from '#platform/errors.ts'
import { leadUnconverted } from './events.ts'

type Conversion = {
  id: string
  customer_id: string
  is_new_customer: boolean
  contact_id: string | null
  subscription_id: string | null
  draft_id: string | null
  quotation_id: string | null
  stage_before_id: string
}

/**
 * Takes a conversion back: the lead returns to the stage it came from, what was made with it is archived, its drafts
 * deleted. Once something was sold to the customer it stands.
 */
export async function unconvertLead(ctx: Context, id: string): Promise<Lead> {
  const before = await lockLead(ctx, id)
  const conversion = await findConversion(ctx, id)
  if (!conversion)
    throw conflict('lead_conversions.not_converted', 'This lead is not a customer: there is nothing to undo.')
  if (conversion.is_new_customer || conversion.subscription_id) await refuseSoldTo(ctx, conversion)
  ctx.db.send({
    text: 'update lead_conversions set undone_at = $3 where organization_id = $1 and id = $2',
    parameters: [ctx.organization_id, conversion.id, ctx.now.toString()],
  })
  handOverQuotations(ctx, id, null)
  if (conversion.quotation_id) await deleteQuotation(ctx, conversion.quotation_id)
  if (conversion.draft_id) await deleteDraft(ctx, conversion.draft_id)
  if (conversion.contact_id) await archiveContact(ctx, conversion.contact_id)
  if (conversion.is_new_customer) await archiveCustomer(ctx, conversion.customer_id)
  const lead = await backOnBoard(ctx, before, conversion.stage_before_id)
  recordEvent(ctx, leadUnconverted, lead, changesBetween(before, lead))
  return lead
}

/** With the drafts that it left, where they are still drafts; a quotation that was sent is the lead's again. */
async function findConversion(ctx: Context, lead_id: string): Promise<Conversion | undefined> {
  return ctx.db.find<Conversion>({
    text: `select c.id, c.customer_id, c.is_new_customer, c.contact_id, c.subscription_id, d.id as draft_id, q.id as quotation_id,
             c.stage_before_id
           from lead_conversions c
           left join invoice_drafts d on d.organization_id = c.organization_id and d.id = c.invoice_draft_id
           left join quotations q on q.organization_id = c.organization_id and q.id = c.quotation_id and q.sent_at is null
           where c.organization_id = $1 and c.lead_id = $2 and c.undone_at is null`,
    parameters: [ctx.organization_id, lead_id],
  })
}

async function refuseSoldTo(ctx: Context, { customer_id }: Conversion): Promise<void> {
  // The order is what lets each look into its index of customers and stop at the first.
  const { sold_id } = await ctx.db.one<{ sold_id: string | null }>({
    text: `select coalesce(
             (select id from subscriptions where organization_id = $1 and customer_id = $2 order by id desc limit 1),
             (select id from invoices where organization_id = $1 and customer_id = $2 order by issue_date desc, id desc limit 1),
             (select id from payments where organization_id = $1 and customer_id = $2 order by payment_date desc, id desc limit 1)
           ) as sold_id`,
    parameters: [ctx.organization_id, customer_id],
  })
  if (sold_id)
    throw conflict(
      'lead_conversions.in_use',
      'Something was sold to this customer already, so the conversion stands. Archive the customer if they left.',
    )
}

async function backOnBoard(ctx: Context, before: Lead, stage_before_id: string): Promise<Lead> {
  const former = await getLeadStage(ctx, stage_before_id)
  const { data } = await listLeadStages(ctx)
  const stage = former.archived_at ? data.find(({ status }) => status === 'new')! : former
  return ctx.db.one(
    db
      .updateTable('leads')
      .set({
        stage_id: stage.id,
        status: stage.status,
        stage_changed_at: ctx.now.toString(),
        customer_id: null,
        converted_at: null,
        version: before.version + 1,
        updated_at: ctx.now.toString(),
      })
      .where('organization_id', '=', ctx.organization_id)
      .where('id', '=', before.id)
      .returning(leadColumns),
  )
}
