import { sql } from 'kysely'
import { recordEvent } from '#modules/events/record-event.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database.ts'
import { conflict, invalid, onConstraint } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { leadFieldCreated } from './events.ts'
import { fold } from './rules.ts'
import { fieldColumns, listLeadFields } from './stage-queries.ts'
import type { LeadField, NewLeadField } from './stage-schemas.ts'

const fieldMax = 60

/** A field of one's own on every lead. Its key is taken for good, so that old values never turn up under a new field. */
export async function createLeadField(ctx: Context, input: NewLeadField): Promise<LeadField> {
  const { label, kind, choices = [] } = input
  refuseWrongChoices(kind, choices)
  const key = input.key ?? keyOf(label)
  const { data: others } = await listLeadFields(ctx)
  if (others.length >= fieldMax)
    throw conflict('leads.too_many_fields', `There are ${fieldMax} fields already. Archive one that is not used.`)
  const field = await ctx.db
    .one(
      db
        .insertInto('lead_fields')
        .values({
          organization_id: ctx.organization_id,
          id: newId(),
          key,
          label,
          kind,
          choices,
          position: sql<number>`(select coalesce(max(position) + 1, 0) from lead_fields where organization_id = ${ctx.organization_id})`,
          created_at: ctx.now.toString(),
          updated_at: ctx.now.toString(),
        })
        .returning(fieldColumns),
    )
    .catch(onConstraint('lead_fields_key_taken', () => keyTaken(key)))
  recordEvent(ctx, leadFieldCreated, field)
  return field
}

/** Only a choice has something to choose from. */
export function refuseWrongChoices(kind: LeadField['kind'], choices: readonly string[]): void {
  if ((kind === 'choice') === choices.length > 0) return
  const detail = kind === 'choice' ? 'Name what can be chosen.' : 'Leave this out: there is nothing to choose from.'
  throw invalid('leads.invalid', 'The choices do not fit this field.', [
    { pointer: '/choices', code: 'required', detail },
  ])
}

function keyOf(label: string): string {
  const key = fold(label)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40)
  return key || `field_${newId().slice(-8)}`
}

const keyTaken = (key: string) =>
  conflict('leads.field_key_taken', `A field with the key “${key}” is or was there. Choose another key.`)
